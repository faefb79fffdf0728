"""What belongs to a result: its plan items, money, people and indicators, and the cells behind them."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from uspekh.monitoring.explaining.provenance import items_behind, money_behind, subject_behind
from uspekh.monitoring.figures import Figures
from uspekh.russian.text import plain
from uspekh.ui.session.figures import agenda_of
from uspekh.ui.show import linked, provenance, tables


def show(figures: Figures, result: str) -> None:
    """A tab for each kind; where the passport links nothing of it, the tab says so."""
    items, money, people, indicator = st.tabs(["Мероприятия", "Бюджет", "Участники", "Показатель"])
    with items:
        _items(figures, result)
    with money:
        _money(figures, result)
    with people:
        rows = linked.people_table(result)
        if _some(rows, "участников"):
            tables.whole(rows)
    with indicator:
        _indicators(figures, result)


def _items(figures: Figures, result: str) -> None:
    rows = agenda_of(figures.selection)
    rows = rows[[result in results for results in rows["results"]]]
    if _some(rows, "мероприятий"):
        tables.whole(linked.items_table(rows))
        title = f"Мероприятия результата {result}"
        provenance.button("результат-мероприятия", title, lambda: items_behind(figures, rows))


def _money(figures: Figures, result: str) -> None:
    data, formats = linked.budget_table(figures, result)

    def find_cells(row: int, _: str) -> pd.DataFrame:
        return money_behind(figures, int(data["Год"].iloc[row]), data["Строка"].iloc[row])

    if _some(data, "строк бюджета"):
        title = f"Строки бюджета результата {result}"
        provenance.table(data, title, find_cells, key="результат-бюджет", formats=formats, height="content")
    for note in linked.budget_notes(figures, result):
        st.caption(plain(note))


def _indicators(figures: Figures, result: str) -> None:
    data = linked.indicator_table(figures, result)

    def find_cells(row: int, _: str) -> pd.DataFrame:
        subject, _, _ = data["Показатель"].iloc[row].partition(". ")
        return subject_behind(figures, "indicator", subject, int(data["Год"].iloc[row]))

    if _some(data, "показателя"):
        title = f"Показатель результата {result}"
        provenance.table(data, title, find_cells, key="результат-показатель", height="content")


def _some(data: pd.DataFrame, what: str) -> bool:
    """Whether there is anything to show; else the words that the passport links nothing of the kind."""
    if data.empty:
        st.info(f"Паспорт не связывает с этим результатом {what}.")
    return not data.empty
