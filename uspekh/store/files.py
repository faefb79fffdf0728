"""Files as they were sent, kept by their SHA-256."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import Connection, Engine, insert, select

from uspekh.access.person import Action, Person
from uspekh.store.journal import demand
from uspekh.store.schema import files, submissions


@dataclass(frozen=True)
class File:
    """An accepted file: its name as sent, its bytes and their SHA-256, and how many rows were read."""

    name: str
    content: bytes
    sha256: str
    rows: int


def keep(connection: Connection, file: File) -> None:
    """Keeps the bytes of a file, once however often it is sent."""
    if connection.scalar(select(files.c.sha256).where(files.c.sha256 == file.sha256)) is None:
        connection.execute(insert(files).values(sha256=file.sha256, content=file.content))


def content(engine: Engine, sha256: str, by: Person) -> bytes | None:
    """The file as it was sent. Raises ``Forbidden``: an organization opens only what it sent itself."""
    demand(engine, by, Action.OPEN_FILE, _sent_by(engine, sha256, by.organization), sha256)
    with engine.connect() as connection:
        return connection.scalar(select(files.c.content).where(files.c.sha256 == sha256))


def _sent_by(engine: Engine, sha256: str, organization: str) -> str | None:
    own = (submissions.c.sha256 == sha256) & (submissions.c.organization == organization)
    with engine.connect() as connection:
        return connection.scalar(select(submissions.c.organization).where(own).limit(1))
