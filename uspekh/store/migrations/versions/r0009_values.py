"""A value is a plain row again, with its project; the texts of the plan are kept; analysts get views to read."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from itertools import islice
from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None

AT_ONCE = 5_000
PROJECT = "uspekh"
WIDE = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
IN_FORCE = sa.text("in_force")
RECORDS = sa.text(
    "SELECT upload, kind, subject, year, sheet, count, content FROM records ORDER BY upload, id"
).execution_options(yield_per=AT_ONCE)
VALUES = sa.table(
    "values",
    *(sa.column(name) for name in ("upload", "kind", "subject", "part", "year", "months", "field", "number", "text")),
    *(sa.column(name) for name in ("sheet", "cell")),
    sa.column("in_force", sa.Boolean),
)
_LONGEST = 2**31 - 1
_NO_TEXT_HOLDS = "\0"


def upgrade() -> None:
    """Values are taken over, an upload after another; what is derived is filled when the figures are next read."""
    for table in ("uploads", "events", "submissions", "locks", "decisions", "meetings", "marks"):
        op.add_column(table, _project())
    _layouts()
    _values()
    _take_over(op.get_bind())
    op.drop_table("records")
    _plan_texts()
    for table in ("entries", "sums", "units", "affected", "derived"):
        op.drop_table(table)
    _derived()
    _views()


def _project(*, primary_key: bool = False) -> sa.Column[Any]:
    return sa.Column("project", sa.String(40), nullable=False, server_default=PROJECT, primary_key=primary_key)


def _layouts() -> None:
    """The project becomes a part of the key, which no engine can change in a table that stands."""
    rows = op.get_bind().execute(sa.text("SELECT shape, at, by, mapping FROM layouts")).mappings().all()
    op.drop_table("layouts")
    op.create_table(
        "layouts",
        _project(primary_key=True),
        sa.Column("shape", sa.String(64), primary_key=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("by", sa.String(200), nullable=False),
        sa.Column("mapping", sa.Text(), nullable=False),
    )
    for row in rows:
        op.execute(sa.insert(sa.table("layouts", *(sa.column(name) for name in row))).values(**row))


def _values() -> None:
    op.create_table(
        "values",
        sa.Column("id", WIDE, primary_key=True, autoincrement=True),
        _project(),
        sa.Column("upload", sa.Integer(), sa.ForeignKey("uploads.id"), nullable=False),
        sa.Column("kind", sa.String(20), nullable=False),
        sa.Column("subject", sa.String(100), nullable=False),
        sa.Column("part", sa.String(200), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("months", sa.Integer(), nullable=False),
        sa.Column("field", sa.String(100), nullable=False),
        sa.Column("number", sa.BigInteger()),
        sa.Column("text", sa.Text()),
        sa.Column("document", sa.Text()),
        sa.Column("sheet", sa.String(100), nullable=False),
        sa.Column("cell", sa.String(20), nullable=False),
        sa.Column("in_force", sa.Boolean(), nullable=False),
        sa.CheckConstraint("(number IS NULL) <> (text IS NULL)", name="values_number_or_text"),
        quote=True,
    )


def _take_over(connection: sa.Connection) -> None:
    csv.field_size_limit(_LONGEST)
    rows = _rows(connection)
    while batch := list(islice(rows, AT_ONCE)):
        connection.execute(sa.insert(VALUES), batch)
    op.create_index("ix_values_upload", "values", ["upload"])
    op.create_index("values_by_subject", "values", ["subject", "year"])
    op.execute(
        'UPDATE "values" SET in_force = (1 = 1) WHERE id IN ('
        'SELECT max(v.id) FROM "values" v JOIN uploads u ON u.id = v.upload WHERE u.undone_at IS NULL '
        "GROUP BY v.kind, v.subject, v.part, v.year, v.months, v.field)"
    )
    key = ["kind", "year", "months", "subject", "field", "part", "project"]
    op.create_index(
        "values_in_force_once", "values", key, unique=True, sqlite_where=IN_FORCE, postgresql_where=IN_FORCE
    )


def _rows(connection: sa.Connection) -> Iterator[dict[str, Any]]:
    for upload, kind, subject, year, sheet, count, content in connection.execute(RECORDS):
        lines = list(_lines(content))
        if len(lines) != count:
            raise ValueError(f"record of upload {upload}, {kind} {subject}, {year}: {len(lines)} values, not {count}")
        of_record = {"upload": upload, "kind": kind, "subject": subject, "year": year, "sheet": sheet}
        yield from (of_record | line for line in lines)


def _lines(content: str) -> Iterator[dict[str, Any]]:
    """The values of a record, ``part;months;field;number;text;cell``; without a number there is a text."""
    # A carriage return that stands in a line without quotes is no end of the line.
    file = io.StringIO(content.replace("\r", _NO_TEXT_HOLDS), newline="\n")
    for line in csv.reader(file, delimiter=";"):
        part, months, field, number, words, cell = (word.replace(_NO_TEXT_HOLDS, "\r") for word in line)
        number_or_text = {"number": int(number), "text": None} if number else {"number": None, "text": words}
        yield {"part": part, "months": int(months), "field": field, **number_or_text, "cell": cell, "in_force": False}


def _plan_texts() -> None:
    op.create_table(
        "plan_texts",
        sa.Column("id", sa.Integer(), primary_key=True, autoincrement=True),
        _project(),
        sa.Column("name", sa.String(200), nullable=False),
        sa.Column("sha256", sa.String(64)),
        sa.Column("first_used_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("text", sa.Text()),
        sqlite_autoincrement=True,
    )


def _derived() -> None:
    op.create_table(
        "organizations",
        sa.Column("code", sa.String(100), primary_key=True),
        _project(primary_key=True),
        sa.Column("name", sa.String()),
        sa.Column("short_name", sa.String()),
        sa.Column("asked_both", sa.Boolean(), nullable=False),
        sa.Column("municipality", sa.Boolean(), nullable=False),
        sa.Column("first_year", sa.Integer()),
        sa.Column("last_year", sa.Integer()),
    )
    op.create_table(
        "fields",
        _project(primary_key=True),
        sa.Column("kind", sa.String(20), primary_key=True),
        sa.Column("field", sa.String(100), primary_key=True),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("sensitive", sa.Boolean(), nullable=False),
    )
    op.create_table(
        "entries",
        sa.Column("organization", sa.String(100), primary_key=True),
        sa.Column("year", sa.Integer(), primary_key=True, autoincrement=False),
        sa.Column("measure", sa.String(100), primary_key=True),
        sa.Column("months", sa.Integer(), primary_key=True, autoincrement=False),
        sa.Column("until", sa.Integer(), nullable=False),
        sa.Column("numerator", sa.BigInteger(), nullable=False),
        sa.Column("denominator", sa.BigInteger()),
    )
    whole = sa.text("until = 12")
    op.create_index(
        "entries_of_whole_years", "entries", ["year", "measure"], sqlite_where=whole, postgresql_where=whole
    )
    op.create_table(
        "derived",
        sa.Column("event", sa.Integer(), primary_key=True, autoincrement=False),
        sa.Column("plan", sa.String(64), nullable=False),
    )


def _views() -> None:
    """The same columns twice: of fields that are known to be shown to anybody, and of all."""
    columns = (
        "v.id, v.project, v.kind, v.subject, o.short_name AS organization, v.part, v.year, v.months, v.field, "
        "f.name AS field_name, v.number, v.text, v.document, v.sheet, v.cell, v.upload, u.at AS uploaded_at"
    )
    tables = (
        '"values" v JOIN uploads u ON u.id = v.upload LEFT JOIN organizations o ON o.project = v.project '
        "AND o.code = v.subject AND v.kind IN ('component', 'organization') "
        "LEFT JOIN fields f ON f.project = v.project AND f.kind = v.kind AND f.field = v.field"
    )
    exact = f"SELECT {columns} FROM {tables} WHERE v.in_force"  # noqa: S608 (constants)
    op.execute(f"CREATE VIEW values_in_force_exact AS {exact}")
    op.execute(f"CREATE VIEW values_in_force AS {exact} AND NOT f.sensitive AND v.field <> 'comment'")
