"""Links of calendars, what calendars announced, and letters that reminded somebody."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0018"
down_revision = "0017"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Three empty tables."""
    op.create_table(
        "calendar_links",
        sa.Column("token", sa.String(64), primary_key=True),
        _project(),
        sa.Column("kind", sa.String(20), nullable=False),
        sa.Column("code", sa.String(200), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("by", sa.String(200), nullable=False),
        sa.Column("revoked_at", sa.DateTime(timezone=True)),
    )
    op.create_index("calendar_links_by_addressee", "calendar_links", ["kind", "code"])
    op.create_table(
        "calendar_events",
        sa.Column("kind", sa.String(20), primary_key=True),
        sa.Column("code", sa.String(200), primary_key=True),
        sa.Column("uid", sa.String(400), primary_key=True),
        _project(primary_key=True),
        sa.Column("what", sa.Text(), nullable=False),
        sa.Column("due", sa.Date(), nullable=False),
        sa.Column("cancelled", sa.Boolean(), nullable=False),
        sa.Column("sequence", sa.Integer(), nullable=False),
        sa.Column("modified", sa.DateTime(timezone=True), nullable=False),
    )
    op.create_table(
        "letters",
        sa.Column("recipient", sa.String(320), primary_key=True),
        sa.Column("uid", sa.String(400), primary_key=True),
        sa.Column("due", sa.Date(), primary_key=True),
        sa.Column("state", sa.String(20), primary_key=True),
        _project(primary_key=True),
        sa.Column("began", sa.DateTime(timezone=True), nullable=False),
        sa.Column("sent", sa.DateTime(timezone=True)),
    )


def _project(*, primary_key: bool = False) -> sa.Column[str]:
    return sa.Column("project", sa.String(40), nullable=False, server_default="uspekh", primary_key=primary_key)
