"""Names in quotation marks: one name, one spelling."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import combinations

from uspekh.passport.audit import places
from uspekh.passport.audit.finding import Finding, Place
from uspekh.passport.audit.likeness import letters_alike
from uspekh.passport.plan import Plan
from uspekh.russian.text import fold

SPELLING = 0.88
"""Likeness from which two quoted names are one name spelled twice: our own."""
_QUOTED = re.compile(r"«([^«»]{6,})»")


def name_spelled_twice(plan: Plan) -> Iterator[Finding]:
    """One name in quotation marks spelled two ways."""
    first: dict[str, tuple[str, Place]] = {}
    for text, place in _all_texts(plan):
        for name in _QUOTED.findall(text):
            first.setdefault(fold(name), (name, place))
    for (key, one), (other_key, other) in combinations(first.items(), 2):
        if re.findall(r"\d+", key) == re.findall(r"\d+", other_key) and letters_alike(key, other_key) >= SPELLING:
            yield Finding(
                "name_spelled_twice",
                "trifle",
                f"Одно название записано двумя способами: «{one[0]}» и «{other[0]}».",
                (_quoting(one), _quoting(other)),
                "Программы и люди примут их за разные.",
                "Записать одинаково.",
            )


def _quoting(found: tuple[str, Place]) -> Place:
    name, place = found
    return Place(place.section, place.row, name)


def _all_texts(plan: Plan) -> Iterator[tuple[str, Place]]:
    for official in plan.head.get("officials", []):
        yield official["position"], places.head(official["position"])
    for row in plan["results"].itertuples():
        yield row.title, places.result(row.id, row.title)
    for row in plan["participants"].itertuples():
        yield row.position, places.participant(row.row, row.position)
    for row in plan["plan_items"].itertuples():
        yield row.title, places.item(row.number, row.title)
