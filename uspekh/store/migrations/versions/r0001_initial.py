"""The first shape of the store.

Tables are made where they are missing: a database from before the shapes were numbered has some or all of them.
"""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

WIDE = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    """Journal and values, then what people say of them."""
    _uploads()
    _values()
    _decisions()
    _meetings()
    _accepted_findings()
    _layouts()


def _uploads() -> None:
    _table(
        "files",
        sa.Column("sha256", sa.String(64), primary_key=True),
        sa.Column("content", sa.LargeBinary(), nullable=False),
    )
    _numbered(
        "uploads",
        sa.Column("at", MOMENT, nullable=False),
        sa.Column("by", sa.String(200), nullable=False),
        sa.Column("file_name", sa.String(255), nullable=False),
        sa.Column("sha256", sa.String(64), sa.ForeignKey("files.sha256"), nullable=False),
        *(sa.Column(name, sa.Integer(), nullable=False) for name in ("rows", "new", "replaced", "same")),
        sa.Column("undone_at", MOMENT),
        sa.Column("undone_by", sa.String(200)),
    )
    _numbered(
        "events",
        sa.Column("at", MOMENT, nullable=False),
        sa.Column("by", sa.String(200), nullable=False),
        sa.Column("action", sa.String(50), nullable=False),
        sa.Column("upload", sa.Integer(), sa.ForeignKey("uploads.id")),
    )


def _values() -> None:
    _table(
        "values",
        sa.Column("id", WIDE, primary_key=True, autoincrement=True),
        sa.Column("upload", sa.Integer(), sa.ForeignKey("uploads.id"), nullable=False),
        sa.Column("kind", sa.String(20), nullable=False),
        sa.Column("subject", sa.String(100), nullable=False),
        sa.Column("part", sa.String(200), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("months", sa.Integer(), nullable=False),
        sa.Column("field", sa.String(100), nullable=False),
        sa.Column("number", sa.BigInteger()),
        sa.Column("text", sa.Text()),
        sa.Column("sheet", sa.String(100), nullable=False),
        sa.Column("cell", sa.String(20), nullable=False),
    )
    _index("values", "ix_values_upload", "upload")
    _index("values", "values_by_key", "kind", "subject", "part", "year", "months", "field", "upload")


def _decisions() -> None:
    _numbered(
        "decisions",
        sa.Column("thread", sa.String(36), nullable=False),
        sa.Column("at", MOMENT, nullable=False),
        sa.Column("by", sa.String(200), nullable=False),
        sa.Column("subject_kind", sa.String(20), nullable=False),
        sa.Column("subject", sa.String(100), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("cause", sa.Text(), nullable=False),
        sa.Column("action", sa.Text(), nullable=False),
        sa.Column("responsible", sa.String(200), nullable=False),
        sa.Column("due", sa.Date()),
        sa.Column("closed", sa.Boolean(), nullable=False),
    )
    _index("decisions", "ix_decisions_thread", "thread")


def _meetings() -> None:
    _numbered(
        "meetings",
        sa.Column("held_on", sa.Date(), nullable=False),
        sa.Column("at", MOMENT, nullable=False),
        sa.Column("by", sa.String(200), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("months", sa.Integer(), nullable=False),
        sa.Column("status", sa.Text(), nullable=False),
        sa.Column("decisions", sa.Text(), nullable=False),
    )


def _accepted_findings() -> None:
    _numbered(
        "marks",
        sa.Column("key", sa.String(64), nullable=False),
        sa.Column("at", MOMENT, nullable=False),
        sa.Column("by", sa.String(200), nullable=False),
        sa.Column("accepted", sa.Boolean(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
    )
    _index("marks", "ix_marks_key", "key")


def _layouts() -> None:
    _table(
        "layouts",
        sa.Column("shape", sa.String(64), primary_key=True),
        sa.Column("at", MOMENT, nullable=False),
        sa.Column("by", sa.String(200), nullable=False),
        sa.Column("mapping", sa.Text(), nullable=False),
    )


def _numbered(name: str, *columns: sa.Column[Any]) -> None:
    number = sa.Column("id", sa.Integer(), primary_key=True, autoincrement=True)
    _table(name, number, *columns, sqlite_autoincrement=True)


def _table(name: str, *columns: sa.Column[Any], **options: bool) -> None:
    op.create_table(name, *columns, if_not_exists=True, **options)


def _index(table: str, name: str, *columns: str) -> None:
    op.create_index(name, table, list(columns), if_not_exists=True)
