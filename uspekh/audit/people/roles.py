"""Sections 1 and 5: one spelling, one role and a bearable workload for every person."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import combinations, pairwise
from typing import Any, NamedTuple

import pandas as pd

from uspekh.audit import quotes
from uspekh.audit.document.unread import numbers_unread
from uspekh.audit.family import linked, years_under_way
from uspekh.audit.finding import Citation
from uspekh.audit.likeness import resembles
from uspekh.audit.rules import Contradiction, rule
from uspekh.passport.plan import Plan
from uspekh.russian.format import number, percent
from uspekh.russian.text import fold

SPELLING = 0.8
"""Likeness from which two surnames with the same initials and position are one person's: our own."""
_UNFINISHED = re.compile(r"[А-ЯЁ]\.\s?[А-ЯЁ]$")
_RANKS = (("куратор", 4), ("ответственн", 3), ("руководител", 3), ("администратор", 2), ("участник", 1))
FULL_TIME = 100


class Named(NamedTuple):
    """A person as one row of the document names them."""

    spelling: str
    role: str
    position: str
    reference: Citation


@rule(
    "Один человек под двумя фамилиями",
    severity="breaks",
    why="Занятость и ответственность человека делятся на двоих.",
    advice="Исправить фамилию.",
    needs=("participants",),
)
def person_spelled_twice(plan: Plan) -> Iterator[Contradiction]:
    """Two surnames almost alike, with the same initials and the same position."""
    first: dict[str, Named] = {}
    for person in in_section_5(plan):
        first.setdefault(person.spelling, person)
    for one, other in combinations(first.values(), 2):
        if _one_person(one, other):
            rows = [person.reference for person in in_section_5(plan) if person.spelling == other.spelling]
            yield Contradiction(
                f"{one.spelling} и {other.spelling} — похоже, один человек: инициалы и должность совпадают.",
                (one.reference, *rows),
                proposal=one.spelling,
            )


@rule(
    "Инициалы без точки",
    severity="trifle",
    why="Программа примет написание за другого человека.",
    advice="Поставить точку.",
    needs=("participants",),
)
def initials_unfinished(plan: Plan) -> Iterator[Contradiction]:
    """Initials with no full stop at their end."""
    for person in in_section_5(plan):
        if _UNFINISHED.search(person.spelling):
            yield Contradiction(
                f"Инициалы без точки: {person.spelling}.",
                (person.reference,),
                proposal=f"{person.spelling}.",
            )


def identity(plan: Plan, spelling: str) -> tuple[str, str]:
    """Surname and initials of the person whom the directory takes the spelling for."""
    people = plan["people"]
    persons = people.loc[people["spelling"] == spelling, "person"]
    return _parted(persons.iloc[0] if len(persons) else spelling)


def officials(plan: Plan) -> Iterator[Named]:
    """Those of section 1."""
    for official in plan.head.get("officials", []):
        quote = f"{official['role']}: {official['name']}"
        yield Named(official["name"], official["role"], official.get("position", ""), quotes.head(quote))


def in_section_5(plan: Plan) -> Iterator[Named]:
    """Every row of section 5."""
    for row in plan["participants"].itertuples():
        yield Named(row.person, row.role, row.position, row_place(row))


def row_place(row: Any) -> Citation:
    """A row of section 5 with its role and person."""
    return quotes.participant(row.row, f"{row.role}: {row.person}")


@rule(
    "Одна роль у нескольких людей",
    severity="breaks",
    why="Неизвестно, кто из них отвечает.",
    advice="Назвать одного человека во всех разделах.",
    needs=("participants",),
)
def role_of_two(plan: Plan) -> Iterator[Contradiction]:
    """A role of section 1 that other rows of the document give to somebody else."""
    for official in officials(plan):
        holders = {identity(plan, official.spelling): official}
        for person in in_section_5(plan):
            if fold(person.role) == fold(official.role):
                holders.setdefault(identity(plan, person.spelling), person)
        if len(holders) > 1:
            shown = "; ".join(f"{person.spelling} ({person.reference})" for person in holders.values())
            yield Contradiction(
                f"Роль «{official.role}» — у нескольких людей: {shown}.",
                tuple(person.reference for person in holders.values()),
            )


@rule(
    "Подчинённый отвечает выше начальника",
    severity="breaks",
    why="Подчинённый отвечает за результат перед собственным начальником и не может ему поручать.",
    advice="Поменять роли местами.",
    needs=("participants.supervisor",),
)
def subordinate_above_chief(plan: Plan) -> Iterator[Contradiction]:
    """In one task, a person in a higher role than the chief whom the same table names for them."""
    for _, rows in plan["participants"].groupby("task", sort=False):
        for upper in rows.itertuples():
            for lower in rows.itertuples():
                if rank(upper.role) > rank(lower.role) and fold(upper.supervisor).startswith(fold(lower.person)):
                    yield Contradiction(
                        f"{upper.person} — «{upper.role}», а непосредственный руководитель {lower.person} "
                        f"в той же задаче — «{lower.role}».",
                        (row_place(upper), row_place(lower)),
                    )


@rule(
    "Нет ответственного за результат",
    severity="breaks",
    why="За результат никто не отвечает.",
    advice="Назначить ответственного.",
    needs=("participants.role",),
)
def responsible_missing(plan: Plan) -> Iterator[Contradiction]:
    """A result with participants none of whom answers for it."""
    links = plan["links"][plan["links"]["kind"] == "participant"]
    roles = plan["participants"].assign(row=plan["participants"]["row"].astype("str")).set_index("row")
    for result, mine in links.groupby("result", sort=False):
        rows = roles.loc[list(mine["target"])]
        if not any(rank(role) >= rank("ответственный") for role in rows["role"]):
            yield Contradiction(
                f"Результат {result}: среди участников нет ответственного за достижение результата.",
                tuple(quotes.participant(int(row.Index), f"{row.role}: {row.person}") for row in rows.itertuples()),
            )


def rank(role: str) -> int:
    """Order of roles by responsibility; 0 for a role we do not know."""
    return next((rank for word, rank in _RANKS if word in role.casefold()), 0)


@rule(
    "Занятость больше 100 %",
    severity="breaks",
    why="Человек не может отдать проекту больше всего рабочего времени.",
    advice="Снизить занятость или передать часть ролей.",
    needs=("participants.workload",),
)
def overload(plan: Plan) -> Iterator[Contradiction]:
    """A person whose roles together take over 100 %; worse where they do so within one year."""
    rows = plan["participants"].merge(plan["people"], left_on="person", right_on="spelling", suffixes=("", "_meant"))
    under_way = _years_by_row(plan)
    for person, mine in rows[~rows["collective"]].sort_values("row").groupby("person_meant", sort=False):
        mine = mine.dropna(subset=["workload"])
        total = mine["workload"].sum()
        if total > FULL_TIME:
            year, busiest = _busiest(mine, under_way, plan.years)
            yield Contradiction(
                f"{person}: занятость {' + '.join(map(number, mine['workload']))} = {percent(total)} по всем ролям; "
                f"больше всего в одном году — {percent(busiest)} ({year}, по срокам плана мероприятий).",
                tuple(
                    quotes.participant(row.row, f"{row.person}, {row.role}: {percent(row.workload)}")
                    for row in mine.itertuples()
                ),
                severity="breaks" if busiest > FULL_TIME else "local",
            )


@rule(
    "Занятость не указана",
    severity="local",
    why="Сколько времени человек отдаёт проекту, посчитать нельзя.",
    advice="Указать занятость.",
    needs=("participants.workload",),
)
def workload_missing(plan: Plan) -> Iterator[Contradiction]:
    """A person of section 5 with no share of working time, where others have one."""
    unread, collectives = numbers_unread(plan, "participants", "workload"), _collectives(plan)
    rows = plan["participants"]
    for row in rows[rows["workload"].isna()].itertuples():
        if str(row.row) not in unread and row.person not in collectives:
            yield Contradiction(f"{row.person}: занятость в проекте не указана.", (row_place(row),))


@rule(
    "Процент занятости у неназванных людей",
    severity="breaks",
    why="Неизвестно, чьё это время и кто отвечает: у многих людей один процент и ни одной фамилии.",
    advice="Назвать людей поимённо с занятостью каждого.",
    needs=("participants.workload",),
)
def collective_with_workload(plan: Plan) -> Iterator[Contradiction]:
    """Groups of people that take part under one name with one share of working time: one finding."""
    rows = plan["participants"]
    groups = rows[rows["person"].isin(_collectives(plan)) & rows["workload"].notna()]
    if len(groups):
        named = "; ".join(f"строка {r.row} — {r.person}, {percent(r.workload)}" for r in groups.itertuples())
        yield Contradiction(
            f"Участник назван без фамилии, но с занятостью: {named}.",
            tuple(quotes.participant(r.row, f"{r.person}: {percent(r.workload)}") for r in groups.itertuples()),
        )


@rule(
    "Пропущен номер участника",
    severity="local",
    why="Возможно, участник выпал из документа.",
    advice="Восстановить строку или исправить номера.",
    needs=("participants",),
)
def participant_number_missing(plan: Plan) -> Iterator[Contradiction]:
    """A number left out in section 5."""
    for before, row in pairwise(sorted(plan["participants"]["row"])):
        if row != before + 1:
            yield Contradiction(
                f"В разделе 5 после строки {before} идёт строка {row}.",
                (quotes.participant(before, ""), quotes.participant(row, "")),
            )


def _collectives(plan: Plan) -> set[str]:
    people = plan["people"]
    return set(people.loc[people["collective"], "spelling"])


def _one_person(one: Named, other: Named) -> bool:
    surname, initials = _parted(one.spelling)
    other_surname, other_initials = _parted(other.spelling)
    return (
        initials == other_initials != ""
        and surname != other_surname
        and fold(one.position) == fold(other.position) != ""
        and resembles(surname, other_surname, SPELLING)
    )


def _parted(spelling: str) -> tuple[str, str]:
    """Folded surname and initials: «Лесной Пётр Ильич» and «Лесной П.И.» give the same."""
    surname, _, rest = fold(spelling).partition(" ")
    return surname, "".join(name[0] for name in re.findall(r"\w+", rest))


def _busiest(rows: pd.DataFrame, under_way: dict[int, set[int]], years: tuple[int, ...]) -> tuple[int, float]:
    loads = {year: sum(r.workload for r in rows.itertuples() if year in under_way[r.row]) for year in years}
    year = max(loads, key=lambda year: loads[year])
    return year, loads[year]


def _years_by_row(plan: Plan) -> dict[int, set[int]]:
    """Years of a row's results by annex 1; every year for a row with no result or no plan items."""
    items = {item.item: item for item in plan["plan_items"].itertuples()}
    years: dict[int, set[int]] = {}
    links = plan["links"]
    for link in links[links["kind"] == "participant"].itertuples():
        for name in linked(plan, link.result, "plan_item"):
            years.setdefault(int(link.target), set()).update(years_under_way(plan, items[name]))
    return {row: years.get(row) or set(plan.years) for row in plan["participants"]["row"]}
