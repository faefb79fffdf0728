"""Money: section 4 and the financing of the supplementary materials."""

from __future__ import annotations

import pandera.pandas as pa

from uspekh.passport.tables.table import Table, given_text, given_year

MONEY_COLUMN = "amount_mln"
"""Column of the files that stands for ``kopecks``: million roubles, as in the document."""


class BudgetLines(Table):
    """Section 4: budget lines. ``derived`` marks the part of the totals that no printed line explains."""

    line: str = given_text(unique=True)
    title: str = given_text()
    short_title: str = given_text()
    derived: bool
    note: str


class Budget(Table, key=("line", "source", "year")):
    """Section 4: money of a line by source and year, in kopecks."""

    line: str = given_text()
    source: str = given_text()
    year: int = given_year()
    kopecks: int = pa.Field(ge=0)


class BudgetTotals(Table, key=("line", "source", "year")):
    """Section 4: totals as printed, in kopecks. Empty ``line``: the project; empty ``source``: all; year 0: all."""

    line: str
    source: str
    year: int = pa.Field(ge=0)
    kopecks: int = pa.Field(ge=0)


class SupplementaryFinancing(Table, key=("row", "year", "position")):
    """Supplementary materials, section 3: financing of 2019–2021, in kopecks. Year 0 and empty row: totals.

    ``position`` counts the amounts printed in one cell.
    """

    row: str
    title: str = given_text()
    year: int = pa.Field(ge=0)
    position: int = pa.Field(ge=1)
    kopecks: int = pa.Field(ge=0)
