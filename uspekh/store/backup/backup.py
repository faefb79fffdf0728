"""A backup: one file with everything the store holds, as it stood at one moment, for either engine.

A zip of one member a table, whose first line names the columns and every other is a row, in JSON; and its manifest
(``store.backup.manifest``), written last.
"""

from __future__ import annotations

import hashlib
import json
import os
import zipfile
from base64 import b64encode
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import Any, BinaryIO

from sqlalchemy import Connection, Engine, MetaData, Table, func, select

from uspekh.store.backup.manifest import Manifest, write_manifest
from uspekh.store.database.upgrading import VERSION_TABLE, version
from uspekh.store.log.actions import now
from uspekh.store.schema.computed import NO_PART_OF_A_BACKUP
from uspekh.store.schema.tables import unsaved

_AT_ONCE = 5_000


def backup(engine: Engine, out: Path, key: bytes = b"") -> dict[str, int]:
    """Writes the store to ``out`` while others go on working; returns the number of rows by table.

    ``key`` signs it. The file appears whole or not at all. Raises ``OSError``: no room, no right to write.
    """
    unfinished = out.with_name(f".{out.name}.unfinished")
    # In one snapshot: what is accepted meanwhile is not in the copy, not even in part.
    level = {"isolation_level": "REPEATABLE READ"} if engine.dialect.name == "postgresql" else {}
    try:
        with engine.connect().execution_options(**level) as connection, unfinished.open("wb") as target:
            rows = _write(connection, target, key)
            # What a full disk cannot hold may come to light only here.
            target.flush()
            os.fsync(target.fileno())
        unfinished.replace(out)
    finally:
        unfinished.unlink(missing_ok=True)
    return rows


def list_tables(connection: Connection) -> list[Table]:
    """The tables as they stand in the database, those referred to first."""
    standing = MetaData()
    standing.reflect(connection)
    return [table for table in standing.sorted_tables if table.name != VERSION_TABLE]


def list_backed_up_tables(connection: Connection) -> list[Table]:
    """The same without what can be worked out from the others and what nobody has stored yet."""
    left_out = {unsaved.name, *NO_PART_OF_A_BACKUP}
    return [table for table in list_tables(connection) if table.name not in left_out]


def count_rows(connection: Connection) -> dict[str, int]:
    """The number of rows by table."""
    counts = {table.name: select(func.count()).select_from(table) for table in list_backed_up_tables(connection)}
    return {name: connection.scalar(query) or 0 for name, query in counts.items()}


def _write(connection: Connection, out: BinaryIO, key: bytes) -> dict[str, int]:
    rows, parts = {}, {}
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        stands = version(connection)
        for table in list_backed_up_tables(connection):
            name, digest, count = f"{table.name}.jsonl", hashlib.sha256(), -1
            with archive.open(name, "w", force_zip64=True) as member:
                for line in _lines(connection, table):
                    member.write(line)
                    digest.update(line)
                    count += 1
            rows[table.name], parts[name] = count, digest.hexdigest()
        write_manifest(archive, Manifest(str(stands), now().isoformat(), rows, parts), key)
    return rows


def _lines(connection: Connection, table: Table) -> Iterator[bytes]:
    """The names of the columns, then the rows."""
    yield _line(table.columns.keys())
    yield from map(_line, _rows(connection, table))


def _rows(connection: Connection, table: Table) -> Iterator[Sequence[object]]:
    query = select(table).order_by(*table.primary_key).execution_options(yield_per=_AT_ONCE)
    yield from connection.execute(query)


def _line(values: Sequence[object]) -> bytes:
    return json.dumps(list(values), ensure_ascii=False, default=_plain).encode() + b"\n"


def _plain(value: Any) -> str:
    if isinstance(value, date):
        return value.isoformat()
    return b64encode(value).decode()
