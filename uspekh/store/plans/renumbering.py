"""What was reported and decided under a number follows its row to the number of a new edition.

A count of people hangs on a field and not on a number. Money, dates of plan items, plans of organizations and decisions
hang on numbers of the document: where a row has another number now, theirs is written anew in every value there ever
was, so that undoing and history stay exact. What belonged to a row that is gone, and whose number another row has now,
is set apart: no figure counts it until an edition has the row again.
"""

from __future__ import annotations

from collections.abc import Mapping

from sqlalchemy import Column, ColumnElement, Connection, Table, delete, func, select, update

from uspekh.passport.organization_plans import LETTERS
from uspekh.store.schema.decided import decisions
from uspekh.store.schema.tables import submissions, unsaved, value_rows

Moves = Mapping[str, Mapping[str, str]]
_ON_THE_WAY = "→ "
"""Put before each new number until no old one is left, since two rows may have swapped their numbers."""
_WAITING = "waiting"
_TABLES = {"indicator": "indicators", "result": "results"}


def renumber(connection: Connection, moves: Moves) -> int:
    """Writes the new numbers, by table of the passport and old number; returns how many values and decisions changed.

    Readings that nobody has stored yet are forgotten: they name rows by the old numbers.
    """
    kind = value_rows.c.kind
    count = _move(connection, value_rows, value_rows.c.subject, kind == "budget", moves["budget_lines"])
    count += _move(connection, value_rows, value_rows.c.subject, kind == "milestone", moves["plan_items"])
    for subject_kind, letter in LETTERS.items():
        numbers = moves[_TABLES[subject_kind]]
        labels = {letter + before: letter + after for before, after in numbers.items()}
        count += _move(connection, value_rows, value_rows.c.part, kind == "plan", labels)
        of_kind = decisions.c.subject_kind == subject_kind
        count += _move(connection, decisions, decisions.c.subject, of_kind, numbers)
    if count:
        connection.execute(delete(unsaved))
    return count


def count_waiting(connection: Connection) -> int:
    """How many reports wait for acceptance; they name rows by the numbers that were printed when they were sent."""
    query = select(func.count()).select_from(submissions).where(submissions.c.state == _WAITING)
    return connection.scalar(query) or 0


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
