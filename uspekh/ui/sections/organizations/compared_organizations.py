"""Two to four organizations beside one another: lines over the years of one measure, and the year's table of all."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from typing import Any

import pandas as pd
import streamlit as st

from uspekh.charts import organizations as charts
from uspekh.monitoring.explaining.provenance import values_behind
from uspekh.monitoring.figures import Figures
from uspekh.monitoring.overview.organization_comparison import compare_organizations, years_of_measure
from uspekh.monitoring.overview.organization_matrix import MatrixMeasure
from uspekh.russian.names import join_with_and
from uspekh.russian.periods import in_year
from uspekh.russian.text import plain
from uspekh.ui.sections.organizations import organization_figures
from uspekh.ui.session import filters
from uspekh.ui.show import figure_tables, frames, table
from uspekh.ui.show.pictures import chart_cache
from uspekh.ui.show.pictures import charts as drawn

_MEASURE = "сравнить"


def show(figures: Figures, chosen: tuple[str, ...]) -> None:
    """Chart and table of the ``chosen`` organizations."""
    names = {code: name for name, code in filters.organization_names().items()}
    compared = compare_organizations(figures, chosen)
    year, months = figures.selection.year, figures.selection.months
    message, back = st.columns([5, 1], vertical_alignment="center")
    message.markdown(f"**{in_year(year, months)}:** {plain(join_with_and([names[code] for code in chosen]))} рядом.")
    with back:
        organization_figures.offer_all()
    left, right = st.columns(2, gap="medium")
    with left:
        _show_years(figures, [row.measure for row in compared], chosen)
    headings = ["Показатель", *(names[code] for code in chosen), "Вместе"]
    rows = [
        [
            table.Cell(organization_figures.heading(row.measure)),
            *map(organization_figures.cell, row.cells),
            table.Cell(row.together, number=True),
        ]
        for row in compared
    ]
    with right:
        table.show(
            headings,
            rows,
            key="организации-рядом",
            on_click=lambda action: _open(figures, action),
            name="Выбранные организации рядом",
            fold=0,
            dense=True,
        )
        st.caption("«Вместе» — по сумме численностей выбранных организаций, а не среднее и не сумма долей.")
        organization_figures.explain_signs(cell for row in compared for cell in row.cells)


def _show_years(figures: Figures, measures: Sequence[MatrixMeasure], chosen: tuple[str, ...]) -> None:
    by_label = {measure.label: measure for measure in measures}
    label = st.selectbox(
        "Показатель по годам",
        list(by_label),
        format_func=lambda each: organization_figures.heading(by_label[each]),
        key=_MEASURE,
        label_visibility="collapsed",
        bind="query-params",
        persist_state="session",
    )
    measure = by_label[label]
    rows = frames.for_chart(years_of_measure(figures, measure.id, chosen))
    codes = filters.organization_names()

    def find_cells(picked: dict[str, Any]) -> pd.DataFrame:
        organization = codes.get(picked.get("short_name", ""), chosen[0])
        return values_behind(figures, measure.id, int(picked.get("year", figures.selection.year)), organization)

    year = figures.selection.year
    chart = chart_cache.specify(charts.compared, rows, measure.unit, selection=drawn.PICKED, chosen=year)
    title = f"{label} по годам, {measure.unit}"
    caption = filters.sentence(replace(figures.selection, organizations=chosen))
    make_table = partial(figure_tables.organizations_table, rows, measure.unit)
    drawn.show(chart, title, make_table, key="рядом", caption=caption, find_cells=find_cells)


def _open(figures: Figures, action: str) -> None:
    organization_figures.open_figure(figures, action)
