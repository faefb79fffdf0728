"""Indicators and results in one table, each by its first reading: what a meeting goes through."""

from __future__ import annotations

import pandas as pd

from uspekh.monitoring.figures import Figures
from uspekh.monitoring.overview.summary import DEVIATIONS, of_year
from uspekh.monitoring.results import MEASURED, results
from uspekh.once import remembered

_DTYPES = {
    "subject_kind": "str", "subject": "str", "basis_kind": "str", "measure": "str", "unit": "str", "direction": "str",
    "year": "int64", "plan": "float64", "plan_kind": "str", "due_plan": "float64", "judged_months": "int64",
    "fact": "float64", "deviation": "float64", "completion": "float64", "flag": "str", "reported": "int64",
    "expected": "int64", "complete": "bool", "late": "int64", "months": "float64", "basis": "str",
    "sum_fact": "float64", "exceeds_whole": "bool", "shortfall": "float64",
}  # fmt: skip
_DEFINITION = ["formula", "numerator", "denominator", "divisor"]


@remembered
def subjects(figures: Figures) -> pd.DataFrame:
    """One row per indicator and result and year: indicators first, each kind in the order of the passport.

    Columns of ``Figures.measures`` that results have too; ``basis_kind`` as of ``monitoring.results``. Every column
    has one type throughout: none is missing because only one of the two kinds has it.
    """
    if figures.same_rows:
        return subjects(figures.same_rows)
    indicators = figures.indicators[figures.indicators["primary"]].assign(basis_kind=MEASURED)
    readings = results(figures)
    first = readings[readings["primary"]].rename(columns={"result": "subject"}).assign(subject_kind="result")
    columns = list(_DTYPES)
    return pd.concat([indicators[columns], first[columns]], ignore_index=True).astype(_DTYPES)


def list_unmeasured(figures: Figures) -> list[str]:
    """Numbers of the indicators of which the plan does not say by which formula and of which counts they are made."""
    indicators = figures.plan["indicators"]["id"]
    definitions = figures.plan["measures"]
    counted = definitions.loc[definitions["subject_kind"] == "indicator", "subject"]
    return list(indicators[~indicators.isin(counted)])


@remembered
def deviations(figures: Figures) -> pd.DataFrame:
    """Rows of ``subjects`` of the selected year that deviate, the most serious first; each figure once.

    By flag, then by ``lacking``: how much of the plan that is due is missing, in percent. Of one flag, results that
    only count control points come after those that are measured: of a late point nearly always all is missing.
    ``repeats``: tuple of (kind, subject) of those that are the same figure (a result that repeats an indicator) and
    deviate with it.
    """
    rows = of_year(subjects(figures), figures)
    rows = rows[rows["flag"].isin(DEVIATIONS)]
    if figures.selection.organizations:
        # Control points are the city's: no school answers for them.
        rows = rows[rows["basis_kind"] == MEASURED]
    rows = rows.assign(
        lacking=_lacking(rows),
        severity=rows["flag"].map(DEVIATIONS.index).astype("int64"),
        counted=rows["basis_kind"] != MEASURED,
    )
    order = ["severity", "counted", "lacking"]
    rows = rows.sort_values(order, ascending=[True, True, False], kind="stable", na_position="last")
    names = pd.Series(list(zip(rows["subject_kind"], rows["subject"], strict=True)), rows.index, dtype=object)
    together = names.groupby(same_figure(figures, rows), sort=False)
    first = rows.loc[together.head(1).index]
    repeats = pd.Series([tuple(group[1:]) for _, group in together], first.index, dtype=object)
    return first.assign(repeats=repeats).drop(columns=["severity", "counted"]).reset_index(drop=True)


def _lacking(rows: pd.DataFrame) -> pd.Series:
    """Percent of the due plan that is missing; where less is better, of the fact that is too much."""
    falling = rows["direction"] == "down"
    required = rows["due_plan"].mask(falling, rows["fact"])
    reached = rows["fact"].mask(falling, rows["due_plan"])
    return 100 * (required - reached) / required.where(required != 0)


def same_figure(figures: Figures, rows: pd.DataFrame) -> pd.Series:
    """A text that is equal for two rows of one figure: what the measure is made of; else kind and subject."""
    made_of = map(" ".join, figures.definitions[_DEFINITION].astype("str").itertuples(index=False, name=None))
    definitions = dict(zip(figures.definitions["id"], made_of, strict=True))
    names = rows["subject_kind"] + " " + rows["subject"]
    return rows["measure"].map(definitions).astype("str").where(rows["basis_kind"] == MEASURED, names)
