"""The money of the year on a shared screen."""

from __future__ import annotations

import streamlit as st

from uspekh.charts.bar import bar
from uspekh.monitoring.explaining.provenance import money_behind
from uspekh.monitoring.figures import Figures
from uspekh.monitoring.overview import money
from uspekh.monitoring.overview.money import MoneyRow
from uspekh.russian.format import number, percent
from uspekh.ui.meeting import headline
from uspekh.ui.show import provenance, table
from uspekh.ui.show.table import Cell
from uspekh.words import MONEY, NOTHING

_LINES = 9
_HEADINGS = (
    "Строка",
    f"{MONEY['refined']} (где его нет, {MONEY['plan'].lower()}), руб.",
    MONEY["executed"],
    "К плану",
    "Оценка",
)
_WIDTHS = (38, 18, 18, 12, 14)


def show(figures: Figures) -> None:
    """The year in one sentence, and the lines with most money; a press on a sum says where it comes from."""
    year = figures.selection.year
    headline.show_sentence(money.say_budget(figures))
    lines = [row for row in money.lines(figures) if row.judged_by or row.executed]
    if not lines:
        return
    lines.sort(key=lambda row: row.judged_by or 0, reverse=True)
    edges = figures.rules.edges
    table.show(
        _HEADINGS,
        [_cells(row, edges) for row in [*lines[:_LINES], money.whole_year(figures)]],
        key="показ-бюджет",
        name=f"Бюджет, {year} год",
        on_click=lambda line: provenance.open_cells(f"Строка {line}, {year} год", money_behind(figures, year, line)),
        fold=0,
        widths=_WIDTHS,
    )
    if len(lines) > _LINES:
        st.caption(f"Ещё строк: {len(lines) - _LINES}, они на странице «Бюджет».")


def _cells(row: MoneyRow, edges: tuple[float, ...]) -> list[Cell]:
    return [
        Cell(row.title),
        Cell(_roubles(row.judged_by), number=True),
        Cell(_roubles(row.executed), action=row.key, number=True),
        Cell(NOTHING if row.share is None else percent(row.share, bounds=edges), number=True, html=bar(row.share)),
        Cell(", ".join(row.notes), html="".join(f"<div>{table.state(state)}</div>" for state in row.states)),
    ]


def _roubles(kopecks: int | None) -> str:
    """Whole roubles: a shared screen has no room for kopecks."""
    return NOTHING if kopecks is None else number(kopecks / 100, 0)
