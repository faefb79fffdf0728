"""What Alembic runs: the steps go over the connection that the caller gives, inside its transaction."""

from __future__ import annotations

from alembic import context

from uspekh.store.schema import computed, decided, drafts, editions, packages, reminders
from uspekh.store.schema.tables import metadata

# Every module that adds tables to the metadata.
SHAPES = (computed, decided, drafts, editions, packages, reminders)

connection = context.config.attributes["connection"]
# SQLite cannot alter a column: Alembic rebuilds the table instead.
context.configure(connection=connection, target_metadata=metadata, render_as_batch=True)
with context.begin_transaction():
    context.run_migrations()
