"""Records: values of a file put together by kind, subject, year and sheet, and taken apart again.

In force: of every key, the value of the latest record among those of uploads that were not taken back.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import numpy as np
import pandas as pd
from sqlalchemy import ColumnElement, Connection, Engine, Select, select, update

from uspekh.actuals.values import COLUMNS
from uspekh.store import lines
from uspekh.store.bulk import by_column, insert_many, portions
from uspekh.store.numbering import numbered
from uspekh.store.schema import SHEET, records, uploads
from uspekh.store.words import Words

GROUP = ["kind", "subject", "year"]
OF_RECORD = [*GROUP, "sheet"]
"""What all values of a record have in common; those of one group may replace each other."""
_READ = ["id", "upload", *OF_RECORD, "months", "count", "content"]
_STORED = ["upload", *OF_RECORD, "months", "numeric", "count", "in_force", "content"]
_DTYPES = dict.fromkeys(("kind", "subject", "sheet"), "str") | dict.fromkeys(("id", "upload", "year"), "int64")


def add(connection: Connection, upload: int, given: pd.DataFrame) -> None:
    """Adds the values of a file (tidy frame), all of them in force."""
    key = numbered((given[name] for name in OF_RECORD), len(given))
    order = key.argsort(kind="stable")
    starts = np.flatnonzero(np.diff(key[order], prepend=-1))
    first = given[OF_RECORD].take(order[starts])
    said = first.astype(object).where(first.notna(), None)
    bits = np.left_shift(1, given["months"].to_numpy())
    numeric = np.where(given["number"].notna(), bits, 0)
    rows = zip(
        [upload] * len(starts), said["kind"], said["subject"], said["year"],
        [Words.kept(sheet, SHEET) for sheet in said["sheet"]],
        *(np.bitwise_or.reduceat(each[order], starts).tolist() for each in (bits, numeric) if len(starts)),
        np.diff(starts, append=len(given)).tolist(), [True] * len(starts),
        map(Words.kept, lines.written(given, order, starts)),
        strict=True,
    )  # fmt: skip
    insert_many(connection, records, _STORED, rows if len(starts) else ())


def asked(*more: Any) -> Select[Any]:
    """A query of records, in the order they came, that ``read`` takes; ``more`` columns after its own."""
    return select(*(records.c[name] for name in _READ), *more).order_by(records.c.id)


def read(source: Engine | Connection, query: Select[Any], *, latest: bool = False) -> pd.DataFrame:
    """The values of the records of a query over ``asked``, in their order.

    The tidy frame with ``upload``, ``record`` (number of the record) and the columns asked for besides. ``latest``: of
    each key the last value alone; where all the records stand, those are the values in force.
    """
    if isinstance(source, Engine):
        with source.connect() as connection:
            return read(connection, query, latest=latest)
    result = source.execute(query)
    held = by_column(result.all(), list(result.keys()))
    counts = np.array(held.pop("count"), dtype=np.int64)
    contents, months = held.pop("content"), held.pop("months")
    values = lines.read(contents, int(counts.sum())) if contents else lines.nothing()
    place = np.repeat(np.arange(len(counts)), counts)
    said = {name: pd.array(column, dtype=_DTYPES.get(name)) for name, column in held.items()}
    head = pd.DataFrame({name: column.take(place) for name, column in said.items()}).rename(columns={"id": "record"})
    frame = pd.concat([head, values], axis=1)[[*COLUMNS, *(name for name in head if name not in COLUMNS)]]
    return _last(frame, *_crossing(held, months), place) if latest else frame


def _crossing(held: Mapping[str, Sequence[Any]], months: Sequence[int]) -> tuple[list[int], list[bool]]:
    """The group of each record, and whether it and another of its group tell of the same period."""
    keys = list(zip(*(held[name] for name in GROUP), strict=True))
    told: dict[tuple[Any, ...], int] = {}
    crossing = set()
    for key, bits in zip(keys, months, strict=True):
        before = told.get(key, 0)
        if before & bits:
            crossing.add(key)
        told[key] = before | bits
    numbers = {key: number for number, key in enumerate(told)}
    return [numbers[key] for key in keys], [key in crossing for key in keys]


def _last(values: pd.DataFrame, group: list[int], crossing: list[bool], place: np.ndarray) -> pd.DataFrame:
    """The last value of each key; ``place``: of which record each value is."""
    suspected = np.flatnonzero(np.array(crossing, dtype=np.bool_)[place])
    if not len(suspected):
        return values
    told = values[["months", "part", "field"]].iloc[suspected].assign(group=np.array(group)[place[suspected]])
    key = numbered((column for _, column in told.items()), len(told))
    replaced = suspected[pd.Index(key).duplicated(keep="last")]
    return values.drop(index=replaced).reset_index(drop=True)


def put_out_of_force(connection: Connection, before: pd.DataFrame, changed: pd.DataFrame) -> None:
    """Marks the records of which a file has replaced every value.

    ``before``: the values in force of its subjects and years; ``changed``: ``changes.changes`` against them. Both with
    ``record``, missing in ``changed`` where nothing stood before.
    """
    numbers, held = np.unique(before["record"], return_counts=True)
    gone = np.searchsorted(numbers, changed["record"].dropna().to_numpy(dtype=np.int64))
    whole = held == np.bincount(gone, minlength=len(numbers))
    _mark(connection, numbers[whole].tolist(), in_force=False)


def take_back(connection: Connection, upload: int) -> None:
    """Puts out of force what an upload brought; what stood before it is in force again.

    The upload must be marked as taken back already.
    """
    connection.execute(update(records).where(records.c.upload == upload).values(in_force=False))
    for values in around(connection, upload):
        _mark(connection, values["record"].unique().tolist(), in_force=True)


def around(connection: Connection, upload: int, *conditions: ColumnElement[bool]) -> Iterator[pd.DataFrame]:
    """The latest values of the subjects and years that an upload tells of, a portion of subjects at a time.

    Among the records of uploads that were not taken back; ``conditions`` choose some of those.
    """
    own = records.alias()
    kinds, subjects, years = (
        set(connection.scalars(select(own.c[name]).distinct().where(own.c.upload == upload))) for name in GROUP
    )
    query = asked().join(uploads, uploads.c.id == records.c.upload).where(uploads.c.undone_at.is_(None), *conditions)
    query = query.where(records.c.kind.in_(kinds), records.c.year.in_(years))
    for some in portions(list(subjects)):
        yield read(connection, query.where(records.c.subject.in_(some)), latest=True)


def _mark(connection: Connection, numbers: list[int], *, in_force: bool) -> None:
    for some in portions(numbers):
        connection.execute(update(records).where(records.c.id.in_(some)).values(in_force=in_force))
