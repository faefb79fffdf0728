"""The projects of an installation and the editions of their passports: texts of plan tables with who confirmed them."""

from __future__ import annotations

import re
from collections.abc import Sequence

from sqlalchemy import Connection, Engine, func, insert, select, update

from uspekh.access.person import Action, Person
from uspekh.passport.editions.edition import Edition, Requisites
from uspekh.passport.editions.identity import IDENTITY_FILE, Pair, pair_rows, write_pairs
from uspekh.passport.plan import Plan, plan_of
from uspekh.passport.texts import FILES, Texts
from uspekh.russian.format import day
from uspekh.store.database.engine import writing
from uspekh.store.guards.texts import guard_typed
from uspekh.store.log.actions import changing, demand, now, record
from uspekh.store.plans.editions import EditionRefused, all_texts_of, editions_of
from uspekh.store.plans.openable import ProjectEntry, read_entries
from uspekh.store.plans.renumbering import apply_numbers, refuse_waiting_reports, say_renumbered
from uspekh.store.schema.editions import edition_tables, editions, projects
from uspekh.store.schema.project import of_project

_CODE = re.compile(r"[0-9a-zа-яё][0-9a-zа-яё_-]{0,39}")


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
        enter_project(connection, code, title, by)


def enter_project(connection: Connection, code: str, title: str, by: Person) -> None:
    """``create_project`` within a transaction of the project."""
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
        if shipped is not None and not editions_of(connection, code):
            _insert(connection, code, _requisites_of_shipped(plan_of(shipped)), shipped, by)
        return enter_edition(connection, code, requisites, texts, plan, by, pairs)


def enter_edition(
    connection: Connection,
    code: str,
    requisites: Requisites,
    texts: Texts,
    plan: Plan,
    by: Person,
    pairs: Sequence[Pair] | None = None,
) -> Edition:
    """``add_edition`` within a transaction of the project; ``plan``: of the texts."""
    earlier = editions_of(connection, code)
    _check(requisites, earlier)
    guard_typed(connection, by, [requisites.act], officials=True)
    number = _insert(connection, code, requisites, texts, by)
    if earlier:
        _keep_pairs(connection, number, earlier[-1], plan, pairs)
    today = now().astimezone().date()
    refuse_waiting_reports(connection, code, today)
    moved = apply_numbers(connection, code, today)
    connection.execute(update(projects).where(projects.c.code == code).values(title=plan.title))
    detail = f"«{code}», редакция № {requisites.number}, действует с {day(requisites.valid_from)}"
    detail += f"; {say_renumbered(moved)}" if moved else ""
    record(connection, by, Action.EDIT_PASSPORT, detail=detail)
    return next(edition for edition in editions_of(connection, code) if edition.id == number)


def _keep_pairs(connection: Connection, number: int, last: Edition, plan: Plan, pairs: Sequence[Pair] | None) -> None:
    """Keeps which rows of a new edition are those of the last one."""
    before = plan_of(all_texts_of(connection, last.id))
    pairs = pair_rows(before, plan) if pairs is None else pairs
    if not pairs and len(before["indicators"]):
        raise EditionRefused(
            f"В этом паспорте («{plan.title}») нет ни одной строки последней редакции: похоже, это другой проект. "
            "Внесите его на странице «Паспорт», раздел «Новый проект»."
        )
    identity = {"edition": number, "name": IDENTITY_FILE, "text": write_pairs(pairs)}
    connection.execute(insert(edition_tables), [identity])


def _exists(connection: Connection, code: str) -> bool:
    return bool(connection.scalar(select(func.count()).select_from(projects).where(projects.c.code == code)))


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
