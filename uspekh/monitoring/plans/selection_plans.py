"""The plan of several organizations taken together (contract, section 2).

A selection that names every organization is the municipality: its plan is the passport's and is not made here.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

import pandas as pd

from uspekh.monitoring.plans.guides import GUIDE, OWN_PLAN, OrganizationPlans
from uspekh.passport.formulas import which

GROUP = ["measure", "year"]
_ROW = ["measure", "organization", "year"]


@dataclass(frozen=True)
class SelectionPlans:
    """``plans``: ``measure, year, plan, plan_kind, weighted`` (bool: the plans of its members differ and are weighted).

    ``without``: ``measure, year, organization`` of the members that have neither a plan nor a guide: they give to the
    fact and have no part in the plan.
    """

    plans: pd.DataFrame
    without: pd.DataFrame


def plans_of_selection(
    measures: pd.DataFrame,
    by_organization: OrganizationPlans,
    requests: pd.DataFrame,
    weights: pd.DataFrame,
    codes: Collection[str],
) -> SelectionPlans:
    """The plan of the organizations ``codes``: ``own`` where everyone who is asked has its own, else ``guide``.

    ``requests``: ``measure, organization, year, of_denominator``. ``weights``: ``measure, organization, year,
    denominator`` at the period that is shown: a share is weighted by them; while there are none, it has a plan only
    where that is the same for all. The levels of closed members are a part of a cumulative count.
    """
    plans, closed, members = (
        frame[frame["organization"].isin(list(codes))]
        for frame in (by_organization.plans, by_organization.closed, requests)
    )
    rows = members.merge(plans, how="outer", on=_ROW)
    rows = rows.merge(weights[[*_ROW, "denominator"]], how="left", on=_ROW)
    counted = which(measures["formula"], lambda kind: kind.counts_people)
    is_count = rows["measure"].isin(measures.loc[counted, "id"])
    planned = is_count | rows["plan"].notna() | rows["of_denominator"].eq(True)
    selected = pd.concat([_sum(rows[is_count], closed), _mean(rows[~is_count])])
    selected = selected.join(_kinds(rows[planned], closed)).reset_index()
    without = rows.loc[rows["plan"].isna(), [*GROUP, "organization"]].merge(selected[GROUP], on=GROUP)
    return SelectionPlans(selected[[*GROUP, "plan", "plan_kind", "weighted"]], without)


def _kinds(rows: pd.DataFrame, closed: pd.DataFrame) -> pd.Series[str]:
    """``plan_kind`` by measure and year in which anybody is asked."""
    are_set = (rows["plan_kind"] == OWN_PLAN).groupby([rows[name] for name in GROUP]).all()
    closed_are_set = (closed["plan_kind"] == OWN_PLAN).groupby([closed[name] for name in GROUP]).all()
    are_set &= closed_are_set.reindex(are_set.index, fill_value=True).astype(bool)
    return are_set.map({True: OWN_PLAN, False: GUIDE}).rename("plan_kind")


def _sum(rows: pd.DataFrame, closed: pd.DataFrame) -> pd.DataFrame:
    present = rows.groupby(GROUP)["plan"].sum(min_count=1).dropna()
    gone = closed.groupby(GROUP)["plan"].sum().reindex(present.index, fill_value=0.0)
    return pd.DataFrame({"plan": present + gone, "weighted": False})


def _mean(rows: pd.DataFrame) -> pd.DataFrame:
    """The plan that is the same for all, else the mean weighted by the denominators."""
    rows = rows[rows["plan"].notna()]
    weight = rows["denominator"].where(rows["denominator"] > 0, 0.0)
    sums = rows.assign(weight=weight, product=weight * rows["plan"]).groupby(GROUP)[["weight", "product"]].sum()
    ends = rows.groupby(GROUP)["plan"].agg(["min", "max"])
    weighted = ends["min"] != ends["max"]
    mean = sums["product"] / sums["weight"].where(sums["weight"] > 0)
    return pd.DataFrame({"plan": mean.where(weighted, ends["min"]), "weighted": weighted}).dropna()
