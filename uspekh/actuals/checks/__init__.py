"""Checks of the values of one file against each other, those in force, the plan and the directory.

A check is a generator: it joins the frames of the evidence and yields a problem for each value that it finds. To add
one, write it beside those of its kind, name it in one of the lists below and its code in ``problem_codes``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pandas as pd

from uspekh.actuals.checks.applicability import find_fields_not_asked, find_unknown_types
from uspekh.actuals.checks.duplicates import find_duplicates
from uspekh.actuals.checks.evidence import Evidence, gather_evidence
from uspekh.actuals.checks.jumps import find_jumps_among_others, find_jumps_in_time
from uspekh.actuals.checks.municipality import find_municipality_against_sum
from uspekh.actuals.checks.organization_plans import (
    find_plans_in_parts_of_people,
    find_plans_of_municipality,
    find_plans_over_city,
    find_plans_without_denominator,
    find_shares_in_two_readings,
)
from uspekh.actuals.checks.pairs import (
    find_execution_over_plan,
    find_half_shares,
    find_numerators_over_denominators,
    find_parts_over_wholes,
)
from uspekh.actuals.checks.periods import find_falling_values
from uspekh.actuals.checks.plan import find_inactive_organizations, find_items_not_due
from uspekh.actuals.checks.repeats import find_carried_over, find_growing_totals, find_repeated_reports
from uspekh.actuals.checks.scale import find_scale_of_money, find_scale_of_people
from uspekh.actuals.checks.sense import find_contingents_apart, find_dates_outside_project, find_what_is_to_come
from uspekh.actuals.problems import Problem
from uspekh.passport.plan import Plan

Check = Callable[[Evidence], Iterator[Problem]]

CHECKS: tuple[Check, ...] = (
    find_duplicates,
    find_items_not_due,
    find_inactive_organizations,
    find_unknown_types,
    find_fields_not_asked,
    find_numerators_over_denominators,
    find_parts_over_wholes,
    find_falling_values,
    find_execution_over_plan,
    find_plans_of_municipality,
    find_shares_in_two_readings,
    find_plans_in_parts_of_people,
    find_plans_over_city,
    find_plans_without_denominator,
    find_dates_outside_project,
    find_what_is_to_come,
)
"""What any value can be asked, whatever else of the file could not be read."""

OF_WHOLE_FILE: tuple[Check, ...] = (find_half_shares,)
"""What only a file can be asked of which every cell was read."""

SUSPICIONS: tuple[Check, ...] = (
    find_contingents_apart,
    find_scale_of_people,
    find_scale_of_money,
    find_carried_over,
    find_growing_totals,
    find_jumps_in_time,
    find_jumps_among_others,
    find_municipality_against_sum,
    find_repeated_reports,
)
"""What looks wrong beside other numbers of a whole file, the plainest first: of one cell only the first is said."""


def check_values(
    reported: pd.DataFrame, plan: Plan, directory: pd.DataFrame, in_force: pd.DataFrame | None = None, *, whole: bool
) -> Iterator[Problem]:
    """Every problem of the ``reported`` values; ``directory`` is the one the names were resolved against.

    Both frames of values are tidy. Unless they are the ``whole`` file (every cell was read), nothing is said to be
    absent from it and nothing is suspected.
    """
    evidence = gather_evidence(reported, in_force, plan, directory)
    for check in (*CHECKS, *(OF_WHOLE_FILE if whole else ())):
        yield from check(evidence)
    if whole:
        yield from _first_of_each_cell(problem for check in SUSPICIONS for problem in check(evidence))


def _first_of_each_cell(problems: Iterator[Problem]) -> Iterator[Problem]:
    cells: set[tuple[str | None, str | None]] = set()
    for problem in problems:
        if (problem.sheet, problem.cell) not in cells:
            cells.add((problem.sheet, problem.cell))
            yield problem
