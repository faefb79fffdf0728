"""The way to the database: SQLite by default, PostgreSQL for a department; both safe for several people.

Whatever a frame holds is sent as a plain Python value: SQLite takes a NumPy integer for bytes and finds nothing by it,
without an error. Where a statement asks for the rows of a project, the code is put in on this way.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping
from datetime import date, datetime
from random import uniform
from time import monotonic, sleep
from typing import Any

import numpy as np
import pandas as pd
from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import SQLAlchemyError

from uspekh.russian.format import missing
from uspekh.store.database.unreachable import ExplainingPool, StoreUnreachable, reason, translate_errors
from uspekh.store.database.upgrading import bring_forward
from uspekh.store.schema.project import PROJECT, OfConnection, of_project, project_of

__all__ = ["Engine", "open_store", "writing"]

BUSY_MILLISECONDS = 30_000
CONNECT_SECONDS = 10
POOL_SECONDS = 30
"""How long somebody waits for a connection while others of this program hold them all."""
# Any number, the same for everybody who writes to one database.
WRITERS_TURN = 7_221_906
_PLAIN = frozenset((int, str, bytes, bool, type(None), date, datetime))


def open_store(url: str, project: str = PROJECT) -> Engine:
    """An engine on a store of this program's shape: an empty or older one is brought forward.

    ``url``: of SQLite or PostgreSQL (``postgresql://…``, always over psycopg); ``project``: the code of the one whose
    rows are read and changed.
    Raises ``upgrading.StoreTooNew`` and ``StoreUnreachable``, which any later use of the engine may raise as well.
    """
    address = None
    try:
        address = make_url(url)
        engine = _engine(address)
        bring_forward(writing(engine))
    except (SQLAlchemyError, ImportError) as error:  # an address that is none, no driver, no right to make tables
        raise StoreUnreachable(reason(error, address)) from error
    return of_project(engine, project)


def _engine(address: URL) -> Engine:
    if address.get_backend_name() == "postgresql":
        engine = _postgres(address.set(drivername="postgresql+psycopg"))
    else:
        engine = create_engine(address, poolclass=ExplainingPool, pool_timeout=POOL_SECONDS)
        _prepare_sqlite(engine)
    translate_errors(engine)
    send_plain_values(engine)
    return engine


def writing(engine: Engine) -> Engine:
    """The same store for a writer: it takes its turn before it reads, so two writers never cross."""
    return engine.execution_options(writes=True)


def _writes(connection: Connection) -> bool:
    return bool(connection.get_execution_options().get("writes"))


def _prepare_sqlite(engine: Engine) -> None:
    @event.listens_for(engine, "connect")
    def _settings(connection: Any, _record: Any) -> None:
        # The driver's own transactions begin too late for a read that leads to a write.
        connection.isolation_level = None
        for pragma in (f"busy_timeout={BUSY_MILLISECONDS}", "foreign_keys=ON"):
            connection.execute(f"PRAGMA {pragma}")
        _write_ahead(connection)

    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        connection.exec_driver_sql("BEGIN IMMEDIATE" if _writes(connection) else "BEGIN")


def _write_ahead(connection: sqlite3.Connection) -> None:
    """Readers and a writer need not wait for each other; the file keeps this, so only its first opening changes it."""
    deadline = monotonic() + BUSY_MILLISECONDS / 1000
    while True:
        try:
            connection.execute("PRAGMA journal_mode=WAL")
        except sqlite3.OperationalError as error:
            # SQLite does not wait its busy_timeout for this one statement while others use a new file.
            if error.sqlite_errorcode & 0xFF != sqlite3.SQLITE_BUSY or monotonic() > deadline:
                raise
            sleep(uniform(0.01, 0.05))  # noqa: S311 (not a secret)
        else:
            return


def _postgres(url: URL) -> Engine:
    # A connection that the server closed while it was idle is replaced, not handed to a person as an error.
    arguments = {"options": "-c timezone=UTC", "connect_timeout": CONNECT_SECONDS}
    engine = create_engine(
        url, poolclass=ExplainingPool, pool_timeout=POOL_SECONDS, pool_pre_ping=True, connect_args=arguments
    )

    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        if _writes(connection):
            connection.exec_driver_sql(f"SET LOCAL lock_timeout = {BUSY_MILLISECONDS}")
            connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({WRITERS_TURN})")

    return engine


def plain(value: object) -> object:
    """The Python value that a value of a frame stands for: ``None`` where it is missing, an unknown one unchanged."""
    if type(value) in _PLAIN:
        return value
    if isinstance(value, np.datetime64):
        value = pd.Timestamp(value)
    elif isinstance(value, np.generic):
        value = value.item()
    if missing(value):
        return None
    return value.to_pydatetime(warn=False) if isinstance(value, pd.Timestamp) else value


def send_plain_values(engine: Engine) -> None:
    """From now on every statement of this engine, one row or many, is sent with plain values."""
    event.listen(engine, "before_cursor_execute", _with_plain_values, retval=True)


def _with_plain_values(
    connection: Connection, _cursor: Any, statement: str, parameters: Any, _context: Any, executemany: bool
) -> tuple[str, Any]:
    rows = parameters if executemany else [parameters]
    sent = [_row(row, connection) for row in rows]
    return statement, sent if executemany else sent[0]


def _row(parameters: Any, connection: Connection) -> Any:
    """The parameters of one row, by name or in order; a row of plain values is handed on as it is."""
    named = isinstance(parameters, Mapping)
    values = parameters.values() if named else parameters
    if all(type(value) in _PLAIN for value in values):
        return parameters
    sent = [project_of(connection) if isinstance(value, OfConnection) else plain(value) for value in values]
    return dict(zip(parameters, sent, strict=True)) if named else tuple(sent)
