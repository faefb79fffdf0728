"""New stores of tests: an empty SQLite file gets the tables of this program's shape at once instead of step by step.

The steps make them once; ``tests/store/test_upgrading.py`` and every program that runs as a process walk through them.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

from sqlalchemy import Connection, create_engine, inspect

from uspekh.store.database.upgrading import upgrade
from uspekh.store.migrations import HEAD


@cache
def _statements() -> list[str]:
    """What the steps make of an empty file."""
    engine = create_engine("sqlite://")
    with engine.begin() as connection:
        upgrade(connection)
        # Between the begin and the commit of a transaction.
        _, *statements, _ = connection.connection.driver_connection.iterdump()
    engine.dispose()
    return statements


def upgrade_at_once(by_steps: Callable[[Connection, str], None]) -> Callable[..., None]:
    """``upgrading.upgrade`` for tests; whatever is not an empty SQLite file goes ``by_steps``."""

    def bring(connection: Connection, to: str = HEAD) -> None:
        if to != HEAD or connection.dialect.name != "sqlite" or inspect(connection).get_table_names():
            by_steps(connection, to)
            return
        for statement in _statements():
            connection.connection.driver_connection.execute(statement)

    return bring
