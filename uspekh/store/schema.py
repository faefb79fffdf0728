"""Tables of the store. Values are only ever added; an upload taken back is marked, not erased."""

from __future__ import annotations

from sqlalchemy import (
    BigInteger,
    Column,
    DateTime,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
)

metadata = MetaData()

files = Table(
    "files",
    metadata,
    Column("sha256", String(64), primary_key=True),
    Column("content", LargeBinary, nullable=False),
)

uploads = Table(
    "uploads",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=True),
    Column("at", DateTime(timezone=True), nullable=False),
    Column("by", String(200), nullable=False),
    Column("file_name", String(255), nullable=False),
    Column("sha256", ForeignKey("files.sha256"), nullable=False),
    Column("rows", Integer, nullable=False),
    Column("new", Integer, nullable=False),
    Column("replaced", Integer, nullable=False),
    Column("same", Integer, nullable=False),
    Column("undone_at", DateTime(timezone=True)),
    Column("undone_by", String(200)),
    sqlite_autoincrement=True,
)

values = Table(
    "values",
    metadata,
    Column("id", BigInteger().with_variant(Integer, "sqlite"), primary_key=True, autoincrement=True),
    Column("upload", ForeignKey("uploads.id"), nullable=False, index=True),
    Column("kind", String(20), nullable=False),
    Column("subject", String(100), nullable=False),
    Column("part", String(200), nullable=False),
    Column("year", Integer, nullable=False),
    Column("months", Integer, nullable=False),
    Column("field", String(100), nullable=False),
    Column("number", BigInteger),
    Column("text", Text),
    Column("sheet", String(100), nullable=False),
    Column("cell", String(20), nullable=False),
    Index("values_by_key", "kind", "subject", "part", "year", "months", "field", "upload"),
)

events = Table(
    "events",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=True),
    Column("at", DateTime(timezone=True), nullable=False),
    Column("by", String(200), nullable=False),
    Column("action", String(50), nullable=False),
    Column("upload", ForeignKey("uploads.id")),
    sqlite_autoincrement=True,
)
