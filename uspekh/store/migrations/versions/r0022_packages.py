"""Packages of municipalities that a region received, and what they and the projects give to the roll-up."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0022"
down_revision = "0021"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Of what each gives, nothing is kept yet: it is worked out when it is first asked for."""
    op.create_table(
        "packages",
        sa.Column("id", sa.Integer(), primary_key=True, autoincrement=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("by", sa.String(200), nullable=False),
        sa.Column("sender", sa.String(64), nullable=False),
        sa.Column("municipality", sa.String(200), nullable=False),
        sa.Column("project", sa.String(40), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("sha256", sa.String(64), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.Column("undone_at", sa.DateTime(timezone=True)),
        sa.Column("undone_by", sa.String(200)),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "contributions",
        sa.Column("source", sa.String(120), primary_key=True),
        sa.Column("year", sa.Integer(), primary_key=True, autoincrement=False),
        sa.Column("stamp", sa.String(200), nullable=False),
        sa.Column("with_data", sa.Integer(), nullable=False),
        sa.Column("content", sa.Text(), nullable=False),
    )
