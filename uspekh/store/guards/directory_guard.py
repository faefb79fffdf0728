"""The directory of organizations changes only by who may change it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import Connection

from uspekh.access.person import Action, Person, require
from uspekh.store.values.queries import of_kinds


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


def _directory(connection: Connection) -> set[tuple[object, ...]]:
    said = of_kinds(connection, "organization")[["subject", "field", "number", "text"]].astype(object)
    return set(said.where(said.notna(), None).itertuples(index=False, name=None))
