"""Rows of money as a table: both plans, the execution, its bar, both completions, the flag."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import pandas as pd

from uspekh.charts.bar import bar
from uspekh.monitoring.overview.money import MoneyRow
from uspekh.russian.format import percent, roubles
from uspekh.ui.session.state import project
from uspekh.ui.show import table
from uspekh.ui.show.frames import KOPECKS
from uspekh.ui.show.table import Cell
from uspekh.ui.show.words import flags
from uspekh.words import MONEY, MONEY_COLUMNS, NOTHING

TO_PLAN, TO_REFINED, BAR, FLAG = "К плану", "К уточнённому", "Исполнение к плану", "Оценка"
OPEN, CELLS = "строка:", "ячейки:"
"""What is pressed in a row: its title, or its execution; the key of the row follows."""
_WIDTHS = (30, 10, 10, 10, 7, 9, 10, 14)
"""Percent of the columns."""

_IDLE = Cell(NOTHING, number=True)
"""The execution where nothing was planned or reported."""


def show(
    heading: str,
    rows: Sequence[MoneyRow],
    *,
    key: str,
    on_click: Callable[[str], None],
    opens: bool = False,
    current: str = "",
) -> None:
    """Draws the rows under ``heading``; where the title ``opens`` something it is a button, as the execution is."""
    headings = [f"{heading}, руб.", *MONEY.values(), TO_PLAN, TO_REFINED, BAR, FLAG]
    judged = any(row.states or row.notes for row in rows)
    cells = [_cells(row, opens=opens) for row in rows]
    if not judged:
        headings, cells = headings[:-1], [row[:-1] for row in cells]
    widths = _WIDTHS[: len(headings)]
    current = f"{OPEN if opens else CELLS}{current}" if current else ""
    table.show(headings, cells, key=key, on_click=on_click, name=heading, current=current, fold=0, widths=widths)


def for_saving(heading: str, rows: Sequence[MoneyRow]) -> pd.DataFrame:
    """The same rows with live numbers, for a workbook: roubles and percent."""
    frame = pd.DataFrame({heading: [row.title for row in rows]})
    for kind, name in MONEY_COLUMNS.items():
        frame[name] = pd.Series([getattr(row, kind) for row in rows], dtype="Float64") / KOPECKS
    frame[f"{TO_PLAN}, %"] = [row.completion for row in rows]
    frame[f"{TO_REFINED}, %"] = [row.completion_refined for row in rows]
    frame[FLAG] = [", ".join([*map(flags.label, row.states), *row.notes]) for row in rows]
    return frame


def _cells(row: MoneyRow, *, opens: bool) -> list[Cell]:
    edges, with_money = project().rules.edges, bool(row.judged_by or row.executed)
    return [
        Cell(row.title, action=f"{OPEN}{row.key}" if opens and row.key else ""),
        Cell(roubles(row.plan), number=True),
        Cell(NOTHING if row.refined is None else roubles(row.refined), number=True),
        Cell(roubles(row.executed), number=True, action=f"{CELLS}{row.key}") if with_money else _IDLE,
        *(
            Cell(NOTHING if share is None else percent(share, bounds=edges), number=True)
            for share in (row.completion, row.completion_refined)
        ),
        Cell("", html=bar(row.share) if row.judged_by else ""),
        Cell(", ".join(row.notes), html="".join(f"<div>{table.state(state)}</div>" for state in row.states)),
    ]
