"""Tables of passports that are being reviewed before a project is created of them; changes are only ever added."""

from __future__ import annotations

from sqlalchemy import Boolean, Column, DateTime, ForeignKey, Integer, String, Table

from uspekh.store.schema.columns import LongWords, Words
from uspekh.store.schema.tables import metadata

# A passport that was read, or started empty. ``remarks``: what the import said beside the tables, JSON.
# ``project``: the code of the project that was created of it, with which it is closed.
drafts = Table(
    "drafts",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=True),
    Column("title", LongWords(), nullable=False),
    Column("document", Words(255), nullable=False),
    Column("sha256", String(64), nullable=False),
    Column("remarks", LongWords(), nullable=False),
    Column("started_by", Words(200), nullable=False),
    Column("started_at", DateTime(timezone=True), nullable=False),
    Column("closed_by", Words(200)),
    Column("closed_at", DateTime(timezone=True)),
    Column("project", String(40)),
    sqlite_autoincrement=True,
)

# The rows of a table as they were read, with the rows of the document that they come from, JSON.
draft_tables = Table(
    "draft_tables",
    metadata,
    Column("draft", ForeignKey("drafts.id"), primary_key=True),
    Column("name", String(100), primary_key=True),
    Column("rows", LongWords(), nullable=False),
)

# What a person wrote into a cell; of no column: a row that was added (with a text) or taken out (without).
draft_changes = Table(
    "draft_changes",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=True),
    Column("draft", ForeignKey("drafts.id"), nullable=False, index=True),
    Column("name", String(100), nullable=False),
    Column("row", Integer, nullable=False),
    Column("column", String(100), nullable=False),
    Column("text", LongWords()),
    Column("by", Words(200), nullable=False),
    Column("at", DateTime(timezone=True), nullable=False),
    sqlite_autoincrement=True,
)

# Who looked a section through, or took that back; the latest of a section is in force.
draft_confirmations = Table(
    "draft_confirmations",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=True),
    Column("draft", ForeignKey("drafts.id"), nullable=False, index=True),
    Column("section", String(100), nullable=False),
    Column("confirmed", Boolean, nullable=False),
    Column("by", Words(200), nullable=False),
    Column("at", DateTime(timezone=True), nullable=False),
    sqlite_autoincrement=True,
)
