"""Due plan, deviation, completion and flag of a fact (contract, «Judging»)."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from uspekh.monitoring.grid import Grid
from uspekh.monitoring.judging.facts import Arrays
from uspekh.monitoring.periods.deadlines import reporting_date
from uspekh.monitoring.plans.guides import CITY, OWN_PLAN
from uspekh.monitoring.rules import Rules
from uspekh.monitoring.selection import Selection
from uspekh.passport.formulas import percent_of, shift_years
from uspekh.russian.periods import YEAR

BANDS = ("met", "at_risk", "missed")


@dataclass(frozen=True)
class Plans:
    """``plan`` of each crossing in the unit of the measure, ``kind``: of ``CITY, OWN_PLAN, GUIDE``, else ``None``.

    ``absent_before``: whether there was nothing to plan for in the year before (bool): the project or the organization
    did not exist.
    """

    plan: np.ndarray
    kind: np.ndarray
    absent_before: np.ndarray


def judge(facts: Arrays, plans: Plans, grid: Grid, rules: Rules, selection: Selection, *, single: bool) -> Arrays:
    """Adds ``plan, plan_kind, due_plan, judged_months, deviation, completion`` (percent) and ``flag`` to facts.

    ``deviation`` is positive where the fact is better than the plan. ``single``: the figures are those of single
    organizations, which are not judged by a late value.
    """
    months = period_months(grid.years, selection)
    due_plan = _due_plan(plans, months, grid)
    plan_on_axes = np.broadcast_to(plans.plan, grid.shape)
    falling = np.broadcast_to(grid.of_measure("direction") == "down", grid.shape)
    fact, late = facts["fact"], facts["late"] > 0
    completion = np.full(grid.shape, np.nan)
    for formula, rows in grid.by_formula():
        completion[rows] = formula.completion(fact[rows], due_plan[rows], falling[rows])
    completion[facts["exceeds_whole"]] = np.nan
    passed = _passed(grid, rules, selection)
    # A late count is the least it can be: where it already meets the plan of the year, nothing is left to wait for.
    met_already = grid.where(lambda kind: kind.counts_people) & ~falling & (fact >= plan_on_axes)
    silent = single & late & ~(passed & met_already)
    flag = _flags(facts, due_plan, completion, plan_on_axes, grid, rules, passed, months, silent, falling)
    deviation = np.where(falling, due_plan - fact, fact - due_plan)
    flag[(plans.kind != CITY) & (plans.kind != OWN_PLAN)] = None
    return facts | {
        "plan": plan_on_axes,
        "plan_kind": plans.kind,
        "due_plan": due_plan,
        "judged_months": months,
        "deviation": np.where(silent, np.nan, deviation),
        "completion": np.where(silent, np.nan, completion),
        "flag": flag,
    }


def period_months(years: tuple[int, ...], selection: Selection) -> np.ndarray:
    """The months at which each year is shown (int)."""
    return np.array([selection.months_of(year) for year in years], dtype="int64")


def _due_plan(plans: Plans, months: np.ndarray, grid: Grid) -> np.ndarray:
    """What of the plan is due at the period; a plan of one's own goes on from one's own of the year before."""
    due: np.ndarray = np.broadcast_to(plans.plan, grid.shape).copy()
    kind = plans.kind
    before = shift_years(due, np.nan)
    other = (kind == OWN_PLAN) & (shift_years(kind, None) != OWN_PLAN)
    before[np.broadcast_to(other, grid.shape)] = np.nan
    before = np.where(plans.absent_before, 0.0, before)
    passed = np.broadcast_to(months, grid.shape)
    for formula, rows in grid.by_formula():
        due[rows] = formula.due_plan(due[rows], passed[rows], before[rows])
    return due


def _flags(
    facts: Arrays,
    due_plan: np.ndarray,
    completion: np.ndarray,
    plan: np.ndarray,
    grid: Grid,
    rules: Rules,
    passed: np.ndarray,
    months: np.ndarray,
    silent: np.ndarray,
    falling: np.ndarray,
) -> np.ndarray:
    """``None`` without a plan, or with one of 0; ``not_due`` or ``no_data`` where nothing is judged; else the band."""
    fact = facts["fact"]
    planned = ~np.isnan(due_plan) & (plan != 0)
    missing = np.isnan(fact)
    flags = np.full(grid.shape, None, dtype=object)
    waiting = planned & (missing | silent)
    flags[waiting] = np.where(passed, "no_data", "not_due")[waiting]
    within = (months < YEAR) & grid.where(lambda kind: kind.needs_denominator)
    early = planned & ~missing & (within | (~passed & ~facts["complete"]))
    flags[early] = "not_due"
    judged = planned & ~missing & ~silent & ~early
    for formula, rows in grid.by_formula():
        chosen = judged & _along(rows, grid)
        if formula.compares_years:
            flags[chosen] = _growth_flags(fact, due_plan, grid)[chosen]
        else:
            # Where less is better, nothing at all is the best there can be; it is no percentage of anything.
            percent = np.where(falling & (fact == 0), 100.0, completion)
            bands = chosen & ~np.isnan(percent)
            flags[bands] = rules.flags(percent[bands])
    first = np.array([year == grid.years[0] for year in grid.years])
    flags[facts["exceeds_whole"] | (grid.where(lambda kind: kind.compares_years) & first)] = None
    return flags


def _growth_flags(fact: np.ndarray, plan: np.ndarray, grid: Grid) -> np.ndarray:
    """A growth at the plan or above is met, one from zero is at risk, one below zero is missed."""
    sign = np.where(grid.of_measure("direction") == "down", -1.0, 1.0)
    lacking = np.round(sign * (plan - fact), 9)
    return np.where(lacking <= 0, BANDS[0], np.where(sign * fact >= 0, BANDS[1], BANDS[2])).astype(object)


def _along(rows: np.ndarray, grid: Grid) -> np.ndarray:
    return np.broadcast_to(rows[:, None, None], grid.shape)


def _passed(grid: Grid, rules: Rules, selection: Selection) -> np.ndarray:
    """Whether the reporting date of each measure and year is over (bool)."""
    by_date = {
        report_due: [
            selection.as_of > reporting_date(rules, year, selection.months_of(year), report_due) for year in grid.years
        ]
        for report_due in set(grid.measures["report_due"])
    }
    passed = np.array([by_date[each] for each in grid.measures["report_due"]], dtype=bool)
    return np.broadcast_to(passed.reshape(len(grid.measures), 1, len(grid.years)), grid.shape)


def compared(fact: float, plan: float, rules: Rules, *, falling: bool = False) -> str:
    """The flag of a single fact against a plan other than 0; where less is better, fact and plan change places."""
    if falling and fact == 0:
        return rules.flag(100.0)
    reached, required = (plan, fact) if falling else (fact, plan)
    return rules.flag(float(percent_of(np.array([reached]), np.array([required]))[0]))
