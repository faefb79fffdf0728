"""Who has and has not sent the report of the chosen period, in words and in a table."""

from __future__ import annotations

from datetime import date
from typing import Any

import pandas as pd
import streamlit as st

from uspekh import sending
from uspekh.monitoring.selection import Selection
from uspekh.russian.format import day, missing
from uspekh.russian.text import saved_name
from uspekh.ui.session import access, state
from uspekh.ui.show import table, tables
from uspekh.ui.show.table import Cell
from uspekh.words import NOTHING, report_label

_FOLD = 40


def show(selection: Selection) -> None:
    """The counts in words, the table, and the same as a workbook."""
    if state.shown().demonstration:
        st.caption("Демонстрационные данные никто не присылал: здесь учитываются только настоящие отчёты.")
    reports = sending.sent(state.project(), selection.year, selection.months, state.today(), access.person())
    words = reports.sentence
    left, right = st.columns([5, 1], vertical_alignment="bottom")
    left.markdown(words)
    right.download_button(
        "Список в Excel",
        lambda: tables.workbook(_table(reports.rows), "Отчёты", words),
        saved_name(f"Кто сдал отчёты, {words[:40]}.xlsx"),
        tables.XLSX,
        on_click="ignore",
        width="stretch",
    )
    rows = [_row(row) for row in reports.rows.itertuples()]
    table.show(list(_table(reports.rows)), rows, key="кто-сдал", name="Кто сдал и кто не сдал", fold=_FOLD)


def _table(rows: pd.DataFrame) -> pd.DataFrame:
    return pd.DataFrame(
        {
            "Организация": rows["name"],
            "Состояние": [report_label(state_) for state_ in rows["state"]],
            "Прислан": [_day(value) for value in rows["sent"]],
            "В срок": [_in_time(row.sent, row.late) for row in rows.itertuples()],
            "Решение": [_day(value) for value in rows["decided"]],
            "Замечание": [remark or NOTHING for remark in rows["remark"]],
        }
    )


def _row(row: Any) -> list[Cell]:
    return [
        Cell(row.name),
        Cell("", state=row.state),
        Cell(_day(row.sent)),
        Cell(_in_time(row.sent, row.late)),
        Cell(_day(row.decided)),
        Cell(row.remark or NOTHING),
    ]


def _day(value: date | None) -> str:
    return NOTHING if value is None or missing(value) else day(value)


def _in_time(sent: date | None, late: bool) -> str:
    if sent is None or missing(sent):
        return "срок прошёл" if late else NOTHING
    return "с опозданием" if late else "в срок"
