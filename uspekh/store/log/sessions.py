"""Sessions that a person ended: the cookie of the browser stays good, so what was ended is remembered here."""

from __future__ import annotations

from sqlalchemy import Engine, select

from uspekh.access.person import Person
from uspekh.store.database.engine import writing
from uspekh.store.log.actions import LEFT, record
from uspekh.store.schema.tables import events


def end(engine: Engine, by: Person, session: str) -> None:
    """Ends a session (``access.registry.session_of``) for every tab, copy of its cookie and copy of the program."""
    with writing(engine).begin() as connection:
        record(connection, by, "logout", detail=session, outcome=LEFT, every_project=True)


def ended(engine: Engine, session: str) -> bool:
    """Whether somebody has ended it."""
    query = select(events.c.id).where(events.c.outcome == LEFT, events.c.detail == session).limit(1)
    with engine.connect() as connection:
        return connection.scalar(query) is not None
