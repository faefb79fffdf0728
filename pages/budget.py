"""«Бюджет»: passport plan, refined plan and cash execution by year, line and source."""

from __future__ import annotations

from typing import Any

import pandas as pd
import streamlit as st

from uspekh.charts import budget as charts
from uspekh.monitoring.execution import budget as money
from uspekh.monitoring.explaining.provenance import money_behind
from uspekh.monitoring.overview import summary
from uspekh.monitoring.overview.counts import states_of
from uspekh.russian.format import percent, roubles
from uspekh.russian.text import plain
from uspekh.ui.session import door, filters, state
from uspekh.ui.session.figures import figures_of
from uspekh.ui.show import chart_cache, figure_tables, flags, provenance
from uspekh.ui.show import charts as drawn
from uspekh.ui.show.charts import PICKED
from uspekh.words import MONEY_COLUMNS

figures = figures_of(door.selection())
st.title("Бюджет", anchor=False)
selection = figures.selection
lines = state.project().plan["budget_lines"]
year = summary.of_year(figures.budget, figures)
with_money = money.funded(year)
reported = int(with_money["executed"].notna().sum())
caption = f"{selection.year} год; исполнение сдано по {reported} из {len(with_money)} строк и источников с деньгами"

total = money.total(year)
cells = st.columns(5)
cells[0].metric(MONEY_COLUMNS["plan"], roubles(total["plan"]))
cells[1].metric(MONEY_COLUMNS["refined"], roubles(total["refined"]))
cells[2].metric("Исполнение, руб.", roubles(total["executed"]))
cells[3].metric("К плану", percent(total["completion"], bounds=figures.rules.edges))
cells[4].metric("К уточнённому плану", percent(total["completion_refined"], bounds=figures.rules.edges))
if money.partly_refined(year):
    st.caption(f"{money.PARTLY_REFINED.capitalize()}.")


def find_cells(picked: dict[str, Any]) -> pd.DataFrame:
    """The cells of the year, source or line that was clicked."""
    line = str(picked["line_title"]).split(". ")[0] if "line_title" in picked else None
    return money_behind(figures, int(picked.get("year", selection.year)), line, picked.get("source"))


left, right = st.columns(2, gap="large")
with left:
    years = money.totals(figures.budget, ["year"])
    data, formats = figure_tables.money_table(years, {"year": "Год"})
    key = "бюджет-годы"
    long = charts.roubles_by_kind(years, ["year"])
    chart = chart_cache.specify(charts.by_year, long, selection=PICKED)
    drawn.show(
        chart, "Бюджет по годам", data, formats, key=key, caption=filters.sentence(selection), find_cells=find_cells
    )
with right:
    sources = money.totals(year, ["source"])
    data, formats = figure_tables.money_table(sources, {"source": "Источник"})
    key, title = "бюджет-источники", f"Источники, {selection.year} год"
    long = charts.roubles_by_kind(sources, ["source"])
    chart = chart_cache.specify(charts.by_source, long, selection=PICKED)
    drawn.show(chart, title, data, formats, key=key, caption=caption, find_cells=find_cells)

by_line = money.totals(year, ["line"]).merge(lines, on="line")
by_line["line_title"] = by_line["line"] + ". " + by_line["short_title"]
data, formats = figure_tables.money_table(by_line, {"line_title": "Строка"})
funded = money.funded(by_line)
key, title = "бюджет-строки", f"Строки бюджета, {selection.year} год"
kinds = charts.roubles_by_kind(funded, ["line_title", "derived"])
chart = chart_cache.specify(charts.by_line, kinds, selection=PICKED)
drawn.show(chart, title, data, formats, key=key, caption=caption, find_cells=find_cells)
if len(funded) < len(by_line):
    rest = ", ".join(by_line.loc[~by_line["line"].isin(funded["line"]), "line"])
    st.caption(f"Строки {rest}: денег ни в плане, ни в отчётах {selection.year} года нет; они — в таблице.")
for note in lines.loc[lines["derived"], "note"]:
    st.caption(plain(note))

with st.expander("Все строки, источники и годы"):
    whole = figures.budget.assign(flag_label=[flags.label(state) for state in states_of(figures.budget)])
    leading = {"line": "Строка", "source": "Источник", "year": "Год", "flag_label": "Оценка"}
    data, formats = figure_tables.money_table(whole, leading)

    def find_cells_of_row(row: int, _: str) -> pd.DataFrame:
        """The cells of one line, source and year."""
        chosen = whole.iloc[row]
        return money_behind(figures, int(chosen["year"]), chosen["line"], chosen["source"])

    provenance.table(data, "Бюджет", find_cells_of_row, key="бюджет-всё", formats=formats, height=420)
if selection.organizations:
    st.caption("Бюджет ведётся по проекту в целом: отбор по организациям на этой странице не действует.")
