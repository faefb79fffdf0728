"""What the list of all projects says of each is kept."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0019"
down_revision = "0018"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """It is filled when the list is next seen."""
    op.create_table(
        "headlines",
        sa.Column("project", sa.String(40), primary_key=True, nullable=False, server_default="uspekh"),
        sa.Column("event", sa.Integer(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("sentence", sa.Text(), nullable=False),
        sa.Column("states", sa.Text(), nullable=False),
        sa.Column("overdue", sa.Integer(), nullable=False),
    )
