"""What a file says of one subject and year is one row: its values are lines of text, many times faster to keep."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

AT_ONCE = 5_000
VALUES = sa.text(
    "SELECT v.upload, s.kind, s.subject, v.year, v.sheet, v.in_force, "
    "s.part, v.months, s.field, v.number, v.text, v.cell "
    'FROM "values" v JOIN series s ON s.id = v.series '
    "ORDER BY v.upload, s.kind, s.subject, v.year, v.sheet, v.id"
)
RECORDS = sa.table(
    "records",
    *(sa.column(name) for name in ("upload", "kind", "subject", "year", "sheet", "months", "numeric", "count")),
    sa.column("in_force", sa.Boolean),
    sa.column("content"),
)


def upgrade() -> None:
    """Values are taken over, an upload after another."""
    op.create_table(
        "records",
        sa.Column("id", sa.Integer(), primary_key=True, autoincrement=True),
        sa.Column("upload", sa.Integer(), sa.ForeignKey("uploads.id"), nullable=False),
        sa.Column("kind", sa.String(20), nullable=False),
        sa.Column("subject", sa.String(100), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("sheet", sa.String(100), nullable=False),
        sa.Column("months", sa.Integer(), nullable=False),
        sa.Column("numeric", sa.Integer(), nullable=False),
        sa.Column("count", sa.Integer(), nullable=False),
        sa.Column("in_force", sa.Boolean(), nullable=False),
        sa.Column("content", sa.Text(), nullable=False),
    )
    _take_over(op.get_bind())
    op.create_index("ix_records_upload", "records", ["upload"])
    op.create_index("records_by_subject", "records", ["subject", "kind", "year"])
    op.create_index("records_by_year", "records", ["kind", "year"])
    in_force = sa.text("in_force")
    op.create_index("records_in_force", "records", ["kind", "year"], sqlite_where=in_force, postgresql_where=in_force)
    op.drop_table("values")
    op.drop_table("series")
    _entries_by_month()


def _entries_by_month() -> None:
    """An entry of a year is one row instead of one for each period; the first reading fills what is derived."""
    op.drop_table("entries")
    of_each_month = ("months", "numerator", "denominator")
    op.create_table(
        "entries",
        sa.Column("measure", sa.String(100), primary_key=True),
        sa.Column("year", sa.Integer(), primary_key=True, autoincrement=False),
        sa.Column("organization", sa.String(100), primary_key=True),
        sa.Column("counted", sa.Integer(), nullable=False),
        sa.Column("own", sa.Integer(), nullable=False),
        *(sa.Column(f"{name}_{months}", sa.BigInteger()) for months in range(1, 13) for name in of_each_month),
    )
    op.create_index("entries_by_organization", "entries", ["organization", "year"])
    for name in ("sums", "units", "affected", "derived"):
        op.execute(sa.delete(sa.table(name)))


def _take_over(connection: sa.Connection) -> None:
    batch: list[dict[str, Any]] = []
    for record in _records(connection):
        batch.append(record)
        if len(batch) == AT_ONCE:
            connection.execute(sa.insert(RECORDS), batch)
            batch = []
    if batch:
        connection.execute(sa.insert(RECORDS), batch)


def _records(connection: sa.Connection) -> Iterator[dict[str, Any]]:
    rows = connection.execute(VALUES.execution_options(yield_per=AT_ONCE))
    for (upload, kind, subject, year, sheet), values in groupby(rows, key=lambda row: tuple(row[:5])):
        held = list(values)
        yield {
            "upload": upload,
            "kind": kind,
            "subject": subject,
            "year": year,
            "sheet": sheet,
            "months": _bits(row.months for row in held),
            "numeric": _bits(row.months for row in held if row.number is not None),
            "count": len(held),
            "in_force": any(row.in_force for row in held),
            "content": _lines([row[6:] for row in held]),
        }


def _bits(months: Iterator[int]) -> int:
    return sum(1 << month for month in set(months))


def _lines(rows: Sequence[Sequence[Any]]) -> str:
    """``part;months;field;number;text;cell``: without a number there is a text, if an empty one."""
    out = io.StringIO()
    csv.writer(out, delimiter=";", lineterminator="\n").writerows(rows)
    return out.getvalue().removesuffix("\n")
