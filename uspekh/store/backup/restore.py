"""A backup put back, into either engine, all or nothing.

The log of actions outlives it: what was written since the backup is put after what the backup holds.
"""

from __future__ import annotations

import json
import zipfile
import zlib
from base64 import b64decode
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from itertools import islice
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Date, DateTime, Engine, LargeBinary, MetaData, Table, func, insert, select, text
from sqlalchemy.exc import SQLAlchemyError

from uspekh.access.person import Action, Person
from uspekh.store.backup.backup import count_rows, list_backed_up_tables, list_tables
from uspekh.store.backup.manifest import Manifest, RestoreRefused, verified_manifest
from uspekh.store.database.unreachable import reason
from uspekh.store.database.upgrading import VERSION_TABLE, list_versions, upgrade
from uspekh.store.log.actions import changing, demand, record
from uspekh.store.schema.computed import VIEWS
from uspekh.store.schema.editions import projects
from uspekh.store.schema.tables import copies, events, files, plan_texts, uploads

_AT_ONCE = 5_000
# A backup is of the whole database: these are read whatever project a row belongs to.
_WHOLE = MetaData()
for _table in (files, copies, uploads, events):
    _table.to_metadata(_WHOLE)
_EVENTS, _UPLOADS = _WHOLE.tables["events"], _WHOLE.tables["uploads"]
_SAME = ("at", "by", "role", "action", "outcome")
"""An event is known by these: a restore may give it another number."""
_READ: dict[type, Callable[[str], object]] = {
    DateTime: datetime.fromisoformat,
    Date: date.fromisoformat,
    LargeBinary: b64decode,
}


def restore(
    engine: Engine, source: Path, by: Person, *, force: bool = False, key: bytes = b"", unverified: bool = False
) -> dict[str, int]:
    """Fills the store from a backup in one transaction; returns the number of rows by table.

    ``force``: what the store holds is thrown away, but for the log of actions. A backup of an earlier shape is
    brought forward. ``key``, ``unverified``: see ``manifest.verified_manifest``, which looks before anything changes.
    Raises ``RestoreRefused``: the store holds something, or the file is not the whole backup that was made.
    Raises ``Forbidden``.
    """
    demand(engine, by, Action.RESTORE, detail=source.name)
    try:
        with zipfile.ZipFile(source) as archive:
            manifest = verified_manifest(archive, key, unverified=unverified)
            if manifest.version not in list_versions():
                raise RestoreRefused(f"Копия сделана более новой программой (версия базы {manifest.version}).")
            return _restored(engine, archive, manifest, by, source.name, force)
    except (zipfile.BadZipFile, zlib.error, KeyError, TypeError, ValueError, EOFError, OSError) as error:
        raise RestoreRefused(f"Файл не читается как резервная копия: {error}.") from error
    except SQLAlchemyError as error:  # rows that contradict each other, or that the tables do not take
        raise RestoreRefused(f"Содержимое копии не подходит базе данных: {reason(error)}.") from error


def _restored(
    engine: Engine, archive: zipfile.ZipFile, manifest: Manifest, by: Person, name: str, force: bool
) -> dict[str, int]:
    with changing(engine, by, Action.RESTORE, name) as connection:
        log = _written(connection)
        revision = _emptied(connection, force)
        upgrade(connection, manifest.version)
        rows = _fill(connection, archive)
        if rows != manifest.rows:
            raise RestoreRefused("В резервной копии не столько строк, сколько в ней заявлено.")
        upgrade(connection)
        _append(connection, log)
        detail = name if manifest.parts else f"{name}, без контрольных сумм"
        _record_restore(connection, revision, by, detail)
        return rows


def _emptied(connection: Connection, force: bool) -> int:
    """Drops every table; returns the number of the last event. Raises ``RestoreRefused`` where something is stored."""
    # The texts of the plan and the project itself are there as soon as the program has been opened.
    of_opening = {plan_texts.name, projects.name}
    if any(count for name, count in count_rows(connection).items() if name not in of_opening) and not force:
        raise RestoreRefused("База не пуста. Чтобы заменить её содержимое копией, добавьте --force.")
    last = connection.scalar(select(func.max(_EVENTS.c.id))) or 0
    for view in VIEWS:
        connection.execute(text(f"DROP VIEW IF EXISTS {view}"))
    for table in reversed(list_tables(connection)):
        table.drop(connection)
    connection.execute(text(f"DROP TABLE {VERSION_TABLE}"))
    return last


def _fill(connection: Connection, archive: zipfile.ZipFile) -> dict[str, int]:
    rows = {}
    for table in list_backed_up_tables(connection):
        rows[table.name] = 0
        rows_left = _rows(archive, table)
        while batch := list(islice(rows_left, _AT_ONCE)):
            connection.execute(insert(table), batch)
            rows[table.name] += len(batch)
        _go_on_counting(connection, table)
    return rows


def _rows(archive: zipfile.ZipFile, table: Table) -> Iterator[dict[str, object]]:
    with archive.open(f"{table.name}.jsonl") as member:
        names = json.loads(member.readline())
        read = [_reader(table.c[name].type) for name in names]
        for line in member:
            fields = zip(names, read, json.loads(line), strict=True)
            yield {name: None if value is None else change(value) for name, change, value in fields}


def _reader(kind: object) -> Callable[[Any], object]:
    return next((read for column_type, read in _READ.items() if isinstance(kind, column_type)), lambda value: value)


def _go_on_counting(connection: Connection, table: Table) -> None:
    """PostgreSQL numbers the next row from a counter, which rows with numbers of their own leave behind."""
    if connection.dialect.name == "postgresql" and "id" in table.columns:
        counter = func.pg_get_serial_sequence(f'"{table.name}"', "id")
        last = select(func.max(table.c["id"])).scalar_subquery()
        connection.execute(select(func.setval(counter, func.coalesce(last, 1), last.is_not(None))))


def _record_restore(connection: Connection, before: int, by: Person, detail: str) -> None:
    """Writes the event, later than any that copies of the program may have seen here: they read anew."""
    after = connection.scalar(select(func.max(_EVENTS.c.id))) or 0
    record(connection, by, "restore", detail=detail, number=max(before, after) + 1, every_project=True)
    _go_on_counting(connection, events)


@dataclass(frozen=True)
class _Written:
    """The log as it stands before a restore, oldest first, and the moments of the uploads it speaks of."""

    events: list[dict[str, Any]]
    uploads: dict[int, datetime]


def _written(connection: Connection) -> _Written:
    """The log in the store of this program's shape."""
    rows = connection.execute(select(_EVENTS).order_by(_EVENTS.c.id)).mappings()
    return _Written([dict(row) for row in rows], _uploads(connection))


def _append(connection: Connection, before: _Written) -> None:
    """Adds the events of the log ``before`` that the restored log lacks. The tables must be of this program's shape."""
    restored = Counter(tuple(row) for row in connection.execute(select(*(_EVENTS.c[name] for name in _SAME))))
    last, standing = connection.scalar(select(func.max(_EVENTS.c.id))) or 0, _uploads(connection)
    added: list[dict[str, Any]] = []
    for row in before.events:
        key = tuple(row[name] for name in _SAME)
        if restored[key]:
            restored[key] -= 1
        else:
            added.append(_without_lost_upload(row, before.uploads, standing) | {"id": last + len(added) + 1})
    if added:
        connection.execute(insert(_EVENTS), added)


def _without_lost_upload(
    row: dict[str, Any], before: dict[int, datetime], standing: dict[int, datetime]
) -> dict[str, Any]:
    """The event; its link to an upload that the restore threw away becomes words: the number may be given again."""
    upload = row["upload"]
    if upload is None or standing.get(upload) == before[upload]:
        return row
    return row | {"upload": None, "detail": "; ".join(filter(None, [f"загрузка № {upload}", row["detail"]]))}


def _uploads(connection: Connection) -> dict[int, datetime]:
    return {row.id: row.at for row in connection.execute(select(_UPLOADS.c.id, _UPLOADS.c.at))}
