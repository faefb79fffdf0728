"""Which projects there are, without loading what reads passports: whoever only asks this need not wait for it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Connection, Engine, Select, select

from uspekh.store.schema.editions import editions, projects


@dataclass(frozen=True)
class ProjectEntry:
    """A project of the installation. ``created_by``: empty of the one that came with the program."""

    code: str
    title: str
    created_at: datetime
    created_by: str


def list_openable_projects(engine: Engine) -> list[ProjectEntry]:
    """The projects that have a passport, the first entered first."""
    with_passport = select(editions.c.code).where(editions.c.code == projects.c.code).exists()
    query = select(projects).where(with_passport | projects.c.created_by.is_(None))
    with engine.connect() as connection:
        return read_entries(connection, query)


def tell_apart(entries: Sequence[ProjectEntry]) -> list[ProjectEntry]:
    """The projects; the titles of those that are called the same say the code, too."""
    counts = Counter(entry.title for entry in entries)
    return [
        replace(entry, title=f"{entry.title} (код {entry.code})") if counts[entry.title] > 1 else entry
        for entry in entries
    ]


def read_entries(connection: Connection, query: Select[Any]) -> list[ProjectEntry]:
    """The rows of a query of ``projects``, the first entered first."""
    rows = connection.execute(query.order_by(projects.c.created_at, projects.c.code)).all()
    return [ProjectEntry(row.code, row.title, row.created_at.replace(tzinfo=UTC), row.created_by or "") for row in rows]
