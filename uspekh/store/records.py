"""Records: values of a file put together by kind, subject, year and sheet, and taken apart again.

In force: of every key, the value of the latest record among those of uploads that were not taken back.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np
import pandas as pd
from sqlalchemy import ColumnElement, Connection, Engine, Select, select, update

from uspekh.actuals.values import COLUMNS
from uspekh.store import lines
from uspekh.store.bulk import framed, insert_many, portions
from uspekh.store.schema import SHEET, records, uploads
from uspekh.store.words import Words

GROUP = ["kind", "subject", "year"]
OF_RECORD = [*GROUP, "sheet"]
"""What all values of a record have in common; those of one group may replace each other."""
_READ = ["id", "upload", *OF_RECORD, "months", "count", "content"]
_STORED = ["upload", *OF_RECORD, "months", "numeric", "count", "in_force", "content"]
_WORDS = ("kind", "subject", "sheet")


def add(connection: Connection, upload: int, given: pd.DataFrame) -> None:
    """Adds the values of a file (tidy frame), all of them in force."""
    key = np.zeros(len(given), dtype=np.int64)
    for name in OF_RECORD:
        codes, distinct = pd.factorize(given[name], use_na_sentinel=False)
        key = key * len(distinct) + codes
    order = key.argsort(kind="stable")
    starts = np.flatnonzero(np.diff(key[order], prepend=-1))
    values = given[lines.COLUMNS].take(order)
    first = given[OF_RECORD].take(order[starts])
    bits = np.left_shift(1, values["months"].to_numpy())
    numeric = np.where(values["number"].notna(), bits, 0)
    said = first.astype(object).where(first.notna(), None)
    rows = zip(
        [upload] * len(starts), said["kind"], said["subject"], said["year"],
        [Words.kept(sheet, SHEET) for sheet in said["sheet"]],
        *(np.bitwise_or.reduceat(each, starts).tolist() for each in (bits, numeric) if len(starts)),
        np.diff(starts, append=len(values)).tolist(), [True] * len(starts),
        map(Words.kept, lines.written(values, starts)),
        strict=True,
    )  # fmt: skip
    insert_many(connection, records, _STORED, rows if len(starts) else ())


def asked(*more: Any) -> Select[Any]:
    """A query of records, in the order they came, that ``read`` takes; ``more`` columns after its own."""
    return select(*(records.c[name] for name in _READ), *more).order_by(records.c.id)


def read(source: Engine | Connection, query: Select[Any]) -> pd.DataFrame:
    """The values of the records of a query over ``asked``, in their order.

    The tidy frame with ``upload``, ``record`` (number of the record), ``months_of_record`` (its bits) and the columns
    asked for besides.
    """
    if isinstance(source, Engine):
        with source.connect() as connection:
            return read(connection, query)
    result = source.execute(query)
    found = framed(result.all(), list(result.keys()))
    counts = found.pop("count").to_numpy(dtype=np.int64)
    contents = found.pop("content").tolist()
    held = lines.read(contents, int(counts.sum())) if contents else lines.nothing()
    dtypes = dict.fromkeys(_WORDS, "str") | dict.fromkeys(("id", "upload", "year", "months"), "int64")
    found = found.astype(dtypes).rename(columns={"id": "record", "months": "months_of_record"})
    whole = found.take(np.repeat(np.arange(len(found)), counts)).reset_index(drop=True)
    return pd.concat([whole, held], axis=1)[[*COLUMNS, *(name for name in whole if name not in COLUMNS)]]


def latest(values: pd.DataFrame) -> pd.DataFrame:
    """Of each key the last value of a frame of ``read``: where all its records stand, the values in force."""
    place, _ = pd.factorize(values["record"])
    own = values.drop_duplicates("record")
    group = own.groupby(GROUP, sort=False).ngroup().to_numpy()
    # Records of one subject and year that tell of different periods have no key in common.
    bits = own["months_of_record"].to_numpy()
    either = np.zeros(len(own), dtype=np.int64)
    np.bitwise_or.at(either, group, bits)
    crossing = np.bincount(group, weights=bits, minlength=len(own)) != either
    suspected = np.flatnonzero(crossing[group][place])
    if not len(suspected):
        return values
    key = group[place[suspected]]
    for name in ("months", "part", "field"):
        codes, distinct = pd.factorize(values[name].iloc[suspected])
        key = key * len(distinct) + codes
    replaced = suspected[pd.Index(key).duplicated(keep="last")]
    return values.drop(index=replaced).reset_index(drop=True)


def put_out_of_force(connection: Connection, before: pd.DataFrame, changed: pd.DataFrame) -> None:
    """Marks the records of which a file has replaced every value.

    ``before``: the values in force of its subjects and years; ``changed``: ``changes.changes`` against them. Both with
    ``record``, missing in ``changed`` where nothing stood before.
    """
    held, gone = before["record"].value_counts(), changed["record"].dropna().value_counts()
    left = held.sub(gone, fill_value=0)
    _mark(connection, left.index[left == 0].tolist(), in_force=False)


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
        yield latest(read(connection, query.where(records.c.subject.in_(some))))


def _mark(connection: Connection, numbers: list[int], *, in_force: bool) -> None:
    for some in portions(numbers):
        connection.execute(update(records).where(records.c.id.in_(some)).values(in_force=in_force))
