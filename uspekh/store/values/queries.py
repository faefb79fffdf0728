"""Reading values: those in force, and the history of one. Each is one query on the table ``values``."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import Any

import pandas as pd
from sqlalchemy import ColumnElement, Connection, Engine, Select, func, select

from uspekh.access.person import Action, Person
from uspekh.actuals.values.frame import COLUMNS, KEY, values_frame
from uspekh.store.database.bulk import frame_of, portions
from uspekh.store.log.actions import demand
from uspekh.store.schema.tables import IN_FORCE, any_upload, uploads, value_rows

OF_ORGANIZATIONS = ("component", "plan", "organization")
"""Kinds of values whose subject is an organization."""
_DTYPES = values_frame().dtypes.to_dict() | {"document": "str", "upload": "int64", "id": "int64"}
_MANY = 1000


def current(source: Engine | Connection, *conditions: ColumnElement[bool]) -> pd.DataFrame:
    """The values in force: the tidy frame of ``actuals.values.frame`` with ``document`` and ``upload``, the number of
    its upload.

    ``conditions`` on ``value_rows`` choose some of them.
    """
    return read_values(
        source, columns_of("document", "upload").where(value_rows.c.in_force, *conditions).order_by(value_rows.c.id)
    )


def columns_of(*more: str) -> Select[Any]:
    """A query of the columns of the tidy frame, and of ``more`` columns of ``value_rows`` after them."""
    return select(*(value_rows.c[name] for name in (*COLUMNS, *more)))


def read_values(source: Engine | Connection, query: Select[Any]) -> pd.DataFrame:
    """The rows of a query of values as a frame with the dtypes of the tidy frame."""
    if isinstance(source, Engine):
        with source.connect() as connection:
            return read_values(connection, query)
    frame = frame_of(source.execute(query))
    return frame.astype({name: _DTYPES[name] for name in frame if name in _DTYPES})


def plan_versions(engine: Engine) -> pd.DataFrame:
    """Every plan of an organization that was ever set (tidy frame), the latest last, with ``accepted`` and ``undone``.

    Moments in UTC; ``undone`` is missing where the upload stands.
    """
    moments = {"accepted": uploads.c.at, "undone": uploads.c.undone_at}
    query = columns_of().add_columns(*(column.label(name) for name, column in moments.items()))
    query = query.join(uploads, uploads.c.id == value_rows.c.upload).where(value_rows.c.kind == "plan")
    rows = read_values(engine, query.order_by(value_rows.c.id))
    return rows.assign(**{name: pd.to_datetime(rows[name], utc=True) for name in moments})


def of_kinds(source: Engine | Connection, *kinds: str) -> pd.DataFrame:
    """The values in force of some kinds."""
    return current(source, IN_FORCE, value_rows.c.kind.in_(kinds))


def standing_of(source: Engine | Connection, subjects: Iterable[str], years: Iterable[int]) -> pd.DataFrame:
    """The values in force of some subjects and years, with ``upload`` and ``id``, the number of the row."""
    of_years = value_rows.c.year.in_([int(year) for year in years])
    query = columns_of("upload", "id").where(value_rows.c.in_force, of_years).order_by(value_rows.c.id)
    parts = [read_values(source, query.where(value_rows.c.subject.in_(some))) for some in portions(list(subjects))]
    filled = [part for part in parts if len(part)]
    return pd.concat(filled, ignore_index=True) if filled else read_values(source, query.where(value_rows.c.id < 0))


def same_subjects(source: Engine | Connection, values: pd.DataFrame) -> pd.DataFrame:
    """``standing_of`` the subjects and years of a tidy frame: what its values may replace."""
    return standing_of(source, values["subject"].unique(), values["year"].unique())


def comparable(engine: Engine, values: pd.DataFrame) -> pd.DataFrame:
    """The values in force that a file's are judged by: those of its subjects, and of all organizations for its periods.

    ``values``: tidy frame of the file. For its periods: in its years and the two before.
    """
    rows = values[values["kind"].isin(["component", "budget"])]
    years = {int(year) - back for year in rows["year"].unique() for back in range(3)}
    months = [int(month) for month in rows["months"].unique()]
    subjects = list(rows["subject"].unique())
    kinds = value_rows.c.kind.in_(["component", "budget"])
    if len(subjects) >= _MANY:
        return current(engine, kinds)
    same = value_rows.c.subject.in_(subjects)
    of_periods = [value_rows.c.year.in_(years), value_rows.c.months.in_(months), value_rows.c.kind == "component"]
    return pd.concat([current(engine, kinds, same), current(engine, *of_periods, ~same)], ignore_index=True)


def reporting(source: Engine | Connection, organizations: Collection[str]) -> list[str]:
    """Which of some organizations have headcounts in force."""
    if isinstance(source, Engine):
        with source.connect() as connection:
            return reporting(connection, organizations)
    rows = (value_rows.c.in_force, value_rows.c.kind == "component", value_rows.c.subject.in_(list(organizations)))
    return list(source.scalars(select(value_rows.c.subject).distinct().where(*rows)))


def holds_any(engine: Engine, *kinds: str) -> bool:
    """Whether any value is in force, of these kinds or of all."""
    query = select(value_rows.c.id).where(value_rows.c.in_force).limit(1)
    if kinds:
        query = query.where(value_rows.c.kind.in_(kinds))
    with engine.connect() as connection:
        return connection.scalar(query) is not None


def count_in_force(engine: Engine) -> int:
    """How many values are in force."""
    with engine.connect() as connection:
        return connection.scalar(select(func.count()).where(value_rows.c.in_force)) or 0


def of_organization(code: str) -> ColumnElement[bool]:
    """Which values are of one organization: what it reports, and its entry of the directory."""
    return (value_rows.c.subject == code) & value_rows.c.kind.in_(OF_ORGANIZATIONS)


def history(engine: Engine, key: dict[str, object], by: Person) -> pd.DataFrame:
    """Every value ever stored under a key, latest first, with ``at, by, file_name, undone_at`` of its upload.

    Raises ``Forbidden``: an organization reads of itself alone.
    """
    whose = str(key["subject"]) if key["kind"] in OF_ORGANIZATIONS else None
    demand(engine, by, Action.LOOK, whose, "history")
    of_upload = (any_upload.c[name] for name in ("at", "by", "file_name", "undone_at"))
    query = columns_of("upload").add_columns(*of_upload).join(any_upload, any_upload.c.id == value_rows.c.upload)
    same_key = (value_rows.c[name] == key[name] for name in KEY)
    frame = read_values(engine, query.where(*same_key).order_by(value_rows.c.id.desc()))
    return frame.assign(**{name: pd.to_datetime(frame[name], utc=True) for name in ("at", "undone_at")})
