"""Whether the database answers, is whole, of this program's shape, and can be written to. Nothing of it changes."""

from __future__ import annotations

import shutil
from pathlib import Path

from sqlalchemy import Connection, Engine, create_engine, text
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.pool import NullPool

from uspekh.russian.format import number
from uspekh.store.database.unreachable import ABSENT, BUSY, explanation, reason
from uspekh.store.database.upgrading import VERSION_TABLE, list_versions, version
from uspekh.store.migrations import HEAD

ANSWER_SECONDS = 5
MISSING = "База данных ещё не создана: она появится, когда программу откроют в первый раз."
MEGABYTE = 1024 * 1024
FREE_BYTES = 200 * MEGABYTE
"""The least room that is sound: two files of the greatest size, the log of writes before them, and a night's backup."""
_TRIAL_BYTES = MEGABYTE


def database_problem(url: str) -> str | None:
    """What is wrong with the database, in Russian; ``None`` when it is sound."""
    address = None
    try:
        address = make_url(url)
        file = Path(address.database or "") if address.get_backend_name() == "sqlite" else None
        if file is not None and not file.is_file():
            return MISSING
        with _engine(address).connect() as connection:
            unsound = _of_shape(version(connection)) or (_damage(connection) if file else None)
            room = free_space_problem(file.absolute().parent, "базы данных") if file else None
            return unsound or room or _trial(connection)
    except (SQLAlchemyError, ImportError) as error:
        return _describe_failure(reason(error, address))


def free_space_problem(folder: Path, whose: str) -> str | None:
    """What is wrong with the room on the disk of a folder, in Russian; ``whose``: of what, in the genitive."""
    free = shutil.disk_usage(folder).free
    if free >= FREE_BYTES:
        return None
    left, least = (number(size / MEGABYTE, 0) for size in (free, FREE_BYTES))
    return f"На диске {whose} ({folder}) мало места: свободно {left} МБ, нужно не меньше {least} МБ."


def _engine(address: URL) -> Engine:
    if address.get_backend_name() == "postgresql":
        address = address.set(drivername="postgresql+psycopg")
        # Whoever asks for health wants an answer, not the patience of a person at the screen.
        arguments = {"connect_timeout": ANSWER_SECONDS, "options": f"-c statement_timeout={ANSWER_SECONDS}s"}
        return create_engine(address, poolclass=NullPool, connect_args=arguments)
    # Its driver begins transactions of its own, and too late: here they are begun by hand.
    engine = create_engine(address, poolclass=NullPool, connect_args={"timeout": ANSWER_SECONDS})
    return engine.execution_options(isolation_level="AUTOCOMMIT")


def _of_shape(stands: str | None) -> str | None:
    if stands == HEAD:
        return None
    if stands is None:
        return MISSING
    if stands in list_versions():
        return f"База данных прежней версии ({stands}, программе нужна {HEAD}): обновится, когда программу откроют."
    return f"База данных новее программы (её версия — {stands}, программы — {HEAD})."


def _damage(connection: Connection) -> str | None:
    """What SQLite finds when it reads the whole file, and rows whose counterpart is gone."""
    damage = connection.exec_driver_sql("PRAGMA integrity_check(1)").scalar()
    if damage != "ok":
        return _describe_failure(f"malformed: {damage}")
    alone = connection.exec_driver_sql("PRAGMA foreign_key_check").first()
    if alone is not None:
        return _describe_failure(f"malformed: {alone[0]} refers to a row of {alone[2]} that is not there")
    return None


def _trial(connection: Connection) -> str | None:
    """What keeps the database from being written to, tried by a write that is rolled back; ``None`` where nothing does.

    While somebody else is writing, the trial has to wait: that shows as well that writing works.
    """
    try:
        if connection.dialect.name == "sqlite":
            _trial_of_sqlite(connection)
        else:
            connection.execute(text(f"UPDATE {VERSION_TABLE} SET version_num = version_num"))  # noqa: S608 (a constant)
            connection.rollback()
    except SQLAlchemyError as error:
        cause = reason(error, connection.engine.url)
        return None if explanation(cause) == BUSY else _describe_failure(cause)
    return None


def _trial_of_sqlite(connection: Connection) -> None:
    # With so few pages in memory they go to the disk at once, into the log of what is not committed.
    connection.exec_driver_sql("PRAGMA cache_size = 1")
    connection.exec_driver_sql("BEGIN IMMEDIATE")
    connection.exec_driver_sql(f'CREATE TABLE "trial of health" AS SELECT zeroblob({_TRIAL_BYTES}) AS content')
    connection.exec_driver_sql("ROLLBACK")


def _describe_failure(cause: str) -> str:
    meaning = explanation(cause)
    # The rest of it is advice for somebody else than whoever asks for health.
    return (
        f"База данных не отвечает: {cause}" if meaning == ABSENT else f"{meaning.partition('. ')[0]}. Причина: {cause}"
    )
