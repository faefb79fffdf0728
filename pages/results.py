"""«Результаты»: all results of section 3, and one of them with everything that belongs to it."""

from __future__ import annotations

from functools import partial
from typing import Any

import pandas as pd
import streamlit as st

from uspekh.charts import indicators as charts
from uspekh.monitoring.explaining.provenance import subject_behind, values_behind
from uspekh.monitoring.figures import Figures
from uspekh.monitoring.overview import summary
from uspekh.monitoring.overview.counts import RESULTS, state_counts
from uspekh.monitoring.overview.subjects import subjects
from uspekh.monitoring.results import CONTROLLED
from uspekh.russian.format import day
from uspekh.russian.text import plain
from uspekh.ui.sections import contradictions, result_links
from uspekh.ui.session import door, filters, state
from uspekh.ui.session.figures import figures_of, growth_readings_of, results_of
from uspekh.ui.show import chart_cache, figure_tables, flags, frames, provenance, result_tables, screening, tables
from uspekh.ui.show import charts as drawn
from uspekh.words import FLAG_SIGNS, PIECES


def overview(figures: Figures, rows: pd.DataFrame) -> None:
    """Every result of the selected year: plan, fact, flag."""
    year = summary.of_year(subjects(figures), figures)
    year = year[year["subject_kind"] == "result"]
    counts = state_counts(figures)[RESULTS]
    st.markdown("&ensp;".join(f"{flags.badge(flag)} **{count}**" for flag, count in counts.states.items()))
    selected = figures.selection.year
    by_year, of_year = st.tabs(["Все годы", f"{selected} год"])

    def find_cells(table: pd.DataFrame, row: int, column: str) -> pd.DataFrame:
        year = int(column) if column.isdecimal() else selected
        return subject_behind(figures, "result", table["№"].iloc[row], year)

    with by_year:
        table = result_tables.years_table(rows[rows["primary"]])
        provenance.table(table, "Результаты", partial(find_cells, table), key="результаты-годы", height="content")
        signs = ", ".join(flags.label(flag) for flag in FLAG_SIGNS)
        st.caption(f"Выполнение плана года, %. {signs}, — плана нет.")
    with of_year:
        table = result_tables.year_table(year)
        title = f"Результаты, {selected} год"
        provenance.table(table, title, partial(find_cells, table), key="результаты-год", height="content")
        st.caption(f"«{PIECES}» — контрольные точки результата, у которого нет численного плана.")


def one(figures: Figures, rows: pd.DataFrame) -> None:
    """The chosen result with its characteristic, years, and what is linked to it."""
    titles = state.project().plan["results"].set_index("id")
    chosen = st.segmented_control(
        "Результат", list(titles.index), default=titles.index[0], required=True, key="результат", bind="query-params"
    )
    st.subheader(f"{chosen}. {plain(titles['short_title'][chosen])}", anchor=False)
    with st.expander("Полное наименование и характеристика"):
        st.markdown(f"**{plain(titles['title'][chosen])}**")
        st.markdown(plain(titles["characteristic"][chosen]) or "Характеристики в паспорте нет.")
    of_result = frames.for_chart(rows[rows["result"] == chosen])
    if (of_result["basis_kind"] == CONTROLLED).all():
        by_points(figures, of_result)
    else:
        for measure, years in of_result.groupby("measure", sort=False):
            by_year(figures, chosen, measure, years)
    grown = growth_readings_of(figures.selection).query("subject == @chosen")
    if len(grown):
        readings(figures, grown)
    result_links.show(figures, chosen)


def by_year(figures: Figures, result: str, measure: str, years: pd.DataFrame) -> None:
    """Targets and facts of one reading by year."""

    def find_cells(picked: dict[str, Any]) -> pd.DataFrame:
        return values_behind(figures, measure, int(picked.get("year", figures.selection.year)))

    unit = years["unit"].iloc[0]
    data, formats = figure_tables.years_table(years, unit)
    key, title = f"результат-{measure}", f"План и факт по годам, {unit}"
    chart = chart_cache.specify(charts.plan_fact, years, unit, selection=drawn.PICKED)
    caption = f"Результат {result}; {filters.sentence(figures.selection)}"
    drawn.show(chart, title, data, formats, key=key, caption=caption, find_cells=find_cells)


def by_points(figures: Figures, years: pd.DataFrame) -> None:
    """A result that is done or not done: its control points by year."""
    years = years[years["expected"] > 0]
    if years.empty:
        st.info("В паспорте нет ни плановых значений, ни контрольных точек этого результата: судить о нём не по чему.")
        return
    st.markdown("**Контрольные точки**")
    table, result = result_tables.points_table(years), years["result"].iloc[0]

    def find_cells(row: int, _: str) -> pd.DataFrame:
        return subject_behind(figures, "result", result, int(table["Год"].iloc[row]))

    provenance.table(table, f"Контрольные точки результата {result}", find_cells, key="результат-точки")
    as_of = day(figures.selection.as_of)
    st.caption(f"Численного плана нет: план — контрольные точки со сроком в году, факт — исполненные на {as_of}.")


def readings(figures: Figures, rows: pd.DataFrame) -> None:
    """Both readings of a growth, the chosen one marked."""
    st.markdown("**Два прочтения планового прироста**")
    tables.whole(result_tables.readings_table(rows))
    measure, year = rows["measure"].iloc[0], figures.selection.year
    title = f"Прирост, {year} год"
    provenance.button("прирост", title, lambda: values_behind(figures, measure, year))
    st.caption('Прочтение выбирается в data/settings.toml: [growth] reading = "relative" или "points".')


figures = figures_of(door.selection())
st.title("Результаты", anchor=False)
st.caption(f"{plain(filters.sentence(figures.selection))}. По состоянию на {day(figures.selection.as_of)}.")
all_results = results_of(figures.selection)
screening.note(figures, "result")
contradictions.show(figures)
overview(figures, all_results)
one(figures, all_results)
