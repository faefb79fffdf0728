"""What a report that was sent holds: by it a later one replaces it, wholly or in part."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """One column; of reports sent before nothing is known, and the list is empty."""
    op.add_column("submissions", sa.Column("points", sa.Text(), nullable=False, server_default="[]"))
