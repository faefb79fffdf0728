"""One menu «Сохранить» for a chart or a table: the picture, the table, each as a file."""

from __future__ import annotations

from collections.abc import Callable

import pandas as pd
import streamlit as st

from uspekh.charts.export import to_png, to_svg
from uspekh.charts.theme import Specification
from uspekh.russian.text import saved_name
from uspekh.ui.show import tables

SAVE = "Сохранить"


def menu(
    title: str, caption: str, make_table: Callable[[], pd.DataFrame], *, key: str, chart: Specification | None = None
) -> None:
    """Draws the menu; ``make_table`` gives the table, Russian columns: nothing is made before it is asked for."""
    heading = f"{title}. {caption}"
    files: dict[str, tuple[str, str, Callable[[], str | bytes]]] = {}
    if chart is not None:
        picture = chart
        files["Картинка PNG"] = ("png", "image/png", lambda: to_png(picture))
        files["Картинка SVG"] = ("svg", "image/svg+xml", lambda: to_svg(picture))
    files["Таблица Excel"] = ("xlsx", tables.XLSX, lambda: tables.workbook(make_table(), "Данные", heading))
    with st.popover(SAVE, type="tertiary"):
        for label, (ending, mime, make) in files.items():
            name = saved_name(f"{f'{title}, {caption}'[:100]}.{ending}")
            st.download_button(label, make, name, mime, key=f"{key}-{ending}", on_click="ignore", width="stretch")
