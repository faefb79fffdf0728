"""A backup: one file with everything the store holds, as it stood at one moment, for either engine.

A zip of one member a table, whose first line names the columns and every other is a row, in JSON; and
``manifest.json``, written last: the number of the database's shape and how many rows each table has.
"""

from __future__ import annotations

import json
import zipfile
from base64 import b64encode
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, MetaData, Table, func, select

from uspekh.store.derived_schema import DERIVED
from uspekh.store.journal import now
from uspekh.store.upgrading import VERSION_TABLE, version

MANIFEST = "manifest.json"
_AT_ONCE = 5_000


def backup(engine: Engine, out: Path) -> dict[str, int]:
    """Writes the store to ``out`` while others go on working; returns the number of rows by table.

    The file appears whole or not at all.
    """
    unfinished = out.with_name(f".{out.name}.unfinished")
    # In one snapshot: what is accepted meanwhile is not in the copy, not even in part.
    level = {"isolation_level": "REPEATABLE READ"} if engine.dialect.name == "postgresql" else {}
    try:
        with engine.connect().execution_options(**level) as connection:
            rows = _write(connection, unfinished)
        unfinished.replace(out)
    finally:
        unfinished.unlink(missing_ok=True)
    return rows


def tables(connection: Connection) -> list[Table]:
    """The tables as they stand in the database, those referred to first."""
    standing = MetaData()
    standing.reflect(connection)
    return [table for table in standing.sorted_tables if table.name != VERSION_TABLE]


def kept(connection: Connection) -> list[Table]:
    """The same without what can be worked out from the others."""
    worked_out = {table.name for table in DERIVED}
    return [table for table in tables(connection) if table.name not in worked_out]


def held(connection: Connection) -> dict[str, int]:
    """The number of rows by table."""
    counts = {table.name: select(func.count()).select_from(table) for table in kept(connection)}
    return {name: connection.scalar(query) or 0 for name, query in counts.items()}


def _write(connection: Connection, out: Path) -> dict[str, int]:
    rows = {}
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        stands = version(connection)
        for table in kept(connection):
            with archive.open(f"{table.name}.jsonl", "w", force_zip64=True) as member:
                member.write(_line(table.columns.keys()))
                rows[table.name] = sum(1 for row in _rows(connection, table) if member.write(_line(row)))
        manifest = {"version": stands, "at": now().isoformat(), "rows": rows}
        archive.writestr(MANIFEST, json.dumps(manifest, indent=1))
    return rows


def _rows(connection: Connection, table: Table) -> Iterator[Sequence[object]]:
    query = select(table).order_by(*table.primary_key).execution_options(yield_per=_AT_ONCE)
    yield from connection.execute(query)


def _line(values: Sequence[object]) -> bytes:
    return json.dumps(list(values), ensure_ascii=False, default=_plain).encode() + b"\n"


def _plain(value: Any) -> str:
    if isinstance(value, date):
        return value.isoformat()
    return b64encode(value).decode()
