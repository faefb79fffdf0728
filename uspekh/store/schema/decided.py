"""Tables of what people decide about figures and findings; nothing in them is overwritten."""

from __future__ import annotations

from sqlalchemy import Boolean, Column, Date, DateTime, Integer, MetaData, String

from uspekh.store.schema.columns import LongWords, Words
from uspekh.store.schema.project import ProjectTable, project_column
from uspekh.store.schema.tables import metadata

# What people say of figures: each entry is kept, the latest of a thread is in force.
decisions = ProjectTable(
    "decisions",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=True),
    project_column(),
    Column("thread", String(36), nullable=False, index=True),
    Column("at", DateTime(timezone=True), nullable=False),
    Column("by", Words(200), nullable=False),
    Column("subject_kind", String(20), nullable=False),
    Column("subject", String(100), nullable=False),
    Column("year", Integer, nullable=False),
    Column("cause", LongWords(), nullable=False),
    Column("action", LongWords(), nullable=False),
    Column("responsible", Words(200), nullable=False),
    Column("due", Date),
    Column("closed", Boolean, nullable=False),
    sqlite_autoincrement=True,
)

meetings = ProjectTable(
    "meetings",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=True),
    project_column(),
    Column("held_on", Date, nullable=False),
    Column("at", DateTime(timezone=True), nullable=False),
    Column("by", Words(200), nullable=False),
    Column("year", Integer, nullable=False),
    Column("months", Integer, nullable=False),
    Column("status", LongWords(), nullable=False),
    Column("decisions", LongWords(), nullable=False),
    sqlite_autoincrement=True,
)

# Findings of the audit that somebody accepted as they are, with the reason.
accepted_findings = ProjectTable(
    "marks",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=True),
    project_column(),
    Column("key", String(64), nullable=False, index=True),
    Column("at", DateTime(timezone=True), nullable=False),
    Column("by", Words(200), nullable=False),
    Column("accepted", Boolean, nullable=False),
    Column("reason", LongWords(), nullable=False),
    sqlite_autoincrement=True,
)

# Which measures of several projects are the same indicator: each entry is kept, the latest of a measure is in force.
# ``code``: empty where it was taken back.
shared_codes = ProjectTable(
    "shared_codes",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=True),
    project_column(),
    Column("measure", String(100), nullable=False),
    Column("code", Words(100), nullable=False),
    Column("at", DateTime(timezone=True), nullable=False),
    Column("by", Words(200), nullable=False),
    sqlite_autoincrement=True,
)
# The same rows of whichever project.
every_shared_code = shared_codes.to_metadata(MetaData())
