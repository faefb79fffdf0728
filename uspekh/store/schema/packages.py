"""Tables of the roll-up over municipalities. They belong to no project of the store."""

from __future__ import annotations

from sqlalchemy import Column, DateTime, Integer, LargeBinary, String, Table, Text

from uspekh.store.schema.columns import LongWords, Words
from uspekh.store.schema.tables import metadata

# Every package that was received, as it came. ``sender``: the public key that it was signed with; ``municipality``:
# what its owner was called then; ``project``: its code there; ``made_at``: the moment it is of. In force of a sender
# and project is the latest that was not taken back.
packages = Table(
    "packages",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=True),
    Column("at", DateTime(timezone=True), nullable=False),
    Column("by", Words(200), nullable=False),
    Column("sender", String(64), nullable=False),
    Column("municipality", Words(200), nullable=False),
    Column("project", Words(40), nullable=False),
    Column("title", LongWords(), nullable=False),
    Column("made_at", DateTime(timezone=True), nullable=False),
    Column("sha256", String(64), nullable=False),
    Column("content", LargeBinary, nullable=False),
    Column("undone_at", DateTime(timezone=True)),
    Column("undone_by", Words(200)),
    sqlite_autoincrement=True,
)

# What a project or a package gives to the shared indicators in a year, as JSON: worked out for the state ``stamp``.
# ``with_data``: to how many of them it gives a figure. Can be emptied at any time.
contributions = Table(
    "contributions",
    metadata,
    Column("source", String(120), primary_key=True),
    Column("year", Integer, primary_key=True, autoincrement=False),
    Column("stamp", String(200), nullable=False),
    Column("with_data", Integer, nullable=False),
    Column("content", Text, nullable=False),
)
