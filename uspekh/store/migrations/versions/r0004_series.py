"""A value is a point of a series; which values are in force is kept; what pages ask for is summed beforehand."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

WIDE = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """Values are taken over with their numbers; what is derived is empty and will be filled at the first reading."""
    op.drop_index("ix_values_upload", "values")
    op.drop_index("values_by_key", "values")
    op.rename_table("values", "old_values")
    _series()
    _values()
    _take_over()
    op.drop_table("old_values")
    op.create_index("ix_values_upload", "values", ["upload"])
    op.create_index("values_by_point", "values", ["series", "year", "months"])
    in_force = sa.text("in_force")
    op.create_index(
        "values_in_force", "values", ["series", "year", "months"], unique=True, sqlite_where=in_force,
        postgresql_where=in_force,
    )  # fmt: skip
    _derived()


def _series() -> None:
    op.create_table(
        "series",
        sa.Column("id", sa.Integer(), primary_key=True, autoincrement=True),
        sa.Column("kind", sa.String(20), nullable=False),
        sa.Column("subject", sa.String(100), nullable=False),
        sa.Column("part", sa.String(200), nullable=False),
        sa.Column("field", sa.String(100), nullable=False),
        sa.UniqueConstraint("subject", "kind", "part", "field", name="series_once"),
    )
    op.create_index("series_by_kind", "series", ["kind"])


def _values() -> None:
    op.create_table(
        "values",
        sa.Column("id", WIDE, primary_key=True, autoincrement=True),
        sa.Column("upload", sa.Integer(), sa.ForeignKey("uploads.id"), nullable=False),
        sa.Column("series", sa.Integer(), sa.ForeignKey("series.id"), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("months", sa.Integer(), nullable=False),
        sa.Column("number", sa.BigInteger()),
        sa.Column("text", sa.Text()),
        sa.Column("sheet", sa.String(100), nullable=False),
        sa.Column("cell", sa.String(20), nullable=False),
        sa.Column("in_force", sa.Boolean(), nullable=False),
    )


def _take_over() -> None:
    op.execute(
        "INSERT INTO series (kind, subject, part, field) "
        "SELECT DISTINCT kind, subject, part, field FROM old_values ORDER BY subject, kind, part, field"
    )
    op.execute(
        'INSERT INTO "values" (id, upload, series, year, months, number, text, sheet, cell, in_force) '
        "SELECT o.id, o.upload, s.id, o.year, o.months, o.number, o.text, o.sheet, o.cell, o.id IN ("
        "SELECT max(v.id) FROM old_values v JOIN uploads u ON u.id = v.upload WHERE u.undone_at IS NULL "
        "GROUP BY v.kind, v.subject, v.part, v.year, v.months, v.field) "
        "FROM old_values o JOIN series s ON s.kind = o.kind AND s.subject = o.subject "
        "AND s.part = o.part AND s.field = o.field"
    )
    if op.get_bind().dialect.name == "postgresql":
        op.execute(
            "SELECT setval(pg_get_serial_sequence('\"values\"', 'id'), max(id)) FROM \"values\" HAVING max(id) > 0"
        )


def _derived() -> None:
    op.create_table(
        "entries",
        sa.Column("measure", sa.String(100), primary_key=True),
        sa.Column("year", sa.Integer(), primary_key=True, autoincrement=False),
        sa.Column("organization", sa.String(100), primary_key=True),
        sa.Column("months", sa.Integer(), primary_key=True, autoincrement=False),
        sa.Column("until", sa.Integer(), nullable=False),
        sa.Column("numerator", sa.BigInteger(), nullable=False),
        sa.Column("denominator", sa.BigInteger()),
        sa.Column("counted", sa.Integer(), nullable=False),
        sa.Column("own", sa.Integer(), nullable=False),
    )
    op.create_index("entries_by_organization", "entries", ["organization", "year"])
    latest = sa.text("until = 12")
    op.create_index(
        "entries_of_years", "entries", ["measure", "year", "organization"], sqlite_where=latest, postgresql_where=latest
    )
    op.create_table(
        "sums",
        sa.Column("measure", sa.String(100), primary_key=True),
        sa.Column("year", sa.Integer(), primary_key=True, autoincrement=False),
        sa.Column("months", sa.Integer(), primary_key=True, autoincrement=False),
        sa.Column("until", sa.Integer(), primary_key=True, autoincrement=False),
        *(sa.Column(name, sa.BigInteger(), nullable=False) for name in ("numerator", "denominator", "wholes", "given",
                                                                        "counted")),
    )  # fmt: skip
    op.create_table(
        "units",
        sa.Column("organization", sa.String(100), primary_key=True),
        sa.Column("asked", sa.String(100), nullable=False),
    )
    op.create_table(
        "affected",
        sa.Column("organization", sa.String(100), primary_key=True),
        sa.Column("year", sa.Integer(), primary_key=True, autoincrement=False),
    )
    op.create_table(
        "derived",
        sa.Column("event", sa.Integer(), primary_key=True, autoincrement=False),
        sa.Column("measures", sa.String(64), nullable=False),
    )
