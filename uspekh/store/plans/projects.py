"""The projects of an installation and the editions of their passports: texts of plan tables with who confirmed them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import UTC

from sqlalchemy import Connection, Engine, func, insert, select, update

from uspekh.access.person import Action, Person
from uspekh.passport.editions.edition import Edition, Requisites
from uspekh.passport.editions.identity import (
    IDENTITY_FILE,
    Pair,
    new_numbers,
    pair_rows,
    read_pairs,
    returning_numbers,
    write_pairs,
)
from uspekh.passport.plan import Plan, plan_of
from uspekh.passport.texts import FILES, Texts
from uspekh.russian.format import day
from uspekh.store.database.engine import writing
from uspekh.store.guards.texts import guard_typed
from uspekh.store.log.actions import changing, demand, now, record
from uspekh.store.plans.openable import ProjectEntry, read_entries
from uspekh.store.plans.renumbering import count_waiting, renumber
from uspekh.store.schema.editions import edition_tables, editions, projects
from uspekh.store.schema.project import of_project

_CODE = re.compile(r"[0-9a-zа-яё][0-9a-zа-яё_-]{0,39}")


class EditionRefused(Exception):
    """The project or the edition cannot be entered; the text is Russian and says what to change."""


def list_projects(engine: Engine) -> list[ProjectEntry]:
    """All projects, the first entered first."""
    with engine.connect() as connection:
        return read_entries(connection, select(projects))


def enter_shipped_project(engine: Engine, code: str, title: str) -> None:
    """Enters the project that came with the program, or its new title; changes nothing where it stands so."""
    with engine.connect() as connection:
        if connection.scalar(select(projects.c.title).where(projects.c.code == code)) == title:
            return
    with writing(engine).begin() as connection:
        if _exists(connection, code):
            connection.execute(update(projects).where(projects.c.code == code).values(title=title))
        else:
            connection.execute(insert(projects).values(code=code, title=title, created_at=now()))


def create_project(engine: Engine, code: str, title: str, by: Person) -> None:
    """Enters a project, which has no edition yet. Raises ``EditionRefused``, ``TextRefused``, ``Forbidden``."""
    with changing(of_project(engine, code), by, Action.EDIT_PASSPORT, code) as connection:
        if not _CODE.fullmatch(code):
            raise EditionRefused(
                f"Код проекта «{code}» не подходит: до 40 строчных букв, цифр, дефисов и подчёркиваний, без пробелов."
            )
        if _exists(connection, code):
            raise EditionRefused(f"Проект с кодом «{code}» уже есть. Укажите другой код.")
        if not title.strip():
            raise EditionRefused("У проекта нет названия. Укажите его.")
        guard_typed(connection, by, [title], officials=True)
        values = {"title": title.strip(), "created_at": now(), "created_by": by.signature}
        connection.execute(insert(projects).values(code=code, **values))
        record(connection, by, Action.EDIT_PASSPORT, detail=f"новый проект «{code}»")


def add_edition(
    engine: Engine,
    code: str,
    requisites: Requisites,
    texts: Texts,
    by: Person,
    shipped: Texts | None = None,
    pairs: Sequence[Pair] | None = None,
) -> Edition:
    """Adds an edition of a project, all its texts or nothing.

    ``texts``: the files of the passport by name (``passport.texts``); others are left out. ``shipped``: the texts of
    the passport that came with the program, kept as the first edition where the store has none of the project.
    ``pairs``: which rows are those of the edition before, as the person confirmed them; by likeness where nobody has
    been asked.
    Raises ``PassportDamaged`` with the place where the texts do not load, ``EditionRefused``, ``TextRefused``,
    ``Forbidden``.
    """
    engine = of_project(engine, code)
    demand(engine, by, Action.EDIT_PASSPORT, detail=code)
    plan = plan_of(texts)
    with changing(engine, by, Action.EDIT_PASSPORT, code) as connection:
        if not _exists(connection, code):
            raise EditionRefused(f"Проекта с кодом «{code}» нет.")
        if shipped is not None and not _list_editions(connection, code):
            _insert(connection, code, _requisites_of_shipped(plan_of(shipped)), shipped, by)
        earlier = _list_editions(connection, code)
        _check(requisites, earlier)
        guard_typed(connection, by, [requisites.act], officials=True)
        number = _insert(connection, code, requisites, texts, by)
        moved = _follow_rows(connection, number, earlier, plan, requisites, pairs) if earlier else 0
        connection.execute(update(projects).where(projects.c.code == code).values(title=plan.title))
        detail = f"«{code}», редакция № {requisites.number}, действует с {day(requisites.valid_from)}"
        detail += f"; записей под новыми номерами: {moved}" if moved else ""
        record(connection, by, Action.EDIT_PASSPORT, detail=detail)
        return next(edition for edition in _list_editions(connection, code) if edition.id == number)


def list_editions(engine: Engine, code: str) -> list[Edition]:
    """The editions of a project that the store keeps, in the order in which they come into force."""
    with engine.connect() as connection:
        return _list_editions(connection, code)


def texts_of(engine: Engine, edition: int) -> dict[str, str]:
    """The files of an edition by name; none where there is no such edition."""
    with engine.connect() as connection:
        texts = _texts_of(connection, edition)
    return {name: texts[name] for name in FILES if name in texts}


def identity_of(engine: Engine, edition: int) -> list[Pair]:
    """Which rows of an edition are those of the edition before; none of the first."""
    with engine.connect() as connection:
        text = _texts_of(connection, edition).get(IDENTITY_FILE)
    return read_pairs(text) if text else []


def _follow_rows(
    connection: Connection,
    number: int,
    earlier: Sequence[Edition],
    plan: Plan,
    requisites: Requisites,
    pairs: Sequence[Pair] | None,
) -> int:
    """Keeps which rows are those of the last edition, and lets what was reported follow them; returns how much did.

    What was set apart when a row was dropped comes back with the row.
    """
    *others, last = earlier
    before = plan_of(_texts_of(connection, last.id))
    pairs = pair_rows(before, plan) if pairs is None else pairs
    if not pairs and len(before["indicators"]):
        raise EditionRefused(
            f"В этом паспорте («{plan.title}») нет ни одной строки последней редакции: похоже, это другой проект. "
            "Внесите его на странице «Паспорт», раздел «Новый проект»."
        )
    identity = {"edition": number, "name": IDENTITY_FILE, "text": write_pairs(pairs)}
    connection.execute(insert(edition_tables), [identity])
    dropped_from = {each.requisites.number: plan_of(_texts_of(connection, each.id)) for each in others}
    returning = returning_numbers(pairs, dropped_from, plan)
    moves = new_numbers(pairs, before, plan, last.requisites.number)
    moved = renumber(connection, {table: moves[table] | returning[table] for table in moves})
    if moved and requisites.valid_from > now().astimezone().date():
        raise EditionRefused(
            "В новой редакции у строк другие номера, и под прежними уже есть сданные значения. Внесите её в день, с "
            "которого она действует: тогда значения перейдут под новые номера."
        )
    if moved and (waiting := count_waiting(connection)):
        raise EditionRefused(
            f"В новой редакции у строк другие номера, а присланных и не принятых отчётов — {waiting}: в них прежние. "
            "Примите или верните их, потом внесите редакцию."
        )
    return moved


def _texts_of(connection: Connection, edition: int) -> dict[str, str]:
    query = select(edition_tables.c.name, edition_tables.c.text).where(edition_tables.c.edition == edition)
    return {row.name: row.text for row in connection.execute(query)}


def _exists(connection: Connection, code: str) -> bool:
    return bool(connection.scalar(select(func.count()).select_from(projects).where(projects.c.code == code)))


def _list_editions(connection: Connection, code: str) -> list[Edition]:
    query = select(editions).where(editions.c.code == code).order_by(editions.c.valid_from, editions.c.number)
    return [
        Edition(
            row.id,
            row.code,
            Requisites(row.number, row.dated, row.act, row.valid_from),
            row.confirmed_by,
            row.confirmed_at.replace(tzinfo=UTC),
        )
        for row in connection.execute(query)
    ]


def _requisites_of_shipped(plan: Plan) -> Requisites:
    """The first edition holds from the first day of the project; which act approved it the passport does not say."""
    return Requisites(1, None, "", plan.start)


def _check(requisites: Requisites, earlier: list[Edition]) -> None:
    if requisites.number < 1:
        raise EditionRefused("Номер редакции — целое число от 1.")
    if not earlier:
        return
    last = earlier[-1].requisites
    if requisites.number <= last.number:
        raise EditionRefused(
            f"Номер редакции {requisites.number} не подходит: последняя редакция — № {last.number}. "
            "Укажите больший номер."
        )
    if requisites.valid_from < last.valid_from:
        raise EditionRefused(
            f"Редакция не может действовать с {day(requisites.valid_from)}: предыдущая, № {last.number}, "
            f"действует с {day(last.valid_from)}. Укажите этот день или более поздний."
        )


def _insert(connection: Connection, code: str, requisites: Requisites, texts: Texts, by: Person) -> int:
    row = {
        "number": requisites.number,
        "dated": requisites.dated,
        "act": requisites.act.strip(),
        "valid_from": requisites.valid_from,
        "confirmed_by": by.signature,
        "confirmed_at": now(),
    }
    result = connection.execute(insert(editions).values(code=code, **row))
    number = int(result.inserted_primary_key[0])  # type: ignore[index]
    rows = [{"edition": number, "name": name, "text": texts[name]} for name in FILES]
    connection.execute(insert(edition_tables), rows)
    return number
