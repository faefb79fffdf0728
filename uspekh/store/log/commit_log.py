"""A line of the log for each change, once it is committed."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from typing import Any

from sqlalchemy import Connection, Engine, Pool, event
from sqlalchemy.pool import ConnectionPoolEntry

_LOG = logging.getLogger(__name__)
_SAID = {"done": "change", "refused": "refusal", "left": "leaving"}
_WAITING = "changes not yet in the log"


def after_commit(connection: Connection, change: Mapping[str, object]) -> None:
    """Keeps what is to be said of a change until its transaction is over."""
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
            _LOG.info(_SAID[str(change["outcome"])], extra=change)
