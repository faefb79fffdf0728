"""Which letters were sent, of all projects: of each thing and state a recipient is told once, and at most one letter
goes a day.

What a letter names is written down before it is sent and confirmed after. Whoever is killed between the two leaves it
unconfirmed: nobody knows whether it went, so it is not sent again unless a person asks for that.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import NamedTuple

from sqlalchemy import ColumnElement, Connection, Engine, delete, func, insert, select, update

from uspekh.store.database.engine import writing
from uspekh.store.schema.reminders import letters


class Item(NamedTuple):
    """What a recipient is reminded of: a thing to do, its date, and whether it is near, late or returned."""

    project: str
    uid: str
    due: date
    state: str


class Unconfirmed(NamedTuple):
    """A letter of which nobody knows whether it was sent; ``began``: when it was to be, in UTC."""

    recipient: str
    began: datetime
    items: int


def list_new(engine: Engine, recipient: str, items: Iterable[Item]) -> list[Item]:
    """Those of which the recipient was sent nothing yet."""
    with engine.connect() as connection:
        sent = _sent(connection, recipient)
    return [item for item in items if item not in sent]


def was_written(engine: Engine, recipient: str, since: datetime) -> bool:
    """Whether a letter to a recipient was begun at a moment (in UTC) or later."""
    with engine.connect() as connection:
        return _was_written(connection, recipient, since)


def begin_letter(engine: Engine, recipient: str, items: Sequence[Item], moment: datetime, since: datetime) -> bool:
    """Writes down what is about to be sent, ``moment`` in UTC; false, and nothing written, where another run has begun
    any of it, or a letter at ``since`` or later."""
    with writing(engine).begin() as connection:
        if _was_written(connection, recipient, since) or not _sent(connection, recipient).isdisjoint(items):
            return False
        rows = [{"recipient": recipient, "began": moment, **item._asdict()} for item in items]
        connection.execute(insert(letters), rows)
    return True


def confirm_letter(engine: Engine, recipient: str, began: datetime, moment: datetime) -> None:
    """The letter was taken by the mail server."""
    with writing(engine).begin() as connection:
        connection.execute(update(letters).where(*_of(recipient, began)).values(sent=moment))


def take_back_letter(engine: Engine, recipient: str, began: datetime) -> None:
    """The letter was certainly not sent: the next run sends it."""
    with writing(engine).begin() as connection:
        connection.execute(delete(letters).where(*_of(recipient, began)))


def list_unconfirmed(engine: Engine, before: datetime) -> list[Unconfirmed]:
    """Letters begun before a moment that nobody confirmed, the oldest first."""
    query = select(letters.c.recipient, letters.c.began, func.count()).group_by(letters.c.recipient, letters.c.began)
    query = query.where(letters.c.sent.is_(None), letters.c.began < before).order_by(letters.c.began)
    with engine.connect() as connection:
        return [Unconfirmed(*row) for row in connection.execute(query)]


def _sent(connection: Connection, recipient: str) -> set[Item]:
    columns = (letters.c[name] for name in Item._fields)
    return {Item(*row) for row in connection.execute(select(*columns).where(letters.c.recipient == recipient))}


def _was_written(connection: Connection, recipient: str, since: datetime) -> bool:
    query = select(letters.c.uid).where(letters.c.recipient == recipient, letters.c.began >= since).limit(1)
    return connection.scalar(query) is not None


def _of(recipient: str, began: datetime) -> tuple[ColumnElement[bool], ...]:
    return letters.c.recipient == recipient, letters.c.began == began, letters.c.sent.is_(None)
