"""Which values of a report were sent anew by the same organization: those of the later report count."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any, TypeAlias

import pandas as pd
from sqlalchemy import Connection, Engine, Row, or_, select

from uspekh.store.schema.tables import submissions, uploads

WAITING, ACCEPTED = "waiting", "accepted"
Points: TypeAlias = set[tuple[int, int, str]]
"""Year, months, and part and field of each value; the subject is the organization."""


def points_of(values: pd.DataFrame) -> Points:
    """The points of an organization's own values (tidy frame)."""
    return set(_points(values))


def packed(points: Points) -> str:
    """As the column ``points`` keeps them."""
    return json.dumps(sorted(points), ensure_ascii=False)


def unpacked_points(content: str) -> Points:
    """The points of a submission; none of one that was sent before they were kept."""
    return {(year, months, field) for year, months, field in json.loads(content)}


def later(source: Engine | Connection, number: int) -> dict[tuple[int, int, str], int]:
    """Points that the organization of a report sent again after it, each with the number of the last report.

    What was returned, withdrawn, or taken back after its acceptance replaces nothing.
    """
    if isinstance(source, Engine):
        with source.connect() as connection:
            return later(connection, number)
    points: dict[tuple[int, int, str], int] = {}
    for row in _after(source, number):
        points |= dict.fromkeys(unpacked_points(row.points), row.id)
    return points


def remaining(values: pd.DataFrame, replaced: Points) -> pd.DataFrame:
    """The rows of a report's values (tidy frame) that were not sent anew."""
    if not replaced:
        return values
    stays = pd.Series([point not in replaced for point in _points(values)], index=values.index, dtype=bool)
    return values[stays].reset_index(drop=True)


def _points(values: pd.DataFrame) -> Iterator[tuple[int, int, str]]:
    """The point of each value; a plan's names its measure as well."""
    fields = (values["part"] + " " + values["field"]).str.strip()
    return zip(values["year"].tolist(), values["months"].tolist(), fields.tolist(), strict=True)


def _after(connection: Connection, number: int) -> list[Row[Any]]:
    whose = select(submissions.c.organization).where(submissions.c.id == number).scalar_subquery()
    stands = or_(submissions.c.state == WAITING, (submissions.c.state == ACCEPTED) & uploads.c.undone_at.is_(None))
    query = select(submissions).outerjoin(uploads, uploads.c.id == submissions.c.upload)
    query = query.where(submissions.c.organization == whose, submissions.c.id > number, stands)
    return list(connection.execute(query.order_by(submissions.c.id)).all())
