"""Why a share is another than in the year before: what organizations did, and how their weights changed."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from uspekh.monitoring.explaining.share_change import ShareChange, explain_share
from uspekh.monitoring.figures import Figures
from uspekh.monitoring.overview import summary
from uspekh.russian.format import NBSP, number, percent
from uspekh.ui.session import filters
from uspekh.ui.show import methodology, table
from uspekh.ui.show.table import Cell

_DIGITS = 2
_PARTS = {
    "share_change": "Своя доля",
    "composition": "Состав",
    "without_denominator": "Без знаменателя",
    "total": "Всего",
}


def show(figures: Figures, measure: str) -> None:
    """The table of the selected year; words where it cannot be made or may not be shown."""
    year = figures.selection.year
    change = explain_share(figures.of([measure]), measure, year)
    if change is None:
        st.caption("За один из двух лет значений нет, или часть их скрыта: разложить изменение нельзя.")
        return
    st.markdown(f"##### Почему {year} год отличается от {year - 1}")
    difference = f"{number(change.after - change.before, _DIGITS, sign=True)}{NBSP}п.{NBSP}п."
    st.markdown(
        f"Доля по организациям: {percent(change.before, _DIGITS)} → {percent(change.after, _DIGITS)}, {difference}"
    )
    rows = _table(change)
    cells = [[Cell(row[0]), *(Cell(_signed(value), number=True) for value in row[1:])] for row in rows.values.tolist()]
    table.show(list(rows), cells, key="разложение")
    row = summary.of_year(figures.of([measure]).measures, figures).iloc[0]
    if row["basis"] == "municipality":
        st.caption("Значение города — строка муниципалитета; разложена сумма по организациям.")
    st.caption("Процентные пункты; сумма всех частей — изменение доли.")
    methodology.button("разложение", methodology.CHANGE)


def _table(change: ShareChange) -> pd.DataFrame:
    """The parts rounded so that they add up, the greatest first."""
    names, parts = {code: name for name, code in filters.organization_names().items()}, change.rounded(_DIGITS).parts
    table = pd.DataFrame({"Организация": [names.get(part.organization, part.organization) for part in parts]})
    for attribute, heading in _PARTS.items():
        table[heading] = [getattr(part, attribute) for part in parts]
    return table.sort_values("Всего", key=abs, ascending=False, ignore_index=True)


def _signed(value: float) -> str:
    return number(value, _DIGITS, sign=True)
