"""Targets of the passport by measure, and the calculated plan of single organizations."""

from __future__ import annotations

from collections.abc import Collection, Mapping

import numpy as np
import pandas as pd

from uspekh.monitoring.directory import existing
from uspekh.monitoring.reported import Organizations
from uspekh.once import remembered
from uspekh.passport.formulas import FORMULAS, which
from uspekh.passport.plan import Plan


@remembered
def measure_targets(plan: Plan) -> pd.DataFrame:
    """Columns ``measure, year, plan`` (unit of the measure): section 2 for indicators, section 3 for results."""
    measures = plan["measures"][["id", "subject_kind", "subject", "unit"]].rename(columns={"id": "measure"})
    indicators = measures[measures["subject_kind"] == "indicator"].merge(
        plan["indicator_targets"], left_on="subject", right_on="indicator"
    )
    results = measures[measures["subject_kind"] == "result"].merge(
        plan["result_targets"], left_on=["subject", "unit"], right_on=["result", "unit"]
    )
    frame = pd.concat([indicators, results], ignore_index=True)
    return frame[["measure", "year", "target"]].rename(columns={"target": "plan"})


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
def targets_of(known: Organizations, plan: Plan, asked: tuple[str, ...]) -> pd.DataFrame:
    """``organization_targets`` of the directory, kept with it."""
    return organization_targets(plan, known.everyone, asked)


def organization_targets(plan: Plan, organizations: pd.DataFrame, asked: Collection[str] | None = None) -> pd.DataFrame:
    """Columns ``measure, organization, year, plan, plan_kind`` («calculated» or «own»), of the measures ``asked``.

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
        if codes is None or (asked is not None and target.measure not in asked):
            continue
        measure, shares = measures.loc[target.measure], target.plan
        if FORMULAS[measure["formula"]].counts_people:
            people = round(target.plan * measure["divisor"])
            shares = _parts(people, contingent[codes].to_numpy()) / measure["divisor"]
        row = {"measure": target.measure, "year": target.year, "organization": codes.to_numpy(), "plan": shares}
        parts.append(pd.DataFrame(row))
    dtypes = {"measure": "str", "organization": "str", "year": "int64", "plan": "float64"}
    calculated = pd.concat(parts[1:] or parts, ignore_index=True)[list(dtypes)].astype(dtypes)
    return _replaced_by_own(plan, calculated.assign(plan_kind=pd.Series("calculated", calculated.index, dtype="str")))


def _replaced_by_own(plan: Plan, calculated: pd.DataFrame) -> pd.DataFrame:
    measures = plan["measures"]
    indicators = measures.loc[measures["subject_kind"] == "indicator", ["id", "subject"]]
    own = plan["organization_targets"].merge(indicators, left_on="indicator", right_on="subject")
    own = own.rename(columns={"id": "measure", "target": "plan"}).assign(plan_kind="own")
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
    return pd.concat([headcounts, shares], ignore_index=True).assign(plan_kind="calculated")
