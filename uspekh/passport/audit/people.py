"""Sections 1 and 5: one person under one name, one role for one person, a chief above the subordinate."""

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
_RANKS = (("куратор", 4), ("ответственн", 3), ("руководител", 3), ("администратор", 2), ("участник", 1))
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
    for person in _in_section_5(plan):
        first.setdefault(person.spelling, person)
    for one, other in combinations(first.values(), 2):
        if _one_person(one, other):
            rows = [person.place for person in _in_section_5(plan) if person.spelling == other.spelling]
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
    for person in _in_section_5(plan):
        if _UNFINISHED.search(person.spelling):
            yield Finding(
                "initials_unfinished",
                "trifle",
                f"Инициалы без точки: {person.spelling}.",
                (person.place,),
                "Программа примет написание за другого человека.",
                "Поставить точку.",
            )


def role_of_two(plan: Plan) -> Iterator[Finding]:
    """A role of section 1 that other rows of the document give to somebody else."""
    for official in _officials(plan):
        holders = {_identity(plan, official.spelling): official}
        for person in _in_section_5(plan):
            if fold(person.role) == fold(official.role):
                holders.setdefault(_identity(plan, person.spelling), person)
        if len(holders) > 1:
            shown = "; ".join(f"{person.spelling} ({person.place})" for person in holders.values())
            yield Finding(
                "role_of_two",
                "breaks",
                f"Роль «{official.role}» — у нескольких людей: {shown}.",
                tuple(person.place for person in holders.values()),
                "Неизвестно, кто из них отвечает.",
                "Назвать одного человека во всех разделах.",
            )


def subordinate_above_chief(plan: Plan) -> Iterator[Finding]:
    """In one task, a person in a higher role than the chief whom the same table names for them."""
    for _, rows in plan["participants"].groupby("task", sort=False):
        for upper in rows.itertuples():
            for lower in rows.itertuples():
                if rank(upper.role) > rank(lower.role) and fold(upper.supervisor).startswith(fold(lower.person)):
                    yield Finding(
                        "subordinate_above_chief",
                        "breaks",
                        f"{upper.person} — «{upper.role}», а непосредственный руководитель {lower.person} "
                        f"в той же задаче — «{lower.role}».",
                        (_row_place(upper), _row_place(lower)),
                        "Подчинённый отвечает за результат перед собственным начальником и не может ему поручать.",
                        "Поменять роли местами.",
                    )


def responsible_missing(plan: Plan) -> Iterator[Finding]:
    """A result with participants none of whom answers for it."""
    links = plan["links"].query("kind == 'participant'")
    roles = plan["participants"].assign(row=plan["participants"]["row"].astype("str")).set_index("row")
    for result, mine in links.groupby("result", sort=False):
        rows = roles.loc[list(mine["target"])]
        if not any(rank(role) >= rank("ответственный") for role in rows["role"]):
            yield Finding(
                "responsible_missing",
                "breaks",
                f"Результат {result}: среди участников нет ответственного за достижение результата.",
                tuple(places.participant(int(row.Index), f"{row.role}: {row.person}") for row in rows.itertuples()),
                "За результат никто не отвечает.",
                "Назначить ответственного.",
            )


def rank(role: str) -> int:
    """Order of roles by responsibility; 0 for a role we do not know."""
    return next((rank for word, rank in _RANKS if word in role.casefold()), 0)


def _one_person(one: Named, other: Named) -> bool:
    surname, initials = _parted(one.spelling)
    other_surname, other_initials = _parted(other.spelling)
    return (
        initials == other_initials != ""
        and surname != other_surname
        and fold(one.position) == fold(other.position) != ""
        and letters_alike(surname, other_surname) >= SPELLING
    )


def _identity(plan: Plan, spelling: str) -> tuple[str, str]:
    """Surname and initials of the person whom the directory takes the spelling for."""
    people = plan["people"]
    known = people.loc[people["spelling"] == spelling, "person"]
    return _parted(known.iloc[0] if len(known) else spelling)


def _parted(spelling: str) -> tuple[str, str]:
    """Folded surname and initials: «Лесной Пётр Ильич» and «Лесной П.И.» give the same."""
    surname, _, rest = fold(spelling).partition(" ")
    return surname, "".join(name[0] for name in re.findall(r"\w+", rest))


def _officials(plan: Plan) -> Iterator[Named]:
    for official in plan.head.get("officials", []):
        quote = f"{official['role']}: {official['name']}"
        yield Named(official["name"], official["role"], official.get("position", ""), places.head(quote))


def _in_section_5(plan: Plan) -> Iterator[Named]:
    for row in plan["participants"].itertuples():
        yield Named(row.person, row.role, row.position, _row_place(row))


def _row_place(row: Any) -> Place:
    return places.participant(row.row, f"{row.role}: {row.person}")
