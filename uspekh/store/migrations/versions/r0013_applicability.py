"""Who is asked for what is a table of the plan: what was worked out without it is worked out anew."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0009"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """The derived tables are emptied; they are filled when the figures are next read."""
    for table in ("entries", "organizations", "fields", "derived"):
        op.execute(sa.text(f"DELETE FROM {table}"))  # noqa: S608 (constants)
    op.drop_column("organizations", "asked_both")
    op.add_column("organizations", sa.Column("filler", sa.String(200)))
    op.add_column("entries", sa.Column("expected", sa.Boolean(), nullable=False, server_default=sa.false()))
