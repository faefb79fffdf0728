"""Two numbers of one organization and period beside each other: a part over its whole, one of the two absent."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np

from uspekh.actuals.problems import Problem
from uspekh.actuals.suspect.codes import among
from uspekh.actuals.suspect.evidence import Evidence, place
from uspekh.passport.plan import Plan
from uspekh.russian.format import number, roubles


def part_over_whole(given: Evidence) -> Iterator[Problem]:
    """A headcount above the one that it is a part of (column ``at_most`` of the components)."""
    headings = _headings(given.plan)
    for part, wholes in zip(given.plan["components"]["id"], given.plan["components"]["at_most"], strict=True):
        for whole in wholes.split():
            for row, other in _exceeding(given, part, whole):
                message = (
                    f"«{headings[part]}» ({number(row.number, 0)}) больше, чем «{headings[whole]}» "
                    f"({number(other.number, 0)}, {place(other, row.sheet)}). Проверьте оба числа."
                )
                yield _warning("part.over_whole", other if row.stored else row, message)


def half_a_share(given: Evidence) -> Iterator[Problem]:
    """One of the two numbers of a share where both are asked: organizations with a contingent, the municipality."""
    headings = _headings(given.plan)
    shares = given.plan["measures"][given.plan["measures"]["denominator"] != ""]
    for numerator, denominator in zip(shares["numerator"], shares["denominator"], strict=True):
        for one, absent in ((numerator, denominator), (denominator, numerator)):
            for row in given.rows(_alone(given, one, absent)):
                message = f"Указано «{headings[one]}», но не указано «{headings[absent]}»: доля не рассчитается."
                yield _warning("share.half", row, message)


def _alone(given: Evidence, one: str, absent: str) -> np.ndarray:
    """Places of the file's values of a field whose slot lacks another field, of subjects asked for both."""
    have, beside = given.of(one), given.of(absent)
    have = have[(have >= 0) & (beside < 0)] if len(have) and len(beside) else have[have >= 0]
    have = np.sort(have[~given.stored[have]])
    if not len(have):
        return have
    directory = given.directory
    own_type = given.plan.head["municipality_entry"]["type"]
    asked = directory.loc[directory["contingent"].notna() | (directory["type"] == own_type), "code"]
    known = given.codes
    return have[among(known.subjects, set(asked))[known.subject[known.slots.of[have]]]]


def over_refined(given: Evidence) -> Iterator[Problem]:
    """Cash execution above the refined plan of the same period."""
    for row, other in _exceeding(given, "executed", "refined"):
        message = f"Исполнено больше уточнённого плана: {roubles(row.number)} из {roubles(other.number)} руб."
        yield _warning("budget.over_refined", other if row.stored else row, message)


def _exceeding(given: Evidence, one: str, other: str) -> Iterator[tuple[Any, Any]]:
    """Values of ``one`` above those of ``other``, with them; of each pair at least one is of the file."""
    places, beside = given.of(one), given.of(other)
    if not len(places) or not len(beside):
        return
    both = (places >= 0) & (beside >= 0)
    places, beside = places[both], beside[both]
    above = (given.number[places] > given.number[beside]) & ~(given.stored[places] & given.stored[beside])
    places, beside = places[above], beside[above]
    order = places.argsort()
    yield from zip(given.rows(places[order]), given.rows(beside[order]), strict=True)


def _headings(plan: Plan) -> dict[str, str]:
    return plan["components"].set_index("id")["heading"].to_dict()


def _warning(code: str, row: Any, message: str) -> Problem:
    return Problem("warning", code, row.sheet, row.cell, message)
