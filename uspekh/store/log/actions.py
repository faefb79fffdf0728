"""The log of actions: who did what and was refused what, when; and the revision of the store.

An event is written in the transaction of the change itself, and a line of the server's log once that is committed.
The revision is the number of the last event that changed something: refusals and leavings do not.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import Any

import pandas as pd
from sqlalchemy import Connection, Engine, Pool, event, func, insert, select
from sqlalchemy.pool import ConnectionPoolEntry

from uspekh.access.person import Action, Forbidden, Person, require
from uspekh.store.database.engine import writing
from uspekh.store.schema.project import EVERY
from uspekh.store.schema.tables import events, uploads

DONE, REFUSED, LEFT = "done", "refused", "left"
ELSEWHERE = "справочник организаций, в другом проекте"
COLUMNS = ["id", "at", "by", "role", "action", "outcome", "upload", "detail"]
_LOG = logging.getLogger(__name__)
_MESSAGES = {DONE: "change", REFUSED: "refusal", LEFT: "leaving"}
_UNCOMMITTED = "changes not yet in the log"


def now() -> datetime:
    """This moment in UTC."""
    return datetime.now(UTC)


def record(
    connection: Connection,
    by: Person,
    action: str,
    upload: int | None = None,
    *,
    detail: str = "",
    outcome: str = DONE,
    number: int | None = None,
    every_project: bool = False,
) -> None:
    """Writes an event; ``number``: that of the event, by default the next one.

    ``every_project``: it is read in each, as what changes the directory is.
    """
    row = {"by": by.signature, "role": by.role.value, "action": action, "upload": upload}
    more: dict[str, Any] = {} if number is None else {"id": number}
    if every_project:
        more["project"] = EVERY
    connection.execute(insert(events).values(**more, at=now(), outcome=outcome, detail=detail, **row))
    line = {"who": by.signature, "role": by.role.value, "action": action, "upload": upload, "detail": detail}
    connection.info.setdefault(_UNCOMMITTED, []).append(line | {"outcome": outcome})


@contextmanager
def changing(
    engine: Engine, by: Person, action: Action, detail: str = "", organization: str | None = None
) -> Iterator[Connection]:
    """A transaction for a change that the person may make, to everything or to one ``organization``.

    Raises ``Forbidden``, from here or from within: then nothing is changed, and the refusal is in the log.
    """
    with _recording_refusals(engine, by, detail):
        require(by, action, organization)
        with writing(engine).begin() as connection:
            yield connection


def demand(engine: Engine, by: Person, action: Action, organization: str | None = None, detail: str = "") -> None:
    """Raises ``Forbidden`` unless the person may do it (``access.person.require``); a refusal is in the log."""
    with _recording_refusals(engine, by, detail):
        require(by, action, organization)


def list_actions(engine: Engine, by: Person, *, refused: bool = False, latest: int | None = None) -> pd.DataFrame:
    """Columns ``COLUMNS``, the latest first, moments in UTC; ``refused``: only those; ``latest``: so many at most.

    Of an upload of another project, which is here because it changed the directory of all, only that is told.
    Raises ``Forbidden``: the log is for administrators.
    """
    demand(engine, by, Action.READ_LOG)
    elsewhere = events.c.upload.is_not(None) & events.c.upload.not_in(select(uploads.c.id))
    query = select(*(events.c[name] for name in COLUMNS), elsewhere.label("elsewhere"))
    query = query.order_by(events.c.id.desc()).limit(latest)
    if refused:
        query = query.where(events.c.outcome == REFUSED)
    with engine.connect() as connection:
        frame = pd.DataFrame(connection.execute(query).all(), columns=[*COLUMNS, "elsewhere"])
    foreign = frame.pop("elsewhere").astype(bool)
    return frame.assign(
        at=pd.to_datetime(frame["at"], utc=True),
        upload=frame["upload"].astype("Int64").mask(foreign),
        detail=frame["detail"].mask(foreign, ELSEWHERE),
    )


def revision(engine: Engine) -> int:
    """A number that grows with every change of the store; what caches go by."""
    with engine.connect() as connection:
        return last_change(connection)


def last_change(connection: Connection) -> int:
    """The number of the last event that changed something."""
    return connection.scalar(select(func.max(events.c.id)).where(events.c.outcome == DONE)) or 0


@contextmanager
def _recording_refusals(engine: Engine, by: Person, detail: str) -> Iterator[None]:
    try:
        yield
    except Forbidden as refusal:
        with writing(engine).begin() as connection:
            record(connection, by, refusal.action, detail=detail, outcome=REFUSED)
        raise


@event.listens_for(Engine, "rollback")
def _forget_uncommitted(connection: Connection) -> None:
    if not connection.invalidated:
        connection.info.pop(_UNCOMMITTED, None)


@event.listens_for(Pool, "checkin")
def _log_committed(driver: Any, entry: ConnectionPoolEntry) -> None:
    """A connection comes back when its transaction is over; without a driver's connection nobody knows how it ended."""
    for line in entry.info.pop(_UNCOMMITTED, []):
        if driver is not None:
            _LOG.info(_MESSAGES[str(line["outcome"])], extra=line)
