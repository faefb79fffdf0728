"""Targets of the passport by measure, and the calculated plan of single organizations."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

import numpy as np
import pandas as pd

from uspekh.monitoring.directory import existing
from uspekh.monitoring.judgement import GUIDE, OWN
from uspekh.monitoring.roster import Organizations
from uspekh.once import remembered
from uspekh.passport.formulas import FORMULAS, which
from uspekh.passport.plan import Plan


@remembered
def measure_targets(plan: Plan) -> pd.DataFrame:
    """Columns ``measure, year, plan`` (unit of the measure): section 2 for indicators, section 3 for results.

    A cumulative target that is set for the last year alone is reached by a straight line from the start of the
    project, in whole people.
    """
    columns = ["id", "subject_kind", "subject", "unit", "formula", "divisor"]
    measures = plan["measures"][columns].rename(columns={"id": "measure"})
    indicators = measures[measures["subject_kind"] == "indicator"].merge(
        plan["indicator_targets"], left_on="subject", right_on="indicator"
    )
    results = measures[measures["subject_kind"] == "result"].merge(
        plan["result_targets"], left_on=["subject", "unit"], right_on=["result", "unit"]
    )
    frame = pd.concat([indicators, results], ignore_index=True).rename(columns={"target": "plan"})
    single = frame.groupby("measure")["year"].transform("size") == 1
    on_line = single & (frame["year"] == plan.years[-1]) & which(frame["formula"], lambda kind: kind.adds_years)
    lines = [_line(target, plan.years) for target in frame[on_line].itertuples()]
    whole = pd.concat([frame[~on_line], *lines], ignore_index=True)
    return whole[["measure", "year", "plan"]].astype({"plan": "float64"})


def _line(target: Any, years: tuple[int, ...]) -> pd.DataFrame:
    """From nothing before the first year to the target in the last, in whole people, halves up."""
    steps = np.arange(1, len(years) + 1)
    people = np.floor(target.plan * target.divisor * steps / len(years) + 0.5)
    return pd.DataFrame({"measure": target.measure, "year": years, "plan": people / target.divisor})


def largest_remainder(total: int, weights: Mapping[str, int]) -> dict[str, int]:
    """Whole parts of ``total`` in proportion to ``weights`` that add up to it; ties by the order given.

    An empty mapping, or weights that add up to zero, give no parts.
    """
    given = np.array(list(weights.values()), dtype=np.int64)
    if given.sum() <= 0:
        return {}
    return dict(zip(weights, _parts(total, given).tolist(), strict=True))


def _parts(total: int, weights: np.ndarray) -> np.ndarray:
    quotients, remainders = np.divmod(total * weights, weights.sum())
    left = total - int(quotients.sum())
    quotients[np.argsort(-remainders, kind="stable")[:left]] += 1
    return quotients


@remembered
def targets_of(roster: Organizations, plan: Plan, measures: tuple[str, ...]) -> pd.DataFrame:
    """``organization_targets`` of the directory, kept with it."""
    return organization_targets(plan, roster.everyone, measures)


def organization_targets(
    plan: Plan, organizations: pd.DataFrame, chosen: Collection[str] | None = None
) -> pd.DataFrame:
    """Columns ``measure, organization, year, plan, plan_kind`` (``GUIDE`` or ``OWN``), of the ``chosen`` measures.

    Annex 2 gives no plan per organization: a share is asked of each alike, a headcount in proportion to the
    contingent of the organizations that exist in the year (largest remainder). An organization without a
    contingent has no calculated plan.
    """
    measures = plan["measures"].set_index("id")
    weights = organizations[organizations["contingent"].fillna(0) > 0]
    present = dict(list(existing(weights, plan.years).groupby("year")["organization"]))
    contingent = weights.set_index("code")["contingent"].astype("int64")
    parts = [pd.DataFrame(columns=["measure", "year", "organization", "plan"])]
    for target in measure_targets(plan).itertuples():
        codes = present.get(target.year)
        if codes is None or (chosen is not None and target.measure not in chosen):
            continue
        measure, shares = measures.loc[target.measure], target.plan
        if FORMULAS[measure["formula"]].counts_people:
            people = round(target.plan * measure["divisor"])
            shares = _parts(people, contingent[codes].to_numpy()) / measure["divisor"]
        row = {"measure": target.measure, "year": target.year, "organization": codes.to_numpy(), "plan": shares}
        parts.append(pd.DataFrame(row))
    dtypes = {"measure": "str", "organization": "str", "year": "int64", "plan": "float64"}
    calculated = pd.concat(parts[1:] or parts, ignore_index=True)[list(dtypes)].astype(dtypes)
    return _replaced_by_own(plan, calculated.assign(plan_kind=pd.Series(GUIDE, calculated.index, dtype="str")))


def _replaced_by_own(plan: Plan, calculated: pd.DataFrame) -> pd.DataFrame:
    measures = plan["measures"]
    indicators = measures.loc[measures["subject_kind"] == "indicator", ["id", "subject"]]
    own = plan["organization_targets"].merge(indicators, left_on="indicator", right_on="subject")
    own = own.rename(columns={"id": "measure", "target": "plan"}).assign(plan_kind=OWN)
    if own.empty:
        return calculated
    both = pd.concat([calculated, own[calculated.columns]], ignore_index=True)
    return both.drop_duplicates(["measure", "organization", "year"], keep="last", ignore_index=True)


def set_targets(plan: Plan, by_organization: pd.DataFrame, codes: tuple[str, ...]) -> pd.DataFrame:
    """Columns ``measure, year, plan, plan_kind`` of some organizations taken together (``organization_targets``)."""
    chosen = by_organization[by_organization["organization"].isin(codes)]
    if len(codes) == 1:
        return chosen[["measure", "year", "plan", "plan_kind"]]
    formula = chosen["measure"].map(plan["measures"].set_index("id")["formula"])
    people = which(formula, lambda kind: kind.counts_people)
    headcounts = chosen[people].groupby(["measure", "year"], as_index=False)["plan"].sum()
    whole = measure_targets(plan)
    shares = whole[whole["measure"].isin(chosen.loc[~people, "measure"])]
    return pd.concat([headcounts, shares], ignore_index=True).assign(plan_kind=GUIDE)
