"""Control points, events and results of the plan that fall due in the year: state, dates, who answers."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd

from uspekh import words
from uspekh.charts import palette
from uspekh.monitoring.execution.milestones import overdue_items
from uspekh.monitoring.figures import Figures
from uspekh.monitoring.overview.summary import of_year
from uspekh.monitoring.plans.edition_remarks import say_moved_due
from uspekh.report.content import phrases
from uspekh.report.content.cells import clean
from uspekh.report.content.table import Column, Row, Table
from uspekh.russian.format import NBSP, day, missing
from uspekh.words import NOTHING

MILESTONES = (
    Column("number", "№", 13),
    Column("title", "Контрольная точка, мероприятие", 60),
    Column("due", "Срок", 18),
    Column("done", "Исполнено", 18),
    Column("forecast", "Прогноз", 18),
    Column("status", "Состояние", 25),
    Column("executor", "Ответственный", 28),
)


def of_the_year(figures: Figures) -> Table:
    """All items due in the selected year, by date."""
    frame = of_year(figures.milestones, figures).sort_values("due", kind="stable")
    title = f"Контрольные точки и мероприятия со сроком в {figures.selection.year}\u00a0году"
    notes = tuple(filter(None, [_earlier(figures)]))
    return replace(_table(figures, frame, title, "В этом году сроков нет"), notes=notes)


def of_every_year(figures: Figures) -> Table:
    """All items by the years in which they fall due."""
    table = _table(figures, figures.milestones, "План мероприятий по годам", "Плана мероприятий нет")
    return replace(table, columns=(*MILESTONES[:2], Column("year", "Год", 12), *MILESTONES[2:]))


def overdue(figures: Figures) -> pd.DataFrame:
    """Rows of ``Figures.milestones`` of the selected year and before that are overdue."""
    return overdue_items(figures.milestones, figures.selection.year)


def _earlier(figures: Figures) -> str:
    """What is still overdue from the years before."""
    rows = overdue(figures)
    rows = rows[rows["year"] < figures.selection.year]
    items = [f"{item}{NBSP}({day(due)})" for item, due in zip(rows["item"], rows["due"], strict=True)]
    return f"Просрочено с прежних лет: {', '.join(items)}." if items else ""


def _table(figures: Figures, frame: pd.DataFrame, title: str, empty: str) -> Table:
    return Table(title, MILESTONES, [_cells(figures, row) for _, row in frame.iterrows()], empty)


def _done(figures: Figures, row: pd.Series) -> bool:
    """What was done after the date of the report was not yet done."""
    return not missing(row["done"]) and row["done"] <= figures.selection.as_of


def _moved(row: pd.Series) -> str:
    moved = say_moved_due(row)
    return f" ({moved})" if moved else ""


def _cells(figures: Figures, row: pd.Series) -> Row:
    return {
        "number": row["item"],
        "title": f"{words.PLAN_ITEMS[row['kind']].capitalize()}. {clean(row['title'])}{_moved(row)}",
        "year": int(row["year"]),
        "due": row["due"],
        "done": row["done"] if _done(figures, row) else NOTHING,
        "forecast": NOTHING if missing(row["forecast"]) else row["forecast"],
        "status": words.status_label(row["flag"], figures.rules.status_labels),
        "tint": phrases.tint(row["flag"], palette.STATUSES),
        "executor": clean(row["executor"]),
        "control": row["control"] or NOTHING,
    }
