"""Tables that are worked out from the values in force, so that a page need not read them all.

They can be emptied at any time: ``store.derived`` fills them again.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import BigInteger, Column, ColumnElement, Index, Integer, String, Table, func, text

from uspekh.store.schema import metadata

# What each organization gives to each measure: ``monitoring.entries.complete``. ``own``: the municipality's row.
entries = Table(
    "entries",
    metadata,
    Column("measure", String(100), primary_key=True),
    Column("year", Integer, primary_key=True, autoincrement=False),
    Column("organization", String(100), primary_key=True),
    Column("months", Integer, primary_key=True, autoincrement=False),
    Column("until", Integer, nullable=False),
    Column("numerator", BigInteger, nullable=False),
    Column("denominator", BigInteger),
    Column("counted", Integer, nullable=False),
    Column("own", Integer, nullable=False),
    Index("entries_by_organization", "organization", "year"),
    Index(
        "entries_of_years", "measure", "year", "organization", sqlite_where=text("until = 12"),
        postgresql_where=text("until = 12"),
    ),
)  # fmt: skip

# The same over all organizations: sums and counts of entries that hold for the same periods.
sums = Table(
    "sums",
    metadata,
    Column("measure", String(100), primary_key=True),
    Column("year", Integer, primary_key=True, autoincrement=False),
    Column("months", Integer, primary_key=True, autoincrement=False),
    Column("until", Integer, primary_key=True, autoincrement=False),
    Column("numerator", BigInteger, nullable=False),
    Column("denominator", BigInteger, nullable=False),
    Column("wholes", BigInteger, nullable=False),
    Column("given", BigInteger, nullable=False),
    Column("counted", BigInteger, nullable=False),
)

# What the directory said of each organization when its entries were worked out; ``OWN`` of the municipality.
OWN = "own"
units = Table(
    "units",
    metadata,
    Column("organization", String(100), primary_key=True),
    Column("asked", String(100), nullable=False),
)

# Organizations and years to be worked out anew; empty between transactions.
affected = Table(
    "affected",
    metadata,
    Column("organization", String(100), primary_key=True),
    Column("year", Integer, primary_key=True, autoincrement=False),
)

# One row: the last event and the measures (SHA-256) that the tables above are worked out for.
derived = Table(
    "derived",
    metadata,
    Column("event", Integer, primary_key=True, autoincrement=False),
    Column("measures", String(64), nullable=False),
)

DERIVED = (entries, sums, units, affected, derived)


def totals() -> list[ColumnElement[Any]]:
    """Entries put together: numerator, denominator, wholes, given, counted, as the columns of ``sums``."""
    return [
        func.sum(entries.c.numerator),
        func.coalesce(func.sum(entries.c.denominator), 0),
        func.count(entries.c.denominator),
        func.count(),
        func.sum(entries.c.counted),
    ]
