"""Passports under review: what was read, every change and who made it, which sections were looked through.

A draft is seen and changed by whoever began it and by administrators of all projects; for others there is none.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Connection, Engine, Row, Select, insert, select, update

from uspekh.access.person import Action, Person
from uspekh.store.guards.texts import guard_typed
from uspekh.store.log.actions import changing, demand, now, record
from uspekh.store.schema.drafts import draft_changes, draft_confirmations, draft_tables, drafts


class DraftClosed(Exception):
    """A project was created of the draft meanwhile, or there is no such draft; the text is Russian."""


@dataclass(frozen=True)
class DraftEntry:
    """``document``: the name of the file it was read from, empty of one that was started empty.

    ``project``: the code of the project that was created of it; empty while it is under review.
    """

    id: int
    title: str
    document: str
    sha256: str
    started_by: str
    started_at: datetime
    project: str


@dataclass(frozen=True)
class DraftChange:
    """A cell that a person wrote anew (``store.schema.drafts.draft_changes``)."""

    table: str
    row: int
    column: str
    text: str | None


@dataclass(frozen=True)
class Confirmation:
    """Who looked a section through, and when (UTC)."""

    by: str
    at: datetime


@dataclass(frozen=True)
class DraftContent:
    """``remarks`` and ``tables`` as they were given to ``start_draft``; ``confirmed``: by section.

    ``version`` grows with every change and confirmation.
    """

    entry: DraftEntry
    remarks: str
    tables: Mapping[str, str]
    changes: tuple[DraftChange, ...]
    confirmed: Mapping[str, Confirmation]
    version: tuple[int, int]


def start_draft(
    engine: Engine,
    title: str,
    remarks: str,
    tables: Mapping[str, str],
    by: Person,
    document: str = "",
    sha256: str = "",
) -> int:
    """Keeps what was read of a document, or an empty passport; returns its number. Raises ``Forbidden``."""
    with changing(engine, by, Action.EDIT_PASSPORT, document) as connection:
        row = {"title": title, "document": document, "sha256": sha256, "remarks": remarks}
        signed = {"started_by": by.signature, "started_at": now()}
        query = insert(drafts).values(**row, **signed).returning(drafts.c.id)
        number: int = connection.execute(query).scalar_one()
        rows = [{"draft": number, "name": name, "rows": text} for name, text in tables.items()]
        connection.execute(insert(draft_tables), rows)
        record(connection, by, Action.EDIT_PASSPORT, detail=f"черновик № {number}: {document or title}")
    return number


def list_drafts(engine: Engine, by: Person) -> list[DraftEntry]:
    """The drafts of a person, the latest first. Raises ``Forbidden``."""
    demand(engine, by, Action.EDIT_PASSPORT, detail="drafts")
    with engine.connect() as connection:
        return [_entry(row) for row in connection.execute(_of_person(by).order_by(drafts.c.id.desc()))]


def read_draft(engine: Engine, number: int, by: Person) -> DraftContent:
    """A draft with all that people made of it. Raises ``DraftClosed`` where there is none, ``Forbidden``."""
    demand(engine, by, Action.EDIT_PASSPORT, detail=f"draft {number}")
    with engine.connect() as connection:
        row = connection.execute(_of_person(by).where(drafts.c.id == number)).one_or_none()
        if row is None:
            raise DraftClosed(f"Черновика № {number} нет.")
        tables = connection.execute(select(draft_tables).where(draft_tables.c.draft == number)).all()
        changes = connection.execute(_of(number, draft_changes)).all()
        confirmations = connection.execute(_of(number, draft_confirmations)).all()
    latest = {each.section: each for each in confirmations}
    return DraftContent(
        _entry(row),
        row.remarks,
        {each.name: each.rows for each in tables},
        tuple(DraftChange(each.name, each.row, each.column, each.text) for each in changes),
        {
            section: Confirmation(each.by, each.at.replace(tzinfo=UTC))
            for section, each in latest.items()
            if each.confirmed
        },
        (max((each.id for each in changes), default=0), max((each.id for each in confirmations), default=0)),
    )


def change_draft(engine: Engine, number: int, changes: Sequence[DraftChange], by: Person) -> None:
    """Adds changes in their order; a passport names officials, so names are taken.

    Raises ``DraftClosed``, ``TextRefused`` (personal data), ``Forbidden``.
    """
    with changing(engine, by, Action.EDIT_PASSPORT, f"draft {number}") as connection:
        _demand_open(connection, number, by)
        guard_typed(connection, by, [change.text for change in changes if change.text], officials=True)
        signed = {"draft": number, "by": by.signature, "at": now()}
        rows = [
            {"name": each.table, "row": each.row, "column": each.column, "text": each.text, **signed}
            for each in changes
        ]
        if rows:
            connection.execute(insert(draft_changes), rows)


def confirm_section(engine: Engine, number: int, section: str, by: Person, *, confirmed: bool = True) -> None:
    """Keeps that a person looked a section through, or takes it back. Raises ``DraftClosed``, ``Forbidden``."""
    with changing(engine, by, Action.EDIT_PASSPORT, f"draft {number}") as connection:
        _demand_open(connection, number, by)
        row = {"draft": number, "section": section, "confirmed": confirmed, "by": by.signature, "at": now()}
        connection.execute(insert(draft_confirmations).values(row))


def finish_draft(connection: Connection, number: int, project: str, title: str, by: Person) -> None:
    """Closes a draft with the project that the same transaction creates of it. Raises ``DraftClosed``."""
    _demand_open(connection, number, by)
    closed = {"project": project, "title": title, "closed_by": by.signature, "closed_at": now()}
    connection.execute(update(drafts).where(drafts.c.id == number).values(**closed))
    record(connection, by, Action.EDIT_PASSPORT, detail=f"черновик № {number}: проект «{project}»")


def _of(number: int, table: Any) -> Any:
    return select(table).where(table.c.draft == number).order_by(table.c.id)


def _of_person(by: Person) -> Select[Any]:
    """The drafts that a person may see and change."""
    return select(drafts) if by.everywhere else select(drafts).where(drafts.c.started_by == by.signature)


def _demand_open(connection: Connection, number: int, by: Person) -> None:
    if connection.execute(_of_person(by).where(drafts.c.id == number, drafts.c.project.is_(None))).first() is None:
        raise DraftClosed(f"Черновика № {number} нет, или из него уже создан проект. Обновите страницу.")


def _entry(row: Row[Any]) -> DraftEntry:
    at = row.started_at.replace(tzinfo=UTC)
    return DraftEntry(row.id, row.title, row.document, row.sha256, row.started_by, at, row.project or "")
