"""Checks of the values of one file against each other, the earlier ones, the plan and the directory.

Each check is a generator of problems over the evidence; none changes it, and each problem stands in the file.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import numpy as np
import pandas as pd

from uspekh.actuals.duplicates import duplicates
from uspekh.actuals.problems import Problem, Severity
from uspekh.actuals.suspect.checks import suspicions
from uspekh.actuals.suspect.codes import MONTHS, YEARS, codes
from uspekh.actuals.suspect.evidence import Evidence, evidence, place, shown
from uspekh.passport.plan import Plan
from uspekh.passport.recurrence import due_years
from uspekh.russian.format import number, roubles
from uspekh.russian.periods import period_name

Check = Callable[[Evidence], Iterator[Problem]]


def check_values(
    values: pd.DataFrame, plan: Plan, directory: pd.DataFrame, earlier: pd.DataFrame | None = None, *, whole: bool
) -> Iterator[Problem]:
    """Every check over ``values`` (tidy frame); ``directory`` is the one the names were resolved against.

    ``earlier``: the values in force (tidy frame). Unless ``values`` are the ``whole`` file (every cell was read),
    nothing is said to be absent from it and nothing is compared beyond what it says itself.
    """
    known = codes(values)
    yield from duplicates(values, known)
    given = evidence(values, known, earlier, plan, directory)
    for check in CHECKS:
        yield from check(given)
    if whole:
        yield from half_a_share(given)
        yield from suspicions(given)


def not_due(given: Evidence) -> Iterator[Problem]:
    """A plan item reported for a year in which it does not fall due."""
    years = due_years(given.plan)
    for row in given.own("milestone").drop_duplicates(["subject", "year"]).itertuples():
        if row.year not in years[row.subject]:
            listed = ", ".join(map(str, years[row.subject]))
            message = f"Срок пункта {row.subject} наступает не в {row.year} году, а в: {listed}."
            yield _problem("error", "item.not_due", row, message)


def outside_its_years(given: Evidence) -> Iterator[Problem]:
    """Values of an organization for a year in which it does not exist."""
    code = given.directory["code"]
    bounds = given.directory.assign(place=given.codes.subjects.get_indexer(code))
    first, last = (np.full(len(given.codes.subjects), none) for none in (0, YEARS))
    for name, limits in (("active_from", first), ("active_to", last)):
        stated = bounds[bounds[name].notna() & (bounds["place"] >= 0)]
        limits[stated["place"]] = stated[name].str[:4].astype("int64")
    year, subject = given.codes.year, given.codes.subject
    outside = given.codes.kind_is("component") & ~given.stored & ((year < first[subject]) | (year > last[subject]))
    rows = given.values[outside].drop_duplicates(["subject", "year"])
    for row in rows.itertuples():
        message = f"По справочнику организация в {row.year} году не действует. Проверьте год и лист «Организации»."
        yield _problem("warning", "organization.inactive", row, message)


def part_over_whole(given: Evidence) -> Iterator[Problem]:
    """A headcount above the one that it is a part of (column ``at_most`` of the components)."""
    headings = _headings(given.plan)
    for component in given.plan["components"].itertuples():
        for whole in component.at_most.split():
            for row, other in _exceeding(given, component.id, whole):
                message = (
                    f"«{headings[component.id]}» ({number(row.number, 0)}) больше, чем «{headings[whole]}» "
                    f"({number(other.number, 0)}, {place(other, row.sheet)}). Проверьте оба числа."
                )
                yield _problem("warning", "part.over_whole", other if row.stored else row, message)


def half_a_share(given: Evidence) -> Iterator[Problem]:
    """One of the two numbers of a share where both are asked: organizations with a contingent, the municipality."""
    directory = given.directory
    own_type = given.plan.head["municipality_entry"]["type"]
    asked = directory.loc[directory["contingent"].notna() | (directory["type"] == own_type), "code"]
    both = given.codes.subject_in(set(asked))
    slots, headings = given.codes.slot, _headings(given.plan)
    shares = given.plan["measures"][given.plan["measures"]["denominator"] != ""]
    for measure in shares.itertuples():
        for one, absent in ((measure.numerator, measure.denominator), (measure.denominator, measure.numerator)):
            have, other = given.of(one), given.of(absent)
            have = have[both[have] & ~given.stored[have]]
            lacking = pd.Index(slots[other]).get_indexer(slots[have]) < 0
            for row in given.rows(have[lacking]):
                message = f"Указано «{headings[one]}», но не указано «{headings[absent]}»: доля не рассчитается."
                yield _problem("warning", "share.half", row, message)


def falling(given: Evidence) -> Iterator[Problem]:
    """A value counted from 1 January that falls within the year. Wholes (contingents) may fall."""
    flows = {"executed", *given.plan["components"]["id"]} - given.wholes
    places = np.flatnonzero(given.codes.field_is(*flows) & given.numeric)
    series = (given.codes.who[places] * len(given.codes.fields) + given.codes.field[places]) * YEARS
    slots = (series + given.codes.year[places]) * MONTHS + given.codes.months[places]
    order = slots.argsort(kind="stable")
    places, slots = places[order], slots[order] // MONTHS
    numbers, stored = given.number[places], given.stored[places]
    fell = (slots[1:] == slots[:-1]) & (numbers[1:] < numbers[:-1]) & ~(stored[1:] & stored[:-1])
    later = fell.nonzero()[0] + 1
    for row, earlier in zip(given.rows(places[later]), given.rows(places[later - 1]), strict=True):
        message = (
            f"Значение с начала года уменьшилось: {period_name(int(earlier.months))} — {shown(earlier)} "
            f"({place(earlier, row.sheet)}), {period_name(row.months)} — {shown(row)} ({place(row, row.sheet)}). "
            "Указывайте нарастающим итогом с 1 января."
        )
        yield _problem("warning", "value.falling", earlier if row.stored else row, message)


def over_refined(given: Evidence) -> Iterator[Problem]:
    """Cash execution above the refined plan of the same period."""
    for row, other in _exceeding(given, "executed", "refined"):
        message = f"Исполнено больше уточнённого плана: {roubles(row.number)} из {roubles(other.number)} руб."
        yield _problem("warning", "budget.over_refined", other if row.stored else row, message)


CHECKS: tuple[Check, ...] = (not_due, outside_its_years, part_over_whole, falling, over_refined)


def _exceeding(given: Evidence, one: str, other: str) -> Iterator[tuple[Any, Any]]:
    """Values of ``one`` above those of ``other``, with them; of each pair at least one is of the file."""
    places, slots = given.of(one), given.codes.slot
    beside = given.of(other)
    found = pd.Index(slots[beside]).get_indexer(slots[places])
    places, beside = places[found >= 0], beside[found[found >= 0]]
    above = (given.number[places] > given.number[beside]) & ~(given.stored[places] & given.stored[beside])
    yield from zip(given.rows(places[above]), given.rows(beside[above]), strict=True)


def _headings(plan: Plan) -> dict[str, str]:
    return plan["components"].set_index("id")["heading"].to_dict()


def _problem(severity: Severity, code: str, row: Any, message: str) -> Problem:
    return Problem(severity, code, row.sheet, row.cell, message)
