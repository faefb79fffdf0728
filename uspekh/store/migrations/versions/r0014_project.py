"""What is worked out, and what nobody has stored yet, belongs to a project as everything else does."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None
PROJECT = "uspekh"
UNSAVED = "person, at, file_name, sha256, size, rows, basis, content, problems"


def upgrade() -> None:
    """The derived tables are filled when the figures are next read; readings of this day are taken over."""
    for table in ("entries", "derived"):
        op.drop_table(table)
    _entries()
    op.create_table(
        "derived",
        _project(),
        sa.Column("event", sa.Integer(), nullable=False),
        sa.Column("plan", sa.String(64), nullable=False),
    )
    op.execute("CREATE TABLE unsaved_before AS SELECT * FROM unsaved")
    op.drop_table("unsaved")
    _unsaved()
    op.execute(f"INSERT INTO unsaved ({UNSAVED}) SELECT {UNSAVED} FROM unsaved_before")  # noqa: S608 (constants)
    op.drop_table("unsaved_before")


def _project() -> sa.Column[str]:
    return sa.Column("project", sa.String(40), primary_key=True, nullable=False, server_default=PROJECT)


def _entries() -> None:
    op.create_table(
        "entries",
        sa.Column("organization", sa.String(100), primary_key=True),
        sa.Column("year", sa.Integer(), primary_key=True, autoincrement=False),
        sa.Column("measure", sa.String(100), primary_key=True),
        sa.Column("months", sa.Integer(), primary_key=True, autoincrement=False),
        _project(),
        sa.Column("until", sa.Integer(), nullable=False),
        sa.Column("numerator", sa.BigInteger(), nullable=False),
        sa.Column("denominator", sa.BigInteger()),
        sa.Column("expected", sa.Boolean(), nullable=False, server_default=sa.false()),
    )
    whole = sa.text("until = 12")
    op.create_index(
        "entries_of_whole_years", "entries", ["year", "measure"], sqlite_where=whole, postgresql_where=whole
    )


def _unsaved() -> None:
    op.create_table(
        "unsaved",
        sa.Column("person", sa.String(64), primary_key=True),
        _project(),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("file_name", sa.String(255), nullable=False),
        sa.Column("sha256", sa.String(64), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("rows", sa.Integer(), nullable=False),
        sa.Column("basis", sa.String(64), nullable=False),
        sa.Column("content", sa.Text(), nullable=False),
        sa.Column("problems", sa.Text(), nullable=False),
    )
    op.create_index("unsaved_by_age", "unsaved", ["at"])
