"""A chart on a page: the picture, the table behind it one click away, and what can be saved."""

from __future__ import annotations

import altair as alt
import pandas as pd
import streamlit as st

from uspekh.charts.export import to_png, to_svg
from uspekh.ui import tables


def show(chart: alt.Chart, title: str, data: pd.DataFrame, formats: tables.Formats, *, key: str, caption: str) -> None:
    """Draws ``chart`` with its ``title``; ``data`` is the table behind it, columns named in Russian.

    ``caption`` says the filters and the coverage; it goes under the chart and into the saved workbook.
    """
    st.subheader(title, anchor=False)
    picture, table = st.tabs(["График", "Таблица"], key=f"{key}-вид")
    with picture:
        st.altair_chart(chart, width="stretch", theme=None, key=f"{key}-график", alt=f"{title}. {caption}")
    with table:
        tables.show(data, formats, key=f"{key}-таблица")
    note, save = st.columns([5, 1], vertical_alignment="center")
    note.caption(caption)
    with save.popover("Сохранить", width="stretch"):
        _downloads(chart, title, data, key, caption)


def _downloads(chart: alt.Chart, title: str, data: pd.DataFrame, key: str, caption: str) -> None:
    name = f"{title}, {caption}".replace("/", "-")[:100]
    heading = f"{title}. {caption}"
    files = {
        "Картинка PNG": ("png", "image/png", lambda: to_png(chart)),
        "Картинка SVG": ("svg", "image/svg+xml", lambda: to_svg(chart)),
        "Таблица Excel": ("xlsx", tables.XLSX, lambda: tables.workbook(data, "Данные", heading)),
    }
    for label, (ending, mime, make) in files.items():
        st.download_button(
            label, make, f"{name}.{ending}", mime, key=f"{key}-{ending}", on_click="ignore", width="stretch"
        )
