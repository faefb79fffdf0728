"""Passports that are being reviewed are kept in the store until a project is created of them."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0020"
down_revision = "0019"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Nothing is reviewed yet."""
    op.create_table(
        "drafts",
        _number(),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("document", sa.String(255), nullable=False),
        sa.Column("sha256", sa.String(64), nullable=False),
        sa.Column("remarks", sa.Text(), nullable=False),
        sa.Column("started_by", sa.String(200), nullable=False),
        sa.Column("started_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("closed_by", sa.String(200)),
        sa.Column("closed_at", sa.DateTime(timezone=True)),
        sa.Column("project", sa.String(40)),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "draft_tables",
        sa.Column("draft", sa.Integer(), sa.ForeignKey("drafts.id"), primary_key=True),
        sa.Column("name", sa.String(100), primary_key=True),
        sa.Column("rows", sa.Text(), nullable=False),
    )
    op.create_table(
        "draft_changes",
        _number(),
        _draft(),
        sa.Column("name", sa.String(100), nullable=False),
        sa.Column("row", sa.Integer(), nullable=False),
        sa.Column("column", sa.String(100), nullable=False),
        sa.Column("text", sa.Text()),
        *_signature(),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "draft_confirmations",
        _number(),
        _draft(),
        sa.Column("section", sa.String(100), nullable=False),
        sa.Column("confirmed", sa.Boolean(), nullable=False),
        *_signature(),
        sqlite_autoincrement=True,
    )


def _number() -> sa.Column[int]:
    return sa.Column("id", sa.Integer(), primary_key=True, autoincrement=True)


def _draft() -> sa.Column[int]:
    return sa.Column("draft", sa.Integer(), sa.ForeignKey("drafts.id"), nullable=False, index=True)


def _signature() -> tuple[sa.Column[str], sa.Column[object]]:
    by: sa.Column[str] = sa.Column("by", sa.String(200), nullable=False)
    at: sa.Column[object] = sa.Column("at", sa.DateTime(timezone=True), nullable=False)
    return by, at
