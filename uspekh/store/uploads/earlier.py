"""The values as they stood at an earlier moment: values are only added, so that every state can be read again."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime

import pandas as pd
from sqlalchemy import Engine, func, or_, select

from uspekh.actuals.values.frame import KEY
from uspekh.store.schema.tables import any_upload, uploads, value_rows
from uspekh.store.uploads.journal import UploadUnknown
from uspekh.store.values.queries import columns_of, read_values


@dataclass(frozen=True)
class Moment:
    """A state of the store: uploads up to the number ``upload`` count, undoings later than ``at`` (UTC) do not."""

    upload: int
    at: datetime


def moment_of_upload(engine: Engine, number: int) -> Moment:
    """The moment at which an upload had just been accepted. Raises ``UploadUnknown``."""
    with engine.connect() as connection:
        at = connection.scalar(select(uploads.c.at).where(uploads.c.id == number))
    if at is None:
        raise UploadUnknown(f"Загрузки № {number} нет.")
    return Moment(number, _in_utc(at))


def moment_at(engine: Engine, at: datetime) -> Moment:
    """The state of the store at a point of time (with its zone); nothing had been uploaded before the first upload."""
    with engine.connect() as connection:
        number = connection.scalar(select(func.max(any_upload.c.id)).where(any_upload.c.at <= at.astimezone(UTC)))
    return Moment(number or 0, at.astimezone(UTC))


def values_at(engine: Engine, moment: Moment) -> pd.DataFrame:
    """The values that were in force at a moment: the tidy frame with ``upload``, as ``values.current`` gives it now."""
    stands = or_(any_upload.c.undone_at.is_(None), any_upload.c.undone_at > moment.at)
    latest = (
        select(func.max(value_rows.c.id))
        .join(any_upload, any_upload.c.id == value_rows.c.upload)
        .where(value_rows.c.upload <= moment.upload, stands)
        .group_by(*(value_rows.c[name] for name in KEY))
    )
    return read_values(engine, columns_of("upload").where(value_rows.c.id.in_(latest)).order_by(value_rows.c.id))


def undone_between(engine: Engine, first: Moment, last: Moment) -> frozenset[int]:
    """The uploads that were taken back after one moment and until another."""
    undone = any_upload.c.undone_at > first.at, any_upload.c.undone_at <= last.at
    with engine.connect() as connection:
        return frozenset(connection.scalars(select(any_upload.c.id).where(*undone)))


def _in_utc(at: datetime) -> datetime:
    """SQLite gives moments without the zone in which all are kept."""
    return at.replace(tzinfo=UTC) if at.tzinfo is None else at.astimezone(UTC)
