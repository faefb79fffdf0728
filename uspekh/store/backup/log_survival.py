"""The log of actions outlives a restore: what was written since the backup is put after what the backup holds."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, func, insert, select

from uspekh.store.schema.tables import events, uploads

_SAME = ("at", "by", "role", "action", "outcome")
"""An event is known by these: a restore may give it another number."""


@dataclass(frozen=True)
class Written:
    """The log as it stands before a restore, oldest first, and the moments of the uploads it speaks of."""

    events: list[dict[str, Any]]
    uploads: dict[int, datetime]


def written(connection: Connection) -> Written:
    """The log in the store of this program's shape."""
    rows = connection.execute(select(events).order_by(events.c.id)).mappings()
    return Written([dict(row) for row in rows], _uploads(connection))


def append(connection: Connection, before: Written) -> None:
    """Adds what of the log ``before`` is not in the restored one; the store is of this program's shape again."""
    known = Counter(tuple(row) for row in connection.execute(select(*(events.c[name] for name in _SAME))))
    last, standing = connection.scalar(select(func.max(events.c.id))) or 0, _uploads(connection)
    added: list[dict[str, Any]] = []
    for row in before.events:
        mark = tuple(row[name] for name in _SAME)
        if known[mark]:
            known[mark] -= 1
        else:
            added.append(_apart(row, before.uploads, standing) | {"id": last + len(added) + 1})
    if added:
        connection.execute(insert(events), added)


def _apart(row: dict[str, Any], before: dict[int, datetime], standing: dict[int, datetime]) -> dict[str, Any]:
    """The event without the link to an upload that the restore threw away: its number may come again."""
    upload = row["upload"]
    if upload is None or standing.get(upload) == before[upload]:
        return row
    return row | {"upload": None, "detail": "; ".join(filter(None, [f"загрузка № {upload}", row["detail"]]))}


def _uploads(connection: Connection) -> dict[int, datetime]:
    return {row.id: row.at for row in connection.execute(select(uploads.c.id, uploads.c.at))}
