"""Which letters were sent: of each thing and state a recipient is told once, and at most one letter goes a day.

What a letter names is written down before it is sent and confirmed after. Whoever is killed between the two leaves it
unconfirmed: nobody knows whether it went, so it is not sent again unless a person asks for that.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import NamedTuple

from sqlalchemy import ColumnElement, Engine, delete, func, insert, select, update

from uspekh.store.database.engine import writing
from uspekh.store.schema.reminders import letters


class Item(NamedTuple):
    """What a recipient is reminded of: a thing to do, its date, and whether it is near, late or returned."""

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
    query = select(letters.c.uid, letters.c.due, letters.c.state).where(letters.c.recipient == recipient)
    with engine.connect() as connection:
        sent = {Item(*row) for row in connection.execute(query)}
    return [item for item in items if item not in sent]


def last_letter(engine: Engine, recipient: str) -> datetime | None:
    """When the last letter to a recipient was begun, in UTC."""
    query = select(letters.c.began).where(letters.c.recipient == recipient).order_by(letters.c.began.desc()).limit(1)
    with engine.connect() as connection:
        moment: datetime | None = connection.scalar(query)
    return moment


def begin_letter(engine: Engine, recipient: str, items: Sequence[Item], moment: datetime) -> bool:
    """Writes down what is about to be sent; false, and nothing written, where another run has begun any of it."""
    with writing(engine).begin() as connection:
        query = select(letters.c.uid, letters.c.due, letters.c.state).where(letters.c.recipient == recipient)
        if not {Item(*row) for row in connection.execute(query)}.isdisjoint(items):
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


def _of(recipient: str, began: datetime) -> tuple[ColumnElement[bool], ...]:
    return letters.c.recipient == recipient, letters.c.began == began, letters.c.sent.is_(None)
