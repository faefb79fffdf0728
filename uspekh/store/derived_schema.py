"""Tables that are worked out from the values in force, so that a page need not read them all.

They can be emptied at any time: ``store.derived`` fills them again.
"""

from __future__ import annotations

from sqlalchemy import BigInteger, Column, Index, Integer, String, Table

from uspekh.russian.periods import YEAR
from uspekh.store.schema import metadata

PERIODS = range(1, YEAR + 1)
GIVEN = ("months", "numerator", "denominator")


def as_of(name: str, months: int) -> str:
    """The column of what stood after the first months of the year; ``months``: of which period it is."""
    return f"{name}_{months}"


# What each organization gives to each measure in a year, as it stood after each month of it
# (``monitoring.entries.complete``). ``counted``: it exists in the year. ``own``: the municipality's row.
entries = Table(
    "entries",
    metadata,
    Column("measure", String(100), primary_key=True),
    Column("year", Integer, primary_key=True, autoincrement=False),
    Column("organization", String(100), primary_key=True),
    Column("counted", Integer, nullable=False),
    Column("own", Integer, nullable=False),
    *(Column(as_of(name, months), BigInteger) for months in PERIODS for name in GIVEN),
    Index("entries_by_organization", "organization", "year"),
)

# The same over all organizations: sums and counts of what stands from one month to another.
# ``wholes``: how many of the ``given`` have a denominator.
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
