"""Results of section 3 by year: measured ones by their measures, done-or-not-done ones by their control points."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any

import pandas as pd

from uspekh.monitoring.execution.links import item_results
from uspekh.monitoring.execution.milestones import DONE
from uspekh.monitoring.figures import Figures
from uspekh.monitoring.plans.guides import CITY
from uspekh.monitoring.rules import READINGS
from uspekh.once import remembered
from uspekh.passport.formulas import percent_of, which
from uspekh.russian.format import missing
from uspekh.words import PIECES

MEASURED, CONTROLLED = "measure", "control_points"
COLUMNS = [
    "result", "basis_kind", "measure", "primary", "year", "unit", "direction", "plan", "plan_kind", "due_plan",
    "judged_months", "fact", "deviation", "completion", "flag", "reported", "expected", "complete", "late", "months",
    "basis", "sum_fact", "exceeds_whole", "shortfall",
]  # fmt: skip
"""Unit of a result that is done or not done: its control points are counted."""


@remembered
def results(figures: Figures) -> pd.DataFrame:
    """One row per result, reading and year, columns ``COLUMNS``, in the order of section 3.

    ``basis_kind`` is ``measure`` where organizations report figures (a second reading has ``primary`` false), else
    ``control_points``: ``plan`` counts the control points that the year answers for, ``due_plan`` those that had to
    be done by the date or were done before it, ``fact`` those done as of the date, late ones included.
    """
    if figures.same_rows:
        return results(figures.same_rows)
    measured = figures.measures[figures.measures["subject_kind"] == "result"].rename(columns={"subject": "result"})
    controlled = _controlled(figures, set(measured["result"]))
    frame = pd.concat([measured.assign(basis_kind=MEASURED), controlled], ignore_index=True)[COLUMNS]
    order = {result: position for position, result in enumerate(figures.plan["results"]["id"])}
    keys = frame["result"].map(order)
    return frame.iloc[keys.argsort(kind="stable")].reset_index(drop=True)


def _controlled(figures: Figures, measured: set[str]) -> pd.DataFrame:
    """Results without a measure; those without a control point in a year have no plan for it."""
    points: dict[str, list[Any]] = defaultdict(list)
    for point in control_points(figures).itertuples():
        points[point.result].append(point)
    rows = [
        _year(points[result], year, figures.selection.as_of) | {"result": result, "year": year}
        for result in figures.plan["results"]["id"]
        if result not in measured
        for year in figures.plan.years
    ]
    columns = ["result", "year", "plan", "fact", "due_plan", "flag", "reported", "expected"]
    counts = dict.fromkeys(("plan", "fact", "due_plan"), "float64")
    frame = pd.DataFrame(rows, columns=columns).astype(counts)
    return frame.assign(
        basis_kind=CONTROLLED,
        measure="",
        primary=True,
        unit=PIECES,
        direction="up",
        plan_kind=CITY,
        judged_months=12,
        deviation=frame["fact"] - frame["due_plan"],
        completion=percent_of(frame["fact"], frame["due_plan"]),
        complete=(frame["reported"] >= frame["expected"]) & (frame["expected"] > 0),
        exceeds_whole=False,
        late=0,
        months=float("nan"),
        basis="",
        sum_fact=float("nan"),
        shortfall=float("nan"),
    )


@remembered
def control_points(figures: Figures) -> pd.DataFrame:
    """Rows of ``Figures.milestones`` that are control points, one for each result they belong to (``result``)."""
    if figures.same_rows:
        return control_points(figures.same_rows)
    points = figures.milestones[figures.milestones["kind"] == "control_point"]
    belongs = item_results(figures.plan)
    return (
        points.assign(result=[list(belongs[item]) for item in points["item"]])
        .explode("result")
        .dropna(subset=["result"])
    )


def _year(points: Sequence[Any], year: int, as_of: date) -> dict[str, Any]:
    """Counts and flag of the control points of one result that a year answers for.

    Those due in it, and those of earlier years that are still overdue.
    """
    answered = [point for point in points if point.year == year or _carried(point, year, as_of)]
    if not answered:
        return {"plan": None, "fact": None, "due_plan": None, "flag": None, "reported": 0, "expected": 0}
    done = sum(point.flag in DONE for point in answered)
    overdue = sum(point.flag == "overdue" for point in answered)
    reported = [point.flag in DONE or not missing(point.forecast) or not missing(point.document) for point in answered]
    due = done + overdue
    return {
        "plan": len(answered),
        "fact": done if due or any(reported) else None,
        "due_plan": due,
        "flag": "missed" if overdue else "met" if due else "not_due",
        "reported": sum(reported),
        "expected": len(answered),
    }


def _carried(point: Any, year: int, as_of: date) -> bool:
    """Whether a point that was due in an earlier year is still overdue in this one, which has begun."""
    return bool(point.year < year <= as_of.year and point.flag == "overdue")


def growth_readings(figures: Figures) -> pd.DataFrame:
    """Rows of ``Figures.measures`` whose target is a growth, in every reading of it.

    ``reading``: «relative» (percent of last year's share) or «points» (percentage points); ``chosen``: the one that
    the rules take.
    """
    definitions = figures.definitions[which(figures.definitions["formula"], lambda kind: kind.compares_years)]
    parts = []
    for reading in READINGS:
        rows = figures.measures[figures.measures["measure"].isin(definitions["id"])]
        if reading != figures.rules.growth_reading:
            rules = replace(figures.rules, growth_reading=reading)
            rows = figures.with_inputs(rules=rules, definitions=definitions).measures
        parts.append(rows.assign(reading=reading, chosen=reading == figures.rules.growth_reading))
    return pd.concat(parts, ignore_index=True)


def excesses(figures: Figures) -> pd.DataFrame:
    """Counts that exceed what they are a part of: ``organization, year, part, whole, value, limit``.

    Two counts of different measures (unique children and views): ``at_most`` of the components says which cannot
    exceed which. ``organization`` is empty for the set taken together. A limit of an earlier period is no limit.
    """
    limits = figures.plan["components"].set_index("id")["at_most"].str.split()
    involved = {*limits[limits.str.len() > 0].index, *limits.explode().dropna()}
    ids = figures.definitions.loc[figures.definitions["numerator"].isin(involved), "id"]
    whole = figures.measures[figures.measures["measure"].isin(ids)]
    both = pd.concat([figures.of(ids).organizations, whole.assign(organization="")], ignore_index=True)
    counts = both.rename(columns={"numerator": "value"}).dropna(subset=["value"])
    counts = counts.join(figures.definitions.set_index("id")["numerator"].rename("part"), on="measure")
    counts = counts.drop_duplicates(["organization", "year", "part"])[
        ["organization", "year", "months", "part", "value"]
    ]
    wholes = counts.rename(columns={"part": "whole", "value": "limit", "months": "limit_months"})
    pairs = counts.assign(whole=counts["part"].map(limits)).explode("whole")
    pairs = pairs.merge(wholes, on=["organization", "year", "whole"])
    over = pairs[(pairs["value"] > pairs["limit"]) & (pairs["months"] <= pairs["limit_months"])]
    return over.drop(columns=["months", "limit_months"]).reset_index(drop=True)
