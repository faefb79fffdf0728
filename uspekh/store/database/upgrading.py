"""An older database is brought forward when it is opened; one that is newer than the program is left alone."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from datetime import UTC, datetime
from glob import escape
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import Connection, Engine, inspect, text

from uspekh.store.database.unreachable import StoreUnreachable, reason
from uspekh.store.migrations import HEAD

if TYPE_CHECKING:  # Alembic takes long to load
    from alembic.config import Config

VERSION_TABLE = "alembic_version"
_BEFORE = ".before-"
_SCRIPTS = Path(__file__).parents[1] / "migrations"


class StoreTooNew(Exception):
    """A later version of the program has already changed this database; the text is Russian."""


def version(connection: Connection) -> str | None:
    """The number of the database's shape; none when it is empty or from before shapes were numbered."""
    if not inspect(connection).has_table(VERSION_TABLE):
        return None
    version: str | None = connection.scalar(text(f"SELECT version_num FROM {VERSION_TABLE}"))  # noqa: S608 (a constant)
    return version


def bring_forward(writer: Engine) -> None:
    """Walks the database to the shape of this program, in one transaction; ``writer`` as of ``engine.writing``.

    An SQLite file that holds something is copied beside itself first. Raises ``StoreTooNew``, ``StoreUnreachable``.
    """
    with writer.connect() as connection:
        if version(connection) == HEAD:
            return
    # Several processes may be opening it: whoever gets the turn looks again.
    with writer.begin() as connection:
        stands = version(connection)
        if stands != HEAD:
            _refuse_newer(stands)
            _copy_first(connection, stands)
            upgrade(connection)


def safety_copies(engine: Engine) -> list[Path]:
    """The copies of an SQLite file that were made beside it before upgrades, the oldest first."""
    file = engine.url.database
    if engine.dialect.name != "sqlite" or not file:
        return []
    path = Path(file)
    return sorted(path.parent.glob(f"{escape(path.name)}{_BEFORE}*"))


def upgrade(connection: Connection, to: str = HEAD) -> None:
    """Runs the steps up to a shape over this connection."""
    # Loading Alembic costs more than a whole command, so it waits until it is needed.
    from alembic import command

    config = _config()
    config.attributes["connection"] = connection
    command.upgrade(config, to)


def list_versions() -> list[str]:
    """Numbers of every shape this program knows, the latest first."""
    from alembic.script import ScriptDirectory

    return [step.revision for step in ScriptDirectory.from_config(_config()).walk_revisions()]


def _config() -> Config:
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(_SCRIPTS).replace("%", "%%"))
    return config


def _refuse_newer(stands: str | None) -> None:
    if stands is not None and stands not in list_versions():
        raise StoreTooNew(
            f"База данных новее программы (её версия — {stands}, программы — {HEAD}). "
            "Установите прежнюю версию программы или восстановите резервную копию."
        )


def _copy_first(connection: Connection, stands: str | None) -> None:
    file = connection.engine.url.database
    if connection.dialect.name != "sqlite" or not file or not inspect(connection).get_table_names():
        return
    stamp = datetime.now(UTC).strftime("%Y%m%d-%H%M%S")
    copy = Path(f"{file}{_BEFORE}{HEAD}-from-{stands or 'unnumbered'}-{stamp}")
    try:
        with closing(sqlite3.connect(file)) as source, closing(sqlite3.connect(copy)) as target:
            source.backup(target)
            # One file that can be moved: the copied header asks for a log beside it.
            target.execute("PRAGMA journal_mode=DELETE")
    except sqlite3.Error as error:
        copy.unlink(missing_ok=True)
        raise StoreUnreachable(reason(error)) from error
