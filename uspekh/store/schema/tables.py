"""Tables of the store. Values are only ever added; an upload taken back is marked, not erased."""

from __future__ import annotations

from typing import Any

from sqlalchemy import (
    BigInteger,
    Boolean,
    CheckConstraint,
    Column,
    ColumnElement,
    DateTime,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
    literal_column,
    text,
)

from uspekh.store.schema.columns import LongWords, Words
from uspekh.store.schema.project import ProjectTable, project_column

metadata = MetaData()

SHEET = 100
"""The longest name of a sheet that is kept."""
# SQLite numbers rows by itself in a column of this very type alone.
WIDE = BigInteger().with_variant(Integer, "sqlite")


# Files by their SHA-256; the files themselves are not stored. ``original``: the bytes of a file from before copies were
# made, until a copy is rebuilt from it (``uploads.originals``); empty bytes until the database is compacted, then null.
files = Table(
    "files",
    metadata,
    Column("sha256", String(64), primary_key=True),
    Column("original", LargeBinary),
)

# What was read from files: workbooks rebuilt from the values (``actuals.rebuilding``), by their own SHA-256.
copies = Table(
    "copies",
    metadata,
    Column("sha256", String(64), primary_key=True),
    Column("content", LargeBinary, nullable=False),
)

uploads = ProjectTable(
    "uploads",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=True),
    project_column(),
    Column("at", DateTime(timezone=True), nullable=False),
    Column("by", Words(200), nullable=False),
    Column("file_name", Words(255), nullable=False),
    Column("sha256", ForeignKey("files.sha256"), nullable=False),
    Column("rows", Integer, nullable=False),
    Column("new", Integer, nullable=False),
    Column("replaced", Integer, nullable=False),
    Column("same", Integer, nullable=False),
    Column("undone_at", DateTime(timezone=True)),
    Column("undone_by", Words(200)),
    Column("reason", LongWords(), nullable=False, server_default=""),
    Column("copy", ForeignKey("copies.sha256")),
    sqlite_autoincrement=True,
)

# The same rows whichever project they belong to: entries of the directory come from uploads of all projects.
any_upload = uploads.to_metadata(MetaData(), name="uploads")

# One row is one reported value with the cell it stood in; ``part``, ``months`` and ``field`` as of
# ``actuals.values.frame``. Rows are only added; where a new edition renumbers the passport, its
# numbers in them are rewritten (``plans.renumbering``). ``in_force``: of its key this is the value of the latest
# upload that was not taken back.
value_rows = ProjectTable(
    "values",
    metadata,
    Column("id", WIDE, primary_key=True, autoincrement=True),
    project_column(),
    Column("upload", ForeignKey("uploads.id"), nullable=False, index=True),
    Column("kind", String(20), nullable=False),
    Column("subject", String(100), nullable=False),
    Column("part", String(200), nullable=False),
    Column("year", Integer, nullable=False),
    Column("months", Integer, nullable=False),
    Column("field", String(100), nullable=False),
    Column("number", BigInteger),
    Column("text", LongWords()),
    Column("document", LongWords()),
    Column("sheet", Words(SHEET), nullable=False),
    Column("cell", String(20), nullable=False),
    Column("in_force", Boolean, nullable=False),
    CheckConstraint("(number IS NULL) <> (text IS NULL)", name="values_number_or_text"),
    Index("values_by_subject", "project", "subject", "year"),
    Index(
        "values_in_force_once", "project", "kind", "year", "months", "subject", "field", "part", unique=True,
        sqlite_where=text("in_force"), postgresql_where=text("in_force"),
    ),
    quote=True,
)  # fmt: skip
IN_FORCE: ColumnElement[Any] = literal_column('"values".in_force', Integer)
"""``in_force`` spelled as the index spells it: SQLite uses the index for no other spelling, «in_force = 1» neither."""

# The log of actions: a trigger of the database refuses a change of what it holds.
events = ProjectTable(
    "events",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=True),
    project_column(),
    Column("at", DateTime(timezone=True), nullable=False),
    Column("by", Words(200), nullable=False),
    Column("action", String(50), nullable=False),
    Column("upload", ForeignKey("uploads.id")),
    Column("role", String(20), nullable=False, server_default=""),
    Column("outcome", String(20), nullable=False, server_default="done"),
    Column("detail", LongWords(), nullable=False, server_default=""),
    Index("events_by_outcome", "outcome", "id", "project"),
    sqlite_autoincrement=True,
)

# The same rows whichever project they belong to.
any_event = events.to_metadata(MetaData(), name="events")

# Layouts of foreign tables, matched by hand once and offered again for the same headings.
layouts = ProjectTable(
    "layouts",
    metadata,
    project_column(primary_key=True),
    Column("shape", String(64), primary_key=True),
    Column("at", DateTime(timezone=True), nullable=False),
    Column("by", Words(200), nullable=False),
    Column("mapping", LongWords(), nullable=False),
)

# What a person said of a warning when a file was accepted: it stays with the value of that cell.
remark_rows = Table(
    "remarks",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=True),
    Column("upload", ForeignKey("uploads.id"), nullable=False, index=True),
    Column("sheet", String(100), nullable=False),
    Column("cell", String(20), nullable=False),
    Column("code", String(100), nullable=False),
    Column("message", Text, nullable=False),
    Column("comment", Text, nullable=False),
    sqlite_autoincrement=True,
)

# Reports of organizations that wait for acceptance; ``periods``, ``said`` and ``points`` are JSON.
submissions = ProjectTable(
    "submissions",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=True),
    project_column(),
    Column("at", DateTime(timezone=True), nullable=False),
    Column("by", Words(200), nullable=False),
    Column("organization", String(100), nullable=False),
    Column("file_name", Words(255), nullable=False),
    Column("sha256", ForeignKey("files.sha256"), nullable=False),
    Column("periods", LongWords(), nullable=False),
    Column("said", LongWords(), nullable=False),
    Column("state", String(20), nullable=False),
    Column("decided_at", DateTime(timezone=True)),
    Column("decided_by", Words(200)),
    Column("remark", LongWords()),
    Column("upload", ForeignKey("uploads.id")),
    Column("points", LongWords(), nullable=False, server_default="[]"),
    Column("copy", ForeignKey("copies.sha256")),
    Index("submissions_by_state", "state", "organization"),
    sqlite_autoincrement=True,
)

# Periods closed and opened again: each entry is kept, the latest of a period is in force.
locks = ProjectTable(
    "locks",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=True),
    project_column(),
    Column("at", DateTime(timezone=True), nullable=False),
    Column("by", Words(200), nullable=False),
    Column("year", Integer, nullable=False),
    Column("months", Integer, nullable=False),
    Column("locked", Boolean, nullable=False),
    Column("reason", LongWords(), nullable=False),
    sqlite_autoincrement=True,
)

# What was read from a file and not stored yet (``uploads.unsaved``); no part of a backup. ``person``: SHA-256 of the
# identity.
unsaved = ProjectTable(
    "unsaved",
    metadata,
    Column("person", String(64), primary_key=True),
    project_column(primary_key=True),
    Column("at", DateTime(timezone=True), nullable=False),
    Column("file_name", Words(255), nullable=False),
    Column("sha256", String(64), nullable=False),
    Column("size", Integer, nullable=False),
    Column("rows", Integer, nullable=False),
    Column("basis", String(64), nullable=False),
    Column("content", LongWords(), nullable=False),
    Column("problems", LongWords(), nullable=False),
    Index("unsaved_by_age", "at"),
)

# Every text of a table of the plan that the program has worked with: a row each time another text is first used.
# ``text`` and its SHA-256 are missing where the table was there before and is not any more.
plan_texts = ProjectTable(
    "plan_texts",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=True),
    project_column(),
    Column("name", String(200), nullable=False),
    Column("sha256", String(64)),
    Column("first_used_at", DateTime(timezone=True), nullable=False),
    Column("text", Text),
    sqlite_autoincrement=True,
)
