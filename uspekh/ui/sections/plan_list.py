"""Plan items as short rows: number, title, due date, status, who answers; the rest opens in the row."""

from __future__ import annotations

from textwrap import shorten
from typing import Any

import pandas as pd

from uspekh.monitoring.explaining.provenance import items_behind
from uspekh.monitoring.figures import Figures
from uspekh.monitoring.plans.edition_remarks import say_moved_due
from uspekh.russian.format import day, missing
from uspekh.ui.show import provenance, table
from uspekh.ui.show.linked import NOT_NAMED
from uspekh.ui.show.table import Cell
from uspekh.ui.show.words import flags
from uspekh.words import PLAN_ITEMS

_LONG = 72
"""Letters of a title that stand on one line."""
_WIDTHS = (7, 47, 9, 17, 20)


def show(rows: pd.DataFrame, figures: Figures, *, key: str) -> None:
    """Draws rows of ``overview.agenda`` in their order; the number of a row opens what was reported of it."""

    def open_item(action: str) -> None:
        item, _, year = action.rpartition(", ")
        due = rows[(rows["item"] == item) & (rows["year"] == int(year))]
        provenance.open_cells(f"Пункт плана {item}, {year} год", items_behind(figures, due))

    headings = ["№", "Пункт плана", "Срок", "Состояние", "Отвечает"]
    cells = [_cells(row) for row in rows.itertuples()]
    table.show(headings, cells, key=key, on_click=open_item, name="Пункты плана мероприятий", widths=_WIDTHS)


def _cells(row: Any) -> list[Cell]:
    done = "" if missing(row.done) else f" {day(row.done)}"
    forecast = "" if missing(row.forecast) else f", ожидается {day(row.forecast)}"
    moved = "" if missing(row.moved_on) else ", срок перенесён"
    title = shorten(row.title, _LONG, placeholder=" …")
    return [
        Cell(row.item, action=f"{row.item}, {row.year}"),
        Cell(title, detail=_detail(row, shortened=title != row.title)),
        Cell(day(row.due)),
        Cell(f"{flags.word_of(row.flag)}{done}{forecast}{moved}", state=row.flag),
        Cell(", ".join(row.responsible) or NOT_NAMED),
    ]


def _detail(row: Any, *, shortened: bool) -> str:
    """The whole title and what else the document and the reports say of the item, a line each."""
    lines = {
        "Срок": say_moved_due(row).removeprefix("срок "),
        "Вид": PLAN_ITEMS[row.kind],
        "Исполнитель в документе": row.executor,
        "Контроль": row.control or NOT_NAMED,
        "Результат": ", ".join(row.results),
        "Начало": "" if missing(row.start) else day(row.start),
        "Документ": "" if missing(row.document) else row.document,
    }
    rest = [f"{name}: {text}" for name, text in lines.items() if text]
    return "\n".join([row.title, *rest] if shortened else rest)
