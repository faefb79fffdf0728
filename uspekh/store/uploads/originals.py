"""Files that earlier versions kept as they were sent: a copy of what was read takes the place of each.

A file is dealt with in a transaction of its own, so that a killed upgrade goes on where it stopped. The bytes are gone
from the database only once it is compacted; until that has been done it is tried again at every opening.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pandas as pd
from sqlalchemy import Connection, Engine, func, select, update

from uspekh.access.person import operator
from uspekh.store.database.engine import writing
from uspekh.store.database.upgrading import safety_copies
from uspekh.store.log.actions import record
from uspekh.store.schema.tables import files, submissions, uploads, value_rows
from uspekh.store.uploads.files import add_copy
from uspekh.store.values.queries import columns_of, read_values

REMOVED = b""
"""Stands for the bytes of an original until the database is compacted."""
UPGRADE = operator("обновление программы")
ReadSent = Callable[[bytes, str, str], pd.DataFrame | None]
"""Content, name and organization of a report → its values (tidy frame); nothing where it cannot be read."""
Rebuild = Callable[[pd.DataFrame], bytes]


@dataclass(frozen=True)
class Replaced:
    """What became of the originals. ``copied``: how many are copies now; ``lost``: name and SHA-256 of those that could
    not be read; ``safety``: files beside the database that still hold originals; ``compacted``: whether the bytes are
    gone from the database."""

    copied: int
    lost: tuple[tuple[str, str], ...]
    safety: tuple[Path, ...]
    compacted: bool

    def sentences(self) -> Iterator[str]:
        """What a person has to know and do, a sentence or two each."""
        yield f"Присланные файлы больше не хранятся: вместо них — то, что из них прочитано (файлов: {self.copied})."
        for name, digest in self.lost:
            yield f"Файл «{name}» прочитать нельзя: копии нет, сохранён его отпечаток SHA-256 {digest}."
        if not self.compacted:
            yield (
                "Сжать базу не удалось: ею пользуется другая программа. Пока этого не сделано, удалённые байты "
                "остаются в её файле; попытка повторится при следующем открытии."
            )
        if self.safety:
            named = ", ".join(map(str, self.safety))
            yield (
                f"Копия базы, сделанная перед обновлением, содержит присланные файлы: {named}. "
                "Убедитесь, что всё работает, и удалите её (rm)."
            )
        yield (
            "Прежние резервные копии тоже содержат присланные файлы, а в них могут быть персональные данные: сделайте "
            "новую (backup) и удалите прежние."
        )


def wait(engine: Engine) -> bool:
    """Whether originals of an earlier version are in the database, or it has not been compacted since."""
    with engine.connect() as connection:
        return connection.scalar(select(files.c.sha256).where(files.c.original.is_not(None)).limit(1)) is not None


def replace_originals(engine: Engine, read_sent: ReadSent, rebuild: Rebuild) -> Replaced:
    """Puts copies in the place of all originals and compacts the database.

    The copy of an upload is made of its values as they were stored, that of a report which was sent of reading it.
    """
    copied, lost = 0, []
    while original_left := _next(engine):
        digest, original = original_left
        whole = _replace(engine, digest, original, read_sent, rebuild)
        copied += whole
        if not whole:
            lost.append((_name(engine, digest), digest))
    return Replaced(copied, tuple(lost), tuple(safety_copies(engine)), _compact(engine))


def _next(engine: Engine) -> tuple[str, bytes] | None:
    query = select(files.c.sha256, files.c.original).where(func.length(files.c.original) > 0)
    with engine.connect() as connection:
        row = connection.execute(query.order_by(files.c.sha256).limit(1)).one_or_none()
    return None if row is None else (row.sha256, row.original)


def _replace(engine: Engine, digest: str, original: bytes, read_sent: ReadSent, rebuild: Rebuild) -> bool:
    """Replaces one original; returns whether everything that refers to it has a copy."""
    with engine.connect() as connection:
        sent = connection.execute(select(submissions).where(submissions.c.sha256 == digest)).all()
    # Outside the transaction: reading a file takes a while, and nobody changes what was sent.
    values = {row.id: read_sent(original, row.file_name, row.organization) for row in sent}
    with writing(engine).begin() as connection:
        if not connection.scalar(select(func.length(files.c.original)).where(files.c.sha256 == digest)):
            return True  # another process has done it
        loaded = connection.scalars(select(uploads.c.id).where(uploads.c.sha256 == digest)).all()
        of_uploads = {number: add_copy(connection, rebuild(_values(connection, number))) for number in loaded}
        for number, digest_of_copy in of_uploads.items():
            connection.execute(update(uploads).where(uploads.c.id == number).values(copy=digest_of_copy))
        copies: list[str | None] = []
        for row in sent:
            report = values[row.id]
            copy = of_uploads.get(row.upload) if report is None else add_copy(connection, rebuild(report))
            connection.execute(update(submissions).where(submissions.c.id == row.id).values(copy=copy))
            copies.append(copy)
        connection.execute(update(files).where(files.c.sha256 == digest).values(original=REMOVED))
        whole = None not in copies
        record(connection, UPGRADE, "forget_file", detail=f"SHA-256 {digest}{'' if whole else ', копии нет'}")
    return whole


def _values(connection: Connection, upload: int) -> pd.DataFrame:
    # Through the same connection: the writer's turn is taken.
    return read_values(connection, columns_of().where(value_rows.c.upload == upload).order_by(value_rows.c.id))


def _name(engine: Engine, digest: str) -> str:
    query = select(submissions.c.file_name).where(submissions.c.sha256 == digest).limit(1)
    with engine.connect() as connection:
        return connection.scalar(query) or ""


def _compact(engine: Engine) -> bool:
    """Rewrites what held the originals, so that nothing of their bytes is left in the files of the database."""
    if not _rewritten(engine):
        return False
    with writing(engine).begin() as connection:
        connection.execute(update(files).where(func.length(files.c.original) == 0).values(original=None))
    return True


def _rewritten(engine: Engine) -> bool:
    # Neither engine compacts within a transaction, which SQLAlchemy would begin: the driver is asked itself.
    borrowed = engine.raw_connection()
    driver = borrowed.driver_connection
    assert driver is not None  # noqa: S101 (it was just opened)
    try:
        if engine.dialect.name == "postgresql":
            driver.autocommit = True
            driver.execute("VACUUM FULL files")
            driver.autocommit = False
            return True
        driver.execute("VACUUM")
        # The log beside the file holds old pages until it is emptied; somebody who reads at that moment prevents it.
        busy, *_ = driver.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
        return not busy
    except engine.dialect.loaded_dbapi.OperationalError:
        return False
    finally:
        borrowed.close()
