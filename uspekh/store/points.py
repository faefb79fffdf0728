"""Points of series: which value of a point is in force, and how a file's values are added."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import repeat
from typing import Any

import numpy as np
import pandas as pd
from sqlalchemy import ColumnElement, Connection, FromClause, and_, func, insert, select, update

from uspekh.store.bulk import acquaint, insert_many, portions
from uspekh.store.schema import Words, series, uploads, values
from uspekh.store.values import SERIES

_MANY = 10_000
_STORED = ["upload", "series", "year", "months", "number", "text", "sheet", "cell", "in_force"]


def same_point(one: FromClause, other: FromClause) -> ColumnElement[bool]:
    """Two rows of ``values`` are of one point."""
    return and_(*(one.c[name] == other.c[name] for name in ("series", "year", "months")))


def add(connection: Connection, upload: int, given: pd.DataFrame, replaced: list[int]) -> None:
    """Adds the values of a file (tidy frame) and puts them in force instead of the ``replaced`` (ids)."""
    for ids in portions(replaced):
        connection.execute(update(values).where(values.c.id.in_(ids)).values(in_force=False))
    insert_many(connection, values, _STORED, _rows(upload, _series_of(connection, given), given))
    if len(given) > _MANY:
        acquaint(connection, values, series)


def take_back(connection: Connection, upload: int) -> None:
    """Puts out of force what an upload brought; what stood before it at each point is in force again.

    The upload must be marked as taken back already.
    """
    connection.execute(update(values).where(values.c.upload == upload).values(in_force=False))
    own, standing = values.alias("own"), values.alias("standing")
    latest = (
        select(func.max(standing.c.id))
        .select_from(own)
        .join(standing, same_point(own, standing))
        .join(uploads, uploads.c.id == standing.c.upload)
        .where(own.c.upload == upload, uploads.c.undone_at.is_(None))
        .group_by(standing.c.series, standing.c.year, standing.c.months)
    )
    connection.execute(update(values).where(values.c.id.in_(latest)).values(in_force=True))


def _series_of(connection: Connection, given: pd.DataFrame) -> np.ndarray:
    """The series of each row; those not known yet are added."""
    groups = given.groupby(SERIES, sort=False).ngroup().to_numpy()
    asked = given[SERIES].drop_duplicates().reset_index(drop=True)
    known = _known(connection, asked)
    lacking = asked[known.isna().to_numpy()]
    if len(lacking):
        connection.execute(insert(series), lacking.to_dict("records"))
        known = _known(connection, asked)
    return known.to_numpy(dtype=np.int64)[groups] if len(given) else groups


def _known(connection: Connection, asked: pd.DataFrame) -> pd.Series:
    """The number of each series asked for, missing where there is none."""
    columns = [series.c[name] for name in SERIES]
    found: dict[tuple[str, ...], int] = {}
    for subjects in portions(list(asked["subject"].unique())):
        for number, *key in connection.execute(select(series.c.id, *columns).where(series.c.subject.in_(subjects))):
            found[tuple(key)] = number
    return pd.Series([found.get(key) for key in zip(*(asked[name] for name in SERIES), strict=True)], dtype="Int64")


def _rows(upload: int, numbers: np.ndarray, given: pd.DataFrame) -> Iterator[tuple[object, ...]]:
    texts, places = given["text"], (_kept(given[name], values.c[name].type) for name in ("sheet", "cell"))
    return zip(
        repeat(upload), numbers.tolist(), given["year"].tolist(), given["months"].tolist(), _plain(given["number"]),
        repeat(None) if texts.isna().all() else map(Words.kept, _plain(texts)), *places, repeat(True),
        strict=False,
    )  # fmt: skip


def _plain(column: pd.Series) -> list[Any]:
    missing = column.isna().to_numpy()
    if not missing.any():
        return column.tolist()
    found = column.to_numpy(dtype=object, copy=True)
    found[missing] = None
    return found.tolist()


def _kept(column: pd.Series, kind: object) -> list[str | None]:
    """Names of sheets or cells as their column keeps them: all at once, one by one only where there is need."""
    length, words = kind.length if isinstance(kind, Words) else None, _plain(column)
    given = list(filter(None, words))
    if max(map(len, given), default=0) <= (length or 0) and Words.kept(together := "".join(given)) is together:
        return words
    distinct = {word: Words.kept(word, length) for word in set(words)}
    return [distinct[word] for word in words]
