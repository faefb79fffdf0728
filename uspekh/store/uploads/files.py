"""What was read from files, kept instead of the files themselves: of a file there is its SHA-256."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

from sqlalchemy import Connection, Engine, insert, select

from uspekh.access.person import Action, Person
from uspekh.store.log.actions import demand
from uspekh.store.schema.tables import copies, files, submissions


@dataclass(frozen=True)
class File:
    """An accepted file: its name as sent, the workbook rebuilt from what was read (``actuals.rebuilding``), the SHA-256
    of the file itself, and how many rows were read."""

    name: str
    copy: bytes
    sha256: str
    rows: int


def add_file(connection: Connection, file: File) -> str:
    """Stores the SHA-256 of a file and the copy of what was read from it; returns the copy's SHA-256.

    Each is stored once however often the file is sent.
    """
    if connection.scalar(select(files.c.sha256).where(files.c.sha256 == file.sha256)) is None:
        connection.execute(insert(files).values(sha256=file.sha256))
    return add_copy(connection, file.copy)


def add_copy(connection: Connection, content: bytes) -> str:
    """Stores a copy once; returns its SHA-256."""
    digest = hashlib.sha256(content).hexdigest()
    if connection.scalar(select(copies.c.sha256).where(copies.c.sha256 == digest)) is None:
        connection.execute(insert(copies).values(sha256=digest, content=content))
    return digest


def read_copy(engine: Engine, digest: str, by: Person) -> bytes | None:
    """The workbook of what was read, by its SHA-256; nothing for one that is not there.

    Raises ``Forbidden``: an organization opens only what was read from its own files.
    """
    demand(engine, by, Action.OPEN_FILE, _sent_by(engine, digest, by.organization), digest)
    with engine.connect() as connection:
        return connection.scalar(select(copies.c.content).where(copies.c.sha256 == digest))


def _sent_by(engine: Engine, digest: str, organization: str) -> str | None:
    theirs = (submissions.c.copy == digest) & (submissions.c.organization == organization)
    with engine.connect() as connection:
        return connection.scalar(select(submissions.c.organization).where(theirs).limit(1))
