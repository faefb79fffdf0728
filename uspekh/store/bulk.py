"""Many rows at once, by the shortest way each engine has."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import islice
from typing import Any, TypeVar

import pandas as pd
from sqlalchemy import Connection, Table

_AT_ONCE = 1_000
Item = TypeVar("Item")


def insert_many(
    connection: Connection, table: Table, columns: Sequence[str], rows: Iterable[tuple[object, ...]]
) -> None:
    """Adds rows whose values are already what the engine keeps: no type of the table's columns is applied.

    Raises the driver's own error where a row breaks the table.
    """
    quoted = connection.dialect.identifier_preparer.quote
    into = f"{quoted(table.name)} ({', '.join(map(quoted, columns))})"
    if connection.dialect.name == "postgresql":
        with connection.connection.cursor() as cursor, cursor.copy(f"COPY {into} FROM STDIN") as copy:  # type: ignore[attr-defined]
            for row in rows:
                copy.write_row(row)
        return
    statement = f"INSERT INTO {into} VALUES ({', '.join('?' * len(columns))})"  # noqa: S608 (names of our own)
    given = iter(rows)
    while batch := list(islice(given, _AT_ONCE)):
        connection.exec_driver_sql(statement, batch)


def acquaint(connection: Connection, *tables: Table) -> None:
    """Lets PostgreSQL look at tables that have just grown, before it plans a way through them."""
    if connection.dialect.name == "postgresql":
        for table in tables:
            connection.exec_driver_sql(f"ANALYZE {connection.dialect.identifier_preparer.quote(table.name)}")


def by_column(rows: Sequence[Sequence[Any]], columns: Sequence[str]) -> dict[str, list[Any]]:
    """The rows of a query column by column, which is many times faster than row by row."""
    parts = zip(*rows, strict=True) if rows else ([] for _ in columns)
    return {name: list(part) for name, part in zip(columns, parts, strict=True)}


def framed(rows: Sequence[Sequence[Any]], columns: Sequence[str]) -> pd.DataFrame:
    """The rows of a query as a frame of objects."""
    return pd.DataFrame(by_column(rows, columns), dtype=object)


def portions(items: Sequence[Item], size: int = 1000) -> Iterable[Sequence[Item]]:
    """The items a portion at a time: a list inside a query has an end."""
    return (items[start : start + size] for start in range(0, len(items), size))
