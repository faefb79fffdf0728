"""Many rows at once, by the shortest way each engine has."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import islice
from typing import Any, TypeVar

import numpy as np
import pandas as pd
from sqlalchemy import Connection, Result, Table

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
    remaining = iter(rows)
    while batch := list(islice(remaining, _AT_ONCE)):
        connection.exec_driver_sql(statement, batch)


def analyze(connection: Connection, *tables: Table) -> None:
    """Lets PostgreSQL look at tables that have just grown, before it plans a way through them."""
    if connection.dialect.name == "postgresql":
        for table in tables:
            connection.exec_driver_sql(f"ANALYZE {connection.dialect.identifier_preparer.quote(table.name)}")


def frame_of(result: Result[Any], dtypes: Mapping[str, str] | None = None) -> pd.DataFrame:
    """The rows of a query as a frame: column by column, which is many times faster than row by row.

    ``dtypes`` of the columns, without them objects.
    """
    names, rows = list(result.keys()), result.all()
    columns = zip(*rows, strict=True) if rows else ([] for _ in names)
    lists = {name: list(column) for name, column in zip(names, columns, strict=True)}
    if dtypes is None:
        return pd.DataFrame(lists, dtype=object)
    return pd.DataFrame({name: _typed(column, dtypes[name]) for name, column in lists.items()})


def _typed(column: list[Any], dtype: str) -> Any:
    return pd.array(column, dtype="str") if dtype == "str" else np.array(column, dtype=dtype)


def portions(items: Sequence[Item], size: int = 1000) -> Iterable[Sequence[Item]]:
    """The items a portion at a time: a list inside a query has an end."""
    return (items[start : start + size] for start in range(0, len(items), size))
