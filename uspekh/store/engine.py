"""The way to the database: SQLite by default, with the settings that make it safe for several people."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.engine import make_url

from uspekh.store.schema import metadata

BUSY_MILLISECONDS = 30_000


def open_store(url: str) -> Engine:
    """An engine on a store whose tables exist."""
    engine = create_engine(url)
    if make_url(url).get_backend_name() == "sqlite":
        _prepare_sqlite(engine)
    metadata.create_all(engine)
    return engine


def writing(engine: Engine) -> Engine:
    """The same store for a writer: it takes its turn before it reads, so two writers never cross."""
    return engine.execution_options(writes=True)


def _prepare_sqlite(engine: Engine) -> None:
    @event.listens_for(engine, "connect")
    def _settings(connection: Any, _record: Any) -> None:
        # The driver's own transactions begin too late for a read that leads to a write.
        connection.isolation_level = None
        for pragma in ("journal_mode=WAL", "foreign_keys=ON", f"busy_timeout={BUSY_MILLISECONDS}"):
            connection.execute(f"PRAGMA {pragma}")

    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        writes = connection.get_execution_options().get("writes")
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")
