"""Money: section 4 and the financing of the supplementary materials."""

from __future__ import annotations

import pandera.pandas as pa

from uspekh.passport.sections import BUDGET, FINANCING
from uspekh.passport.tables.table import Printed, Table, given_text, given_year

MONEY_COLUMN = "amount_mln"
"""Column of the files that stands for ``kopecks``: million roubles, as in the document."""


class BudgetLines(Table, key=("line",), printed=Printed(BUDGET, "line", ours=("short_title", "derived", "note"))):
    """Section 4: budget lines. ``derived`` marks the part of the totals that no printed line explains."""

    line: str = given_text(title="номер строки")
    title: str = given_text(title="наименование результата")
    short_title: str = given_text(title="краткое наименование")
    derived: bool = pa.Field(title="выведена из итогов")
    note: str = pa.Field(title="примечание")


class Budget(Table, key=("line", "source", "year"), printed=Printed(BUDGET, "line")):
    """Section 4: money of a line by source and year, in kopecks."""

    line: str = given_text(title="номер строки")
    source: str = given_text(title="источник финансирования")
    year: int = given_year()
    kopecks: int = pa.Field(ge=0, title="сумма")


class BudgetTotals(Table, key=("line", "source", "year"), printed=Printed(BUDGET, "line")):
    """Section 4: totals as printed, in kopecks. Empty ``line``: the project; empty ``source``: all; year 0: all."""

    line: str = pa.Field(title="номер строки")
    source: str = pa.Field(title="источник финансирования")
    year: int = pa.Field(ge=0, title="год")
    kopecks: int = pa.Field(ge=0, title="сумма")


class SupplementaryFinancing(
    Table,
    key=("row", "year", "position"),
    printed=Printed(FINANCING, "row", ours=("position",), optional=("code",)),
):
    """Supplementary materials, section 3: financing of 2019–2021, in kopecks. Year 0 and empty row: totals.

    ``position`` counts the amounts printed in one cell.
    """

    row: str = pa.Field(title="номер строки")
    title: str = given_text(title="наименование мероприятия")
    code: str = pa.Field(title="код бюджетной классификации")
    year: int = pa.Field(ge=0, title="год")
    position: int = pa.Field(ge=1, title="место в ячейке")
    kopecks: int = pa.Field(ge=0, title="сумма")
