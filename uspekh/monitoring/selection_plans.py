"""The plan of several organizations taken together (contract, section 2).

A selection that names every organization is the municipality: its plan is the passport's and is not made here.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

import numpy as np
import pandas as pd

from uspekh.monitoring.guides import GUIDE, OWN, OrganizationPlans
from uspekh.passport.formulas import which

GROUP = ["measure", "year"]
_ROW = ["measure", "organization", "year"]


@dataclass(frozen=True)
class SelectionPlans:
    """``plans``: ``measure, year, plan, plan_kind, base_is_set``.

    ``without``: ``measure, year, organization`` of the members that have neither a plan nor a guide: they give to the
    fact and have no part in the plan.
    """

    plans: pd.DataFrame
    without: pd.DataFrame


def plans_of_selection(
    measures: pd.DataFrame,
    by_organization: OrganizationPlans,
    asked: pd.DataFrame,
    weights: pd.DataFrame,
    codes: Collection[str],
) -> SelectionPlans:
    """The plan of the organizations ``codes``: ``own`` where everyone who is asked has its own, else ``guide``.

    ``asked``: ``measure, organization, year, of_denominator``. ``weights``: ``measure, organization, year,
    denominator`` at the period that is shown: a share is weighted by them; while there are none, it has a plan only
    where that is the same for all. The levels of closed members are a part of a cumulative count.
    """
    plans, closed, members = (
        frame[frame["organization"].isin(list(codes))]
        for frame in (by_organization.plans, by_organization.closed, asked)
    )
    rows = members.merge(plans, how="outer", on=_ROW)
    rows = rows.merge(weights[[*_ROW, "denominator"]], how="left", on=_ROW)
    counted = which(measures["formula"], lambda kind: kind.counts_people)
    is_count = rows["measure"].isin(measures.loc[counted, "id"])
    planned = is_count | rows["plan"].notna() | rows["of_denominator"].eq(True)
    found = _kinds(rows[planned], closed)
    found["plan"] = _sum(rows[is_count], closed).combine_first(_mean(rows[~is_count]))
    found = found[found["plan"].notna()].reset_index()
    without = rows.loc[rows["plan"].isna(), [*GROUP, "organization"]].merge(found[GROUP], on=GROUP)
    return SelectionPlans(found[[*GROUP, "plan", "plan_kind", "base_is_set"]], without)


def _kinds(rows: pd.DataFrame, closed: pd.DataFrame) -> pd.DataFrame:
    """``plan_kind`` and ``base_is_set`` by measure and year in which anybody is asked."""
    own = (rows["plan_kind"] == OWN).groupby([rows[name] for name in GROUP]).all()
    closed_own = (closed["plan_kind"] == OWN).groupby([closed[name] for name in GROUP]).all()
    own &= closed_own.reindex(own.index, fill_value=True).astype(bool)
    base = rows["base_is_set"].eq(True).groupby([rows[name] for name in GROUP]).all()
    return pd.DataFrame({"plan_kind": np.where(own, OWN, GUIDE), "base_is_set": base & own}, index=own.index)


def _sum(rows: pd.DataFrame, closed: pd.DataFrame) -> pd.Series[float]:
    present = rows.groupby(GROUP)["plan"].sum(min_count=1)
    gone = closed.groupby(GROUP)["plan"].sum()
    summed: pd.Series[float] = present + gone.reindex(present.index, fill_value=0.0)
    return summed


def _mean(rows: pd.DataFrame) -> pd.Series[float]:
    """The plan that is the same for all, else the mean weighted by the denominators."""
    rows = rows[rows["plan"].notna()]
    weight = rows["denominator"].where(rows["denominator"] > 0, 0.0)
    sums = rows.assign(weight=weight, product=weight * rows["plan"]).groupby(GROUP)[["weight", "product"]].sum()
    ends = rows.groupby(GROUP)["plan"].agg(["min", "max"])
    mean: pd.Series[float] = sums["product"] / sums["weight"].where(sums["weight"] > 0)
    return mean.where(ends["min"] != ends["max"], ends["min"])
