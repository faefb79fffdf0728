"""What explains the deviations of all years: the causes and measures that meetings decided."""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd

from uspekh.monitoring.figures import Figures
from uspekh.report.content.deviations import deviations, without_items
from uspekh.report.content.table import Column, Row, Table

_COLUMNS = (
    Column("year", "Год", 12),
    Column("subject", "Предмет", 38),
    Column("deviation", "Отклонение", 42),
    Column("cause", "Причина", 32),
    Column("action", "Мера", 30),
    Column("responsible", "Ответственный, срок", 26),
)
UNEXPLAINED = "причина не указана"


def explanations(figures: Figures, decisions: pd.DataFrame | None) -> Table:
    """Every deviation of every year with what was decided about it; ``decisions`` as of ``deviations.deviations``.

    Items of the plan have tables of their own and stand here only where something was decided about them.
    """
    rows = list(_of_all_years(figures, decisions))
    return Table("Чем объясняются отклонения", _COLUMNS, rows, "Отклонений не было")


def count_unexplained(table: Table) -> int:
    """How many deviations nobody explained."""
    return sum(row["cause"] == UNEXPLAINED for row in table.rows)


def _of_all_years(figures: Figures, decisions: pd.DataFrame | None) -> Iterator[Row]:
    for year in figures.plan.years:
        for row in without_items(deviations(figures.of_year(year), decisions)).rows:
            yield {**row, "year": year, "cause": row.get("cause") or UNEXPLAINED, "responsible": _who(row)}


def _who(row: Row) -> str:
    due = row.get("due")
    parts = [str(row.get("responsible") or ""), f"до {due:%d.%m.%Y}" if due else ""]
    return ", ".join(filter(None, parts))
