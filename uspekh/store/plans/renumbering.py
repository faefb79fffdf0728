"""What was reported and decided under a number follows its row to the number of a new edition.

A count of people hangs on a field and not on a number. Money, dates of plan items, plans of organizations and decisions
hang on numbers of the document: where a row has another number now, theirs is written anew in every value there ever
was, so that undoing and history stay exact. What belongs to a row that is gone is set apart, whether or not another row
has its number: it counts in the years that are judged by an edition with that row, and comes back with the row.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, date, datetime

from sqlalchemy import Column, ColumnElement, Connection, Engine, Table, delete, func, insert, select, update

from uspekh.access.person import Action, operator
from uspekh.passport.editions.edition import Edition
from uspekh.passport.editions.identity import Moves, list_moves
from uspekh.passport.organization_plans import LETTERS
from uspekh.store.database.engine import writing
from uspekh.store.log.actions import now, record
from uspekh.store.plans.editions import EditionRefused, editions_of, numbered_edition
from uspekh.store.schema.decided import decisions
from uspekh.store.schema.editions import edition_tables, editions
from uspekh.store.schema.project import project_of
from uspekh.store.schema.tables import submissions, unsaved, value_rows

_APPLIED = "applied"
"""Under this name an edition keeps that the values have its numbers: the moment (UTC), empty where none changed."""
_ON_THE_WAY = "→ "
"""Put before each new number until no old one is left, since two rows may have swapped their numbers."""
_WAITING = "waiting"
_TABLES = {"indicator": "indicators", "result": "results", "budget": "budget_lines", "milestone": "plan_items"}


def follow_editions(engine: Engine, code: str, today: date) -> None:
    """Lets what was reported follow its rows into every edition that holds ``today`` and did not have it yet.

    An edition may be entered long before it holds: until then people report by the numbers of the one before it.
    """
    with engine.connect() as connection:
        if not _list_unapplied(connection, code, today):
            return
    with writing(engine).begin() as connection:
        unapplied = _list_unapplied(connection, code, today)
        count = apply_numbers(connection, code, today)
        if count:
            edition = unapplied[-1][0]
            detail = f"«{code}», редакция № {edition.requisites.number} вступила в силу; {say_renumbered(count)}"
            record(connection, operator(edition.confirmed_by), Action.EDIT_PASSPORT, detail=detail)


def apply_numbers(connection: Connection, code: str, today: date) -> int:
    """The same within a transaction; returns how many values and decisions have other numbers now."""
    count = 0
    for edition, moves in _list_unapplied(connection, code, today):
        count += renumber(connection, moves)
        written = now().isoformat() if changes_numbers(moves) else ""
        connection.execute(insert(edition_tables), [{"edition": edition.id, "name": _APPLIED, "text": written}])
    return count


def refuse_waiting_reports(connection: Connection, code: str, today: date) -> None:
    """Raises ``EditionRefused`` where an edition that holds changes numbers by which reports wait for acceptance."""
    if not any(changes_numbers(moves) for _, moves in _list_unapplied(connection, code, today)):
        return
    waiting = select(func.count()).select_from(submissions).where(submissions.c.state == _WAITING)
    if count := connection.scalar(waiting):
        raise EditionRefused(
            f"В новой редакции у строк другие номера, а присланных и не принятых отчётов — {count}: в них прежние. "
            "Примите или верните их, потом внесите редакцию."
        )


def renumbered_since(connection: Connection, at: datetime) -> bool:
    """Whether numbers became others after a moment: what was sent before it names rows by the earlier ones."""
    query = select(func.max(edition_tables.c.text)).join(editions, editions.c.id == edition_tables.c.edition)
    last = connection.scalar(query.where(edition_tables.c.name == _APPLIED, editions.c.code == project_of(connection)))
    return bool(last) and datetime.fromisoformat(last) > at.replace(tzinfo=UTC)


def say_renumbered(count: int) -> str:
    """«записей под новыми номерами: 12»."""
    return f"записей под новыми номерами: {count}"


def _list_unapplied(connection: Connection, code: str, today: date) -> list[tuple[Edition, Moves]]:
    """The editions that hold and whose numbers the values do not have yet, each with what its rows were known by."""
    every = editions_of(connection, code)
    holding = [each for each in every[1:] if each.requisites.valid_from <= today]
    if not holding:
        return []
    applied = set(connection.scalars(select(edition_tables.c.edition).where(edition_tables.c.name == _APPLIED)))
    waiting = [each for each in holding if each.id not in applied]
    if not waiting:
        return []
    moves = list_moves([numbered_edition(connection, edition) for edition in every])
    return [(edition, moves[every.index(edition) - 1]) for edition in waiting]


def renumber(connection: Connection, moves: Moves) -> int:
    """Writes the new numbers, by table of the passport and old number; returns how many values and decisions changed.

    Readings that nobody has stored yet are forgotten: they name rows by the old numbers.
    """
    kind = value_rows.c.kind
    count = _move(connection, value_rows, value_rows.c.subject, kind == "budget", moves["budget_lines"])
    count += _move(connection, value_rows, value_rows.c.subject, kind == "milestone", moves["plan_items"])
    for subject_kind, table in _TABLES.items():
        of_kind = decisions.c.subject_kind == subject_kind
        count += _move(connection, decisions, decisions.c.subject, of_kind, moves[table])
    for subject_kind, letter in LETTERS.items():
        labels = {letter + before: letter + after for before, after in moves[_TABLES[subject_kind]].items()}
        count += _move(connection, value_rows, value_rows.c.part, kind == "plan", labels)
    if changes_numbers(moves):
        connection.execute(delete(unsaved))
    return count


def changes_numbers(moves: Moves) -> bool:
    """Whether a row that something can be reported of has another number now."""
    return any(moves[table] for table in _TABLES.values())


def _move(
    connection: Connection, table: Table, column: Column[str], of_kind: ColumnElement[bool], moves: Mapping[str, str]
) -> int:
    count = 0
    for before, after in moves.items():
        moved = update(table).where(of_kind, column == before).values({column: _ON_THE_WAY + after})
        count += connection.execute(moved).rowcount
    for after in moves.values():
        arrived = update(table).where(of_kind, column == _ON_THE_WAY + after).values({column: after})
        connection.execute(arrived)
    return count
