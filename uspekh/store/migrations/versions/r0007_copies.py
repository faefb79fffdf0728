"""A file is kept no more: what was read from it is, as a copy. Originals wait apart until copies are made of them.

Making the copies takes the plan, which this step does not know: ``uspekh.store.uploads.originals`` does it afterwards.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """A table of copies for uploads and submissions; the bytes of files go to a column that may be empty."""
    op.create_table(
        "copies",
        sa.Column("sha256", sa.String(64), primary_key=True),
        sa.Column("content", sa.LargeBinary(), nullable=False),
    )
    for table in ("uploads", "submissions"):
        # Written out: the reference has to stand in the same statement for SQLite, which else rebuilds the table.
        op.execute(f"ALTER TABLE {table} ADD COLUMN copy VARCHAR(64) REFERENCES copies (sha256)")
    if op.get_bind().dialect.name == "postgresql":
        op.alter_column("files", "content", new_column_name="original", nullable=True)
    else:
        op.execute("ALTER TABLE files ADD COLUMN original BLOB")
        op.execute("UPDATE files SET original = content")
        op.execute("ALTER TABLE files DROP COLUMN content")
