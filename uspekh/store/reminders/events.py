"""What the calendar of an addressee has announced: a thing that moves or ends is announced anew under its number."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from datetime import UTC, date, datetime
from typing import Protocol

from sqlalchemy import ColumnElement, Connection, Engine, delete, insert, select

from uspekh.store.database.engine import writing
from uspekh.store.log.actions import now
from uspekh.store.schema.reminders import calendar_events

Wanted = Mapping[str, tuple[str, date]]
"""By ``uid``: what is to be done, and by when."""


class Addressed(Protocol):
    """Whose calendar it is (``monitoring.expectations.Addressee``)."""

    @property
    def kind(self) -> str: ...
    @property
    def code(self) -> str: ...
    @property
    def names(self) -> frozenset[str]: ...


@dataclass(frozen=True)
class Event:
    """A day of a calendar; ``sequence`` grows with each change, ``modified`` is the moment of the last, in UTC."""

    uid: str
    what: str
    due: date
    cancelled: bool
    sequence: int
    modified: datetime


def update_events(announced: Mapping[str, Event], wanted: Wanted, moment: datetime) -> dict[str, Event]:
    """The events of a calendar: those announced, brought to what is wanted now, and the new ones.

    What is wanted no more is cancelled; what was cancelled and is wanted again stands anew.
    """
    events = {}
    for uid in {**announced, **wanted}:
        earlier = announced.get(uid)
        if uid not in wanted:
            what, due = announced[uid].what, announced[uid].due
        else:
            what, due = wanted[uid]
        event = Event(uid, what, due, uid not in wanted, 0, moment)
        if earlier is not None:
            same = replace(event, sequence=earlier.sequence, modified=earlier.modified) == earlier
            event = earlier if same else replace(event, sequence=earlier.sequence + 1)
        events[uid] = event
    return events


def publish(engine: Engine, addressee: Addressed, wanted: Wanted) -> list[Event]:
    """The events to announce now; what differs from what was announced is remembered.

    Nothing is written where nothing has changed, which is what most requests meet.
    """
    with engine.connect() as connection:
        announced = _announced(connection, addressee)
    events = update_events(announced, wanted, now())
    if events == announced:
        return list(events.values())
    with writing(engine).begin() as connection:
        announced = _announced(connection, addressee)
        events = update_events(announced, wanted, now().replace(microsecond=0))
        changed = [event for uid, event in events.items() if event != announced.get(uid)]
        for event in changed:
            connection.execute(delete(calendar_events).where(*_of(addressee), calendar_events.c.uid == event.uid))
            row = {"kind": addressee.kind, "code": addressee.code, **asdict(event)}
            connection.execute(insert(calendar_events).values(**row))
    return list(events.values())


def _of(addressee: Addressed) -> tuple[ColumnElement[bool], ...]:
    return calendar_events.c.kind == addressee.kind, calendar_events.c.code == addressee.code


def _announced(connection: Connection, addressee: Addressed) -> dict[str, Event]:
    columns = (calendar_events.c[name] for name in ("uid", "what", "due", "cancelled", "sequence", "modified"))
    rows = connection.execute(select(*columns).where(*_of(addressee)))
    return {
        row.uid: Event(row.uid, row.what, row.due, row.cancelled, row.sequence, row.modified.replace(tzinfo=UTC))
        for row in rows
    }
