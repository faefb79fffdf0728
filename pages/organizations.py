"""«Организации»: who is ahead, who is behind, and how it changed from year to year."""

from __future__ import annotations

from typing import Any

import pandas as pd
import streamlit as st

from uspekh.charts import organizations as charts
from uspekh.monitoring.explaining.provenance import values_behind
from uspekh.monitoring.overview import summary
from uspekh.monitoring.overview.leading import ranked
from uspekh.ui.accepting import planning
from uspekh.ui.sections import chance, shortfall
from uspekh.ui.session import door, filters
from uspekh.ui.session.figures import figures_of
from uspekh.ui.show import chart_cache, choice, figure_tables, frames
from uspekh.ui.show import charts as drawn

figures = figures_of(door.selection())
st.title("Организации", anchor=False)
measure, subject, unit = choice.indicator()
least = len(figures.directory) > filters.MOST_SHOWN and choice.least_first()
shown = figures.of([measure], ranked(figures, measure, filters.MOST_SHOWN, least=least))
rows = frames.for_chart(shown.organizations)
year = summary.of_year(rows, figures)
whole = summary.of_year(figures.of([measure]).measures, figures).iloc[0]
caption = (
    f"Показатель {subject}; {filters.sentence(figures.selection)}; {frames.coverage(figures, whole)}"
    f"{filters.shown_of(len(year), len(figures.directory))}{frames.explain_hollow(rows)}"
)

codes = filters.organization_names()


def find_cells(picked: dict[str, Any]) -> pd.DataFrame:
    """The cells of the organization and year that were clicked, or of all in the selected year."""
    chosen = int(picked.get("year", figures.selection.year))
    return values_behind(figures, measure, chosen, codes.get(picked.get("short_name", "")))


left, right = st.columns(2, gap="large")
with left:
    data, formats = figure_tables.organizations_table(year, unit)
    title = f"Организации по факту {figures.selection.year} года"
    chart = chart_cache.specify(charts.ranking, year, unit, selection=drawn.PICKED)
    drawn.show(chart, title, data, formats, key="рейтинг", caption=caption, find_cells=find_cells)
with right:
    data, formats = figure_tables.organizations_table(rows, unit)
    title = "Выполнение плана по годам, %"
    chart = chart_cache.specify(charts.heatmap, rows, selection=drawn.PICKED)
    drawn.show(chart, title, data, formats, key="карта", caption=caption, find_cells=find_cells)
shortfall.show(figures, measure)
chance.show(figures, measure, unit, caption)
st.caption(
    "Оценка ставится только по плану, который организации утвердили. Где его нет, показан ориентир: доля — план города "
    "без вклада организаций, не дающих знаменателя; численность — прирост плана города пропорционально контингентам."
)
planning.say_remarks(figures, measure)
planning.show(figures.selection)
