"""The directory of organizations changes only by who may change it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import Connection, Row, func, select

from uspekh.access.person import Action, Person, require
from uspekh.actuals.values import KEY
from uspekh.store.schema import uploads, values


@contextmanager
def directory_guarded(connection: Connection, by: Person) -> Iterator[None]:
    """Raises ``Forbidden`` when what was done inside changed the directory in force and the person may not.

    A filled form carries the directory along: entries that stay as they were are no change.
    """
    free = by.may(Action.EDIT_DIRECTORY)
    before = None if free else _directory(connection)
    yield
    if not free and _directory(connection) != before:
        require(by, Action.EDIT_DIRECTORY)


def _directory(connection: Connection) -> set[Row]:
    latest = (
        select(func.max(values.c.id))
        .join(uploads, uploads.c.id == values.c.upload)
        .where(values.c.kind == "organization", uploads.c.undone_at.is_(None))
        .group_by(*(values.c[name] for name in KEY))
    )
    said = [values.c[name] for name in ("subject", "field", "number", "text")]
    return set(connection.execute(select(*said).where(values.c.id.in_(latest))))
