"""The event of a change: who did what, when. The revision of the store is the number of its last event."""

from __future__ import annotations

import logging
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Connection, Engine, Pool, event, insert
from sqlalchemy.pool import ConnectionPoolEntry

from uspekh.store.schema import events

_LOG = logging.getLogger(__name__)
_WAITING = "changes not yet in the log"


def now() -> datetime:
    """This moment in UTC."""
    return datetime.now(UTC)


def record(connection: Connection, by: str, action: str, upload: int | None = None) -> None:
    """Writes an event in the transaction of the change itself, and a line of the log once that is committed."""
    connection.execute(insert(events).values(at=now(), by=by, action=action, upload=upload))
    change = {"who": by, "action": action, "upload": upload}
    connection.info.setdefault(_WAITING, []).append(change)


@event.listens_for(Engine, "rollback")
def _forget(connection: Connection) -> None:
    if not connection.invalidated:
        connection.info.pop(_WAITING, None)


@event.listens_for(Pool, "checkin")
def _tell(driver: Any, entry: ConnectionPoolEntry) -> None:
    """A connection comes back when its transaction is over; without a driver's connection nobody knows how it ended."""
    for change in entry.info.pop(_WAITING, []):
        if driver is not None:
            _LOG.info("change", extra=change)
