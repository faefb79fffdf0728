"""Sections 1 and 5: one person under one name."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import combinations
from typing import Any, NamedTuple

from uspekh.passport.audit import places
from uspekh.passport.audit.finding import Finding, Place
from uspekh.passport.audit.likeness import letters_alike
from uspekh.passport.plan import Plan
from uspekh.russian.text import fold

SPELLING = 0.8
"""Likeness from which two surnames with the same initials and position are one person's: our own."""
_UNFINISHED = re.compile(r"[А-ЯЁ]\.\s?[А-ЯЁ]$")


class Named(NamedTuple):
    """A person as one row of the document names them."""

    spelling: str
    role: str
    position: str
    place: Place


def person_spelled_twice(plan: Plan) -> Iterator[Finding]:
    """Two surnames almost alike, with the same initials and the same position."""
    first: dict[str, Named] = {}
    for person in in_section_5(plan):
        first.setdefault(person.spelling, person)
    for one, other in combinations(first.values(), 2):
        if _one_person(one, other):
            rows = [person.place for person in in_section_5(plan) if person.spelling == other.spelling]
            yield Finding(
                "person_spelled_twice",
                "breaks",
                f"{one.spelling} и {other.spelling} — похоже, один человек: инициалы и должность совпадают.",
                (one.place, *rows),
                "Занятость и ответственность человека делятся на двоих.",
                "Исправить фамилию.",
            )


def initials_unfinished(plan: Plan) -> Iterator[Finding]:
    """Initials with no full stop at their end."""
    for person in in_section_5(plan):
        if _UNFINISHED.search(person.spelling):
            yield Finding(
                "initials_unfinished",
                "trifle",
                f"Инициалы без точки: {person.spelling}.",
                (person.place,),
                "Программа примет написание за другого человека.",
                "Поставить точку.",
            )


def _one_person(one: Named, other: Named) -> bool:
    surname, initials = _parted(one.spelling)
    other_surname, other_initials = _parted(other.spelling)
    return (
        initials == other_initials != ""
        and surname != other_surname
        and fold(one.position) == fold(other.position) != ""
        and letters_alike(surname, other_surname) >= SPELLING
    )


def identity(plan: Plan, spelling: str) -> tuple[str, str]:
    """Surname and initials of the person whom the directory takes the spelling for."""
    people = plan["people"]
    known = people.loc[people["spelling"] == spelling, "person"]
    return _parted(known.iloc[0] if len(known) else spelling)


def _parted(spelling: str) -> tuple[str, str]:
    """Folded surname and initials: «Лесной Пётр Ильич» and «Лесной П.И.» give the same."""
    surname, _, rest = fold(spelling).partition(" ")
    return surname, "".join(name[0] for name in re.findall(r"\w+", rest))


def officials(plan: Plan) -> Iterator[Named]:
    """Those of section 1."""
    for official in plan.head.get("officials", []):
        quote = f"{official['role']}: {official['name']}"
        yield Named(official["name"], official["role"], official.get("position", ""), places.head(quote))


def in_section_5(plan: Plan) -> Iterator[Named]:
    """Every row of section 5."""
    for row in plan["participants"].itertuples():
        yield Named(row.person, row.role, row.position, row_place(row))


def row_place(row: Any) -> Place:
    """A row of section 5 with its role and person."""
    return places.participant(row.row, f"{row.role}: {row.person}")
