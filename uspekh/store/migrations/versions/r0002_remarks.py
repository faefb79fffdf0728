"""Comments on warnings, kept with the values of their cells."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """One table more."""
    op.create_table(
        "remarks",
        sa.Column("id", sa.Integer(), primary_key=True, autoincrement=True),
        sa.Column("upload", sa.Integer(), sa.ForeignKey("uploads.id"), nullable=False),
        sa.Column("sheet", sa.String(100), nullable=False),
        sa.Column("cell", sa.String(20), nullable=False),
        sa.Column("code", sa.String(100), nullable=False),
        sa.Column("message", sa.Text(), nullable=False),
        sa.Column("comment", sa.Text(), nullable=False),
        sqlite_autoincrement=True,
        if_not_exists=True,
    )
    op.create_index("ix_remarks_upload", "remarks", ["upload"], if_not_exists=True)
