"""A backup put back, into either engine, all or nothing."""

from __future__ import annotations

import json
import zipfile
import zlib
from base64 import b64decode
from collections.abc import Callable, Iterator
from datetime import date, datetime
from itertools import islice
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Date, DateTime, Engine, LargeBinary, Table, func, insert, select, text
from sqlalchemy.exc import SQLAlchemyError

from uspekh.access.person import Action, Person
from uspekh.store.backup.backup import held, kept, tables
from uspekh.store.backup.log_survival import append, written
from uspekh.store.backup.manifest import Manifest, RestoreRefused, verified_manifest
from uspekh.store.database.unreachable import reason
from uspekh.store.database.upgrading import VERSION_TABLE, known_versions, upgrade
from uspekh.store.log.actions import DONE, changing, demand, now
from uspekh.store.log.commit_log import after_commit
from uspekh.store.schema.computed import VIEWS
from uspekh.store.schema.tables import events, plan_texts

_AT_ONCE = 5_000
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
            if manifest.version not in known_versions():
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
        log = written(connection)
        revision = _emptied(connection, force)
        upgrade(connection, manifest.version)
        rows = _fill(connection, archive)
        if rows != manifest.rows:
            raise RestoreRefused("В резервной копии не столько строк, сколько в ней заявлено.")
        upgrade(connection)
        append(connection, log)
        detail = name if manifest.parts else f"{name}, без контрольных сумм"
        _tell(connection, revision, by, detail)
        return rows


def _emptied(connection: Connection, force: bool) -> int:
    """Leaves no table; returns the last event there was."""
    # The texts of the plan are there as soon as the program has been opened.
    if any(count for name, count in held(connection).items() if name != plan_texts.name) and not force:
        raise RestoreRefused("База не пуста. Чтобы заменить её содержимое копией, добавьте --force.")
    last = connection.scalar(select(func.max(events.c.id))) or 0
    for view in VIEWS:
        connection.execute(text(f"DROP VIEW IF EXISTS {view}"))
    for table in reversed(tables(connection)):
        table.drop(connection)
    connection.execute(text(f"DROP TABLE {VERSION_TABLE}"))
    return last


def _fill(connection: Connection, archive: zipfile.ZipFile) -> dict[str, int]:
    rows = {}
    for table in kept(connection):
        rows[table.name] = 0
        given = _rows(archive, table)
        while batch := list(islice(given, _AT_ONCE)):
            connection.execute(insert(table), batch)
            rows[table.name] += len(batch)
        _go_on_counting(connection, table)
    return rows


def _rows(archive: zipfile.ZipFile, table: Table) -> Iterator[dict[str, object]]:
    with archive.open(f"{table.name}.jsonl") as member:
        names = json.loads(member.readline())
        read = [_reader(table.c[name].type) for name in names]
        for line in member:
            given = zip(names, read, json.loads(line), strict=True)
            yield {name: None if value is None else change(value) for name, change, value in given}


def _reader(kind: object) -> Callable[[Any], object]:
    return next((read for known, read in _READ.items() if isinstance(kind, known)), lambda value: value)


def _go_on_counting(connection: Connection, table: Table) -> None:
    """PostgreSQL numbers the next row from a counter, which rows with numbers of their own leave behind."""
    if connection.dialect.name == "postgresql" and "id" in table.columns:
        counter = func.pg_get_serial_sequence(f'"{table.name}"', "id")
        last = select(func.max(table.c["id"])).scalar_subquery()
        connection.execute(select(func.setval(counter, func.coalesce(last, 1), last.is_not(None))))


def _tell(connection: Connection, before: int, by: Person, detail: str) -> None:
    """Writes the event, later than any that copies of the program may have seen here: they read anew."""
    after = connection.scalar(select(func.max(events.c.id))) or 0
    said = {"by": by.signature, "role": by.role.value, "action": "restore", "detail": detail}
    connection.execute(insert(events).values(id=max(before, after) + 1, at=now(), **said))
    after_commit(connection, {"who": said["by"], **said, "outcome": DONE})
    _go_on_counting(connection, events)
