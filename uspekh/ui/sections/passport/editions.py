"""«Редакции»: which texts of the plan and of the rules the program has worked with, and since when."""

from __future__ import annotations

import streamlit as st

from uspekh.russian.format import moment
from uspekh.store.plans.editions import list_editions
from uspekh.ui.session import access, state
from uspekh.ui.show import table
from uspekh.ui.show.table import Cell


def show() -> None:
    """The editions, latest first."""
    rows = [
        [Cell(moment(edition.since)), Cell(edition.say())]
        for edition in list_editions(state.project().engine, access.person())
    ]
    table.show(["Применяется с", "Что нового"], rows, key="редакции", name="Редакции", widths=(20, 80))
    st.caption("Редакция начинается, когда программа впервые прочитала таблицу с другим текстом.")
