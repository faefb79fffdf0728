"""Deviation, completion and flag of a fact against its plan (contract, section 2)."""

from __future__ import annotations

from calendar import monthrange
from datetime import date
from typing import TypeVar

import numpy as np
import pandas as pd

from uspekh.monitoring.facts import Arrays
from uspekh.monitoring.grid import Grid
from uspekh.monitoring.rules import Rules
from uspekh.monitoring.selection import Selection
from uspekh.russian.periods import YEAR

_NOISE = 9
Numbers = TypeVar("Numbers", np.ndarray, pd.Series)


def judged(arrays: Arrays, plan: np.ndarray, grid: Grid, rules: Rules, selection: Selection) -> Arrays:
    """Adds ``plan, deviation, completion`` (percent), ``judged_months, due_plan`` and ``flag`` to facts.

    Within a year a flow is judged against ``due_plan``, the plan in proportion to the months passed; a share against
    the year's plan. Without a plan there is no flag.
    """
    years, fact = np.array(grid.years, dtype="int64"), arrays["fact"]
    latest = np.fmax.reduce(arrays["months"], axis=1, keepdims=True, initial=np.nan)
    months = judged_months(years, latest, selection)
    due_plan = _due_plan(plan, months, grid)
    return arrays | {
        "plan": plan,
        "deviation": fact - plan,
        "completion": ratio(fact, plan),
        "judged_months": months,
        "due_plan": due_plan,
        "flag": _flags(fact, due_plan, grid, rules, selection),
    }


def ratio(fact: Numbers, plan: Numbers) -> Numbers:
    """Completion in percent; missing where the plan is zero or missing. Free of binary noise at the bands."""
    return np.round(100 * fact / np.where(plan != 0, plan, np.nan), _NOISE)


def judged_months(years: np.ndarray, latest: np.ndarray, selection: Selection) -> np.ndarray:
    """Months passed: of the selected period, of the latest report in a year still running, else the whole year.

    ``latest``: the latest period reported in each of the ``years``, NaN without a report.
    """
    running = (years >= selection.as_of.year) & ~np.isnan(latest)
    months = np.where(running, latest, YEAR)
    return np.where(years == selection.year, np.minimum(months, selection.months), months).astype("int64")


def _due_plan(plan: np.ndarray, months: np.ndarray, grid: Grid) -> np.ndarray:
    due, passed = plan.copy(), np.broadcast_to(months, grid.shape)
    for formula, rows in grid.by_formula():
        due[rows] = formula.due_plan(plan[rows], passed[rows])
    return due


def _flags(fact: np.ndarray, due_plan: np.ndarray, grid: Grid, rules: Rules, selection: Selection) -> np.ndarray:
    """``None`` without a plan; ``not_due`` or ``no_data`` without a fact; else the state of the fact."""
    falling = grid.of_measure("direction") == "down"
    reached, asked = np.where(falling, due_plan, fact), np.where(falling, fact, due_plan)
    percent = np.where(asked == 0, (reached >= 0) * 100.0, ratio(reached, asked))
    planned, given = ~np.isnan(due_plan), ~np.isnan(fact)
    flags = np.where(_early(grid, selection), "not_due", "no_data").astype(object)
    flags = np.broadcast_to(flags, grid.shape).copy()
    flags[~planned] = None
    flags[planned & given] = rules.flags(percent[planned & given])
    return flags


def _early(grid: Grid, selection: Selection) -> np.ndarray:
    """Whether the value of a measure and year is not yet to be known."""
    days = {
        due: [selection.as_of < due_day(year, due, selection) for year in grid.years]
        for due in set(grid.measures["report_due"])
    }
    return np.array([days[due] for due in grid.measures["report_due"]], dtype=bool).reshape(-1, 1, len(grid.years))


def compared(fact: float, plan: float, rules: Rules, *, falling: bool = False) -> str:
    """The flag of a fact; where less is better, fact and plan change places."""
    reached, asked = (plan, fact) if falling else (fact, plan)
    if asked == 0:
        return rules.flag(100.0 if reached >= 0 else 0.0)
    return rules.flag(round(100 * reached / asked, _NOISE))


def due_day(year: int, report_due: str, selection: Selection) -> date:
    """The day by which the value of a year (or of the selected part of it) is to be known.

    ``report_due``: month and day of the next year, «03-30»; empty for the last day of the year itself.
    """
    if year == selection.year and selection.months < YEAR:
        return date(year, selection.months, monthrange(year, selection.months)[1])
    if report_due:
        month, day = map(int, report_due.split("-"))
        return date(year + 1, month, day)
    return date(year, YEAR, 31)
