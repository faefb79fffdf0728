"""The log of actions: who did what and was refused what, when.

The revision of the store is the number of the last event that changed it: refusals and leavings do not.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime

from sqlalchemy import Connection, Engine, insert

from uspekh.access.person import Action, Forbidden, Person, require
from uspekh.store.database.engine import writing
from uspekh.store.log.commit_log import after_commit
from uspekh.store.schema.tables import events

DONE, REFUSED, LEFT = "done", "refused", "left"


def now() -> datetime:
    """This moment in UTC."""
    return datetime.now(UTC)


def record(
    connection: Connection, by: Person, action: str, upload: int | None = None, *, detail: str = "", outcome: str = DONE
) -> None:
    """Writes an event in the transaction of the change itself, and a line of the log once that is committed."""
    row = {"by": by.signature, "role": by.role.value, "action": action, "upload": upload}
    connection.execute(insert(events).values(at=now(), outcome=outcome, detail=detail, **row))
    change = {"who": by.signature, "role": by.role.value, "action": action, "upload": upload, "detail": detail}
    after_commit(connection, change | {"outcome": outcome})


@contextmanager
def changing(
    engine: Engine, by: Person, action: Action, detail: str = "", organization: str | None = None
) -> Iterator[Connection]:
    """A transaction for a change that the person may make, to everything or to one ``organization``.

    Raises ``Forbidden``, from here or from within: then nothing is changed, and the refusal is in the log.
    """
    with _refusals_kept(engine, by, detail):
        require(by, action, organization)
        with writing(engine).begin() as connection:
            yield connection


def demand(engine: Engine, by: Person, action: Action, organization: str | None = None, detail: str = "") -> None:
    """Raises ``Forbidden`` unless the person may do it (``access.person.require``); the log keeps a refusal."""
    with _refusals_kept(engine, by, detail):
        require(by, action, organization)


@contextmanager
def _refusals_kept(engine: Engine, by: Person, detail: str) -> Iterator[None]:
    try:
        yield
    except Forbidden as refusal:
        with writing(engine).begin() as connection:
            record(connection, by, refusal.action, detail=detail, outcome=REFUSED)
        raise
