"""Items of the plan that were done late or never."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from uspekh import words
from uspekh.charts import palette
from uspekh.monitoring.execution.milestones import DONE
from uspekh.monitoring.figures import Figures
from uspekh.report.content import phrases
from uspekh.report.content.cells import Cell, clean
from uspekh.report.content.table import Column, Table
from uspekh.russian.format import NBSP, plural

_LATE = (
    Column("number", "№", 15),
    Column("title", "Пункт плана", 63),
    Column("due", "Срок", 24),
    Column("done", "Исполнено", 24),
    Column("days", "Дней опоздания", 22, figures=True),
    Column("executor", "Ответственный", 32),
)
_NEVER = (
    Column("number", "№", 15),
    Column("title", "Пункт плана", 83),
    Column("due", "Срок", 24),
    Column("days", "Прошло дней", 20, figures=True),
    Column("executor", "Ответственный", 38),
)


def done_late(figures: Figures) -> Table:
    """Items that were done after their date, the oldest first."""
    rows = [_cells(row) | {"days": (row["done"] - row["due"]).days} for row in _of_state(figures, ["done_late"])]
    return Table("Исполнено с опозданием", _LATE, rows, "С опозданием не исполнено ничего")


def never_done(figures: Figures) -> Table:
    """Items whose date has passed and that nobody reported as done."""
    rows = [
        _cells(row) | {"days": (figures.selection.as_of - row["due"]).days} for row in _of_state(figures, ["overdue"])
    ]
    return Table("Не исполнено", _NEVER, rows, "Всё, чему подошёл срок, исполнено")


def say_items(figures: Figures) -> str:
    """«Из 214 пунктов плана исполнены в срок 180, с опозданием 20, не исполнены 14»."""
    flags = figures.milestones["flag"]
    count = len(flags)
    states = [("исполнены в срок", "done"), ("с опозданием", "done_late"), ("не исполнены", "overdue")]
    parts = [f"{label} {number}" for label, state in states if (number := int((flags == state).sum()))]
    waiting = int((~flags.isin([*DONE, "overdue"])).sum())
    parts += [f"срок не наступил у {waiting}"] if waiting else []
    items = plural(count, "пункта", "пунктов", "пунктов")
    return f"Из {count}{NBSP}{items} плана, считая ежегодные по каждому году, {', '.join(parts)}"


def _of_state(figures: Figures, states: Sequence[str]) -> list[pd.Series]:
    rows = figures.milestones
    rows = rows[rows["flag"].isin(states)].sort_values("due", kind="stable")
    return [row for _, row in rows.iterrows()]


def _cells(row: pd.Series) -> dict[str, Cell]:
    return {
        "number": str(row["item"]),
        "title": f"{words.PLAN_ITEMS[row['kind']].capitalize()}. {clean(row['title'])}",
        "due": row["due"],
        "done": row["done"],
        "executor": clean(row["executor"]),
        "tint": phrases.tint(row["flag"], palette.STATUSES),
    }
