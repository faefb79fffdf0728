"""A chart on a page: the picture, the table behind it one click away, and what can be saved."""

from __future__ import annotations

from collections.abc import Callable

import altair as alt
import pandas as pd
import streamlit as st

from uspekh.charts.export import to_png, to_svg
from uspekh.ui import tables


def show(
    chart: alt.LayerChart, title: str, data: pd.DataFrame, formats: tables.Formats, *, key: str, caption: str
) -> None:
    """Draws ``chart`` with its ``title``; ``data`` is the table behind it, columns named in Russian.

    ``caption`` says the filters and the coverage; it goes under the chart and into the saved workbook.
    """
    head, save = st.columns([6, 1], vertical_alignment="bottom")
    head.subheader(title, anchor=False)
    with save.popover("", icon=":material/download:", help="Сохранить картинку или таблицу", width="stretch"):
        _downloads(chart, title, data, key, caption)
    picture, table = st.tabs(["График", "Таблица"], key=f"{key}-вид")
    with picture:
        st.altair_chart(chart, width="stretch", theme=None, key=f"{key}-график")
    with table:
        tables.show(data, formats, key=f"{key}-таблица")
    st.caption(caption)


def _downloads(chart: alt.LayerChart, title: str, data: pd.DataFrame, key: str, caption: str) -> None:
    name = f"{title}, {caption}".replace("/", "-")[:100]
    heading = f"{title}. {caption}"
    files: dict[str, tuple[str, str, Callable[[], str | bytes]]] = {
        "Картинка PNG": ("png", "image/png", lambda: to_png(chart)),
        "Картинка SVG": ("svg", "image/svg+xml", lambda: to_svg(chart)),
        "Таблица Excel": ("xlsx", tables.XLSX, lambda: tables.workbook(data, "Данные", heading)),
    }
    for label, (ending, mime, make) in files.items():
        st.download_button(
            label, make, f"{name}.{ending}", mime, key=f"{key}-{ending}", on_click="ignore", width="stretch"
        )
