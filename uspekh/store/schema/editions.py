"""The projects of an installation and the editions of their passports. Rows are only added.

These tables say which projects there are, so they are read whole and ask for a project by its code.
"""

from __future__ import annotations

from sqlalchemy import Column, Date, DateTime, ForeignKey, Integer, String, Table, Text, UniqueConstraint

from uspekh.store.schema.columns import LongWords, Words
from uspekh.store.schema.tables import metadata

# ``created_by``: missing of the project that came with the program. ``title``: of the latest edition.
projects = Table(
    "projects",
    metadata,
    Column("code", String(40), primary_key=True),
    Column("title", LongWords(), nullable=False),
    Column("created_at", DateTime(timezone=True), nullable=False),
    Column("created_by", Words(200)),
)

# ``dated`` and ``act``: the act that approved it; ``valid_from``: the first day on which it holds.
editions = Table(
    "editions",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=True),
    Column("code", ForeignKey("projects.code"), nullable=False),
    Column("number", Integer, nullable=False),
    Column("dated", Date),
    Column("act", LongWords(), nullable=False),
    Column("valid_from", Date, nullable=False),
    Column("confirmed_by", Words(200), nullable=False),
    Column("confirmed_at", DateTime(timezone=True), nullable=False),
    UniqueConstraint("code", "number", name="editions_once"),
    sqlite_autoincrement=True,
)

# The files of an edition (``passport.texts``) by name.
edition_tables = Table(
    "edition_tables",
    metadata,
    Column("edition", ForeignKey("editions.id"), primary_key=True),
    Column("name", String(100), primary_key=True),
    Column("text", Text, nullable=False),
)
