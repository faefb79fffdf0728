"""The event of a change: who did what, when. The revision of the store is the number of its last event."""

from __future__ import annotations

from datetime import UTC, datetime

from sqlalchemy import Connection, insert

from uspekh.store.schema import events


def now() -> datetime:
    """This moment in UTC."""
    return datetime.now(UTC)


def record(connection: Connection, by: str, action: str, upload: int | None = None) -> None:
    """Writes an event in the transaction of the change itself."""
    connection.execute(insert(events).values(at=now(), by=by, action=action, upload=upload))
