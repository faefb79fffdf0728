"""Checks of the values of one file against each other, the earlier ones, the plan and the directory.

Each check is a generator of problems over the evidence; none changes it, and each problem stands in the file.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import numpy as np
import pandas as pd

from uspekh.actuals.duplicates import duplicates
from uspekh.actuals.pairs import half_a_share, over_refined, part_over_whole
from uspekh.actuals.problems import Problem, Severity
from uspekh.actuals.suspect.checks import suspicions
from uspekh.actuals.suspect.codes import Codes
from uspekh.actuals.suspect.evidence import Evidence, evidence, place, shown
from uspekh.actuals.suspect.slots import MONTHS, YEARS
from uspekh.actuals.tidy import Tidy
from uspekh.passport.plan import Plan
from uspekh.passport.recurrence import due_years
from uspekh.russian.periods import period_name

Check = Callable[[Evidence], Iterator[Problem]]


def check_values(
    given: Tidy, plan: Plan, directory: pd.DataFrame, earlier: pd.DataFrame | None = None, *, whole: bool
) -> Iterator[Problem]:
    """Every check over the ``given`` values; ``directory`` is the one the names were resolved against.

    ``earlier``: the values in force (tidy frame). Unless they are the ``whole`` file (every cell was read),
    nothing is said to be absent from it and nothing is compared beyond what it says itself.
    """
    known = Codes(given.keys)
    yield from duplicates(given.values, known)
    judged = evidence(given.values, known, earlier, plan, directory)
    for check in CHECKS:
        yield from check(judged)
    if whole:
        yield from half_a_share(judged)
        yield from suspicions(judged)


def not_due(given: Evidence) -> Iterator[Problem]:
    """A plan item reported for a year in which it does not fall due."""
    own = given.own("milestone")
    if own.empty:
        return
    years = due_years(given.plan)
    for row in own.drop_duplicates(["subject", "year"]).itertuples():
        if row.year not in years[row.subject]:
            listed = ", ".join(map(str, years[row.subject]))
            message = f"Срок пункта {row.subject} наступает не в {row.year} году, а в: {listed}."
            yield _problem("error", "item.not_due", row, message)


def outside_its_years(given: Evidence) -> Iterator[Problem]:
    """Values of an organization for a year in which it does not exist."""
    known = given.codes
    first, last = _bounds(given)
    year, subject = known.slots.year, known.subject
    outside = (known.kind == known.kind_of("component")) & ((year < first[subject]) | (year > last[subject]))
    if not outside.any():
        return
    rows = given.values[outside[known.slots.of] & ~given.stored].drop_duplicates(["subject", "year"])
    for row in rows.itertuples():
        message = f"По справочнику организация в {row.year} году не действует. Проверьте год и лист «Организации»."
        yield _problem("warning", "organization.inactive", row, message)


def _bounds(given: Evidence) -> tuple[np.ndarray, np.ndarray]:
    """The first and the last year of each subject."""
    subjects, directory = given.codes.subject_places, given.directory
    bounds = []
    for name, none in (("active_from", 0), ("active_to", YEARS)):
        years = np.full(len(subjects), none)
        for code, day in zip(directory["code"].tolist(), directory[name].tolist(), strict=True):
            if isinstance(day, str) and code in subjects:
                years[subjects[code]] = int(day[:4])
        bounds.append(years)
    return bounds[0], bounds[1]


def falling(given: Evidence) -> Iterator[Problem]:
    """A value counted from 1 January that falls within the year. Wholes (contingents) may fall."""
    flows = {"executed", *given.plan["components"]["id"]} - given.wholes
    pairs = np.concatenate([np.empty((0, 2), dtype=np.int64), *(_fallen(given, field) for field in flows)])
    known, later = given.codes, pairs[:, 0]
    # By who reported, field and period: whatever the order of the rows, the series of one field stay together.
    order = np.lexsort((known.slots.of[later], known.keys.field[later], known.slots.who[known.slots.of[later]]))
    for row, earlier in zip(given.rows(pairs[order, 0]), given.rows(pairs[order, 1]), strict=True):
        message = (
            f"Значение с начала года уменьшилось: {period_name(int(earlier.months))} — {shown(earlier)} "
            f"({place(earlier, row.sheet)}), {period_name(row.months)} — {shown(row)} ({place(row, row.sheet)}). "
            "Указывайте нарастающим итогом с 1 января."
        )
        yield _problem("warning", "value.falling", earlier if row.stored else row, message)


def _fallen(given: Evidence, field: str) -> np.ndarray:
    """Places of the numbers of a field below those before them in the year, and of those before (two columns)."""
    places = given.of(field)
    slots = np.flatnonzero(places >= 0)
    places, years = places[slots], given.codes.slots.keys[slots] // MONTHS
    numbers, stored = given.number[places], given.stored[places]
    fell = (years[1:] == years[:-1]) & (numbers[1:] < numbers[:-1]) & ~(stored[1:] & stored[:-1])
    return np.stack([places[1:][fell], places[:-1][fell]], axis=1)


CHECKS: tuple[Check, ...] = (not_due, outside_its_years, part_over_whole, falling, over_refined)


def _problem(severity: Severity, code: str, row: Any, message: str) -> Problem:
    return Problem(severity, code, row.sheet, row.cell, message)
