"""Of every edition it is kept whether what was reported has its numbers: it may be entered before it holds."""

from __future__ import annotations

from datetime import date

import sqlalchemy as sa
from alembic import op

revision = "0023"
down_revision = "0022"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Until now values got the numbers of an edition when it was entered, so those that hold need nothing more."""
    connection = op.get_bind()
    tables = sa.MetaData()
    editions = sa.Table("editions", tables, autoload_with=connection)
    texts = sa.Table("edition_tables", tables, autoload_with=connection)
    held = sa.select(editions.c.id).where(editions.c.valid_from <= date.today())
    rows = [{"edition": edition, "name": "applied", "text": ""} for edition in connection.scalars(held)]
    if rows:
        connection.execute(sa.insert(texts), rows)
