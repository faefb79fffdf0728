"""«Показатели»: one indicator at a time, by year, within the year, and by who gave how much."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pandas as pd
import streamlit as st

from uspekh.charts import indicators as charts
from uspekh.charts import organizations as organization_charts
from uspekh.charts import trends
from uspekh.monitoring.explaining.provenance import values_behind
from uspekh.monitoring.figures import Figures
from uspekh.monitoring.overview import summary
from uspekh.russian.format import missing, with_unit
from uspekh.russian.periods import YEAR, period_name
from uspekh.russian.text import plain
from uspekh.ui.meeting import decisions
from uspekh.ui.sections import share_change
from uspekh.ui.session import door, filters, state
from uspekh.ui.session.figures import figures_of, quarters_of
from uspekh.ui.show import chart_cache, choice, figure_tables, flags, frames, methodology, screening
from uspekh.ui.show import charts as drawn
from uspekh.words import PEOPLE, PLAN_KINDS


def head(figures: Figures, row: pd.Series) -> None:
    """The full title and the year's figures."""
    titles = state.project().plan["indicators"].set_index("id")["title"]
    st.markdown(f"**{plain(titles[row['subject']])}**")
    plan, fact, completion, flag = st.columns([1, 1, 1, 2])
    plan.metric(f"План {row['year']} года", with_unit(row["plan"], row["unit"]))
    fact.metric("Факт", frames.figures_in_words(row.to_frame().T, "fact")[0])
    completion.metric("Выполнение", frames.percents(row.to_frame().T)[0])
    with flag:
        st.markdown(flags.badge(row["flag"]))
        st.caption("; ".join(notes(figures, row)).capitalize())


def notes(figures: Figures, row: pd.Series) -> list[str]:
    """What a reader must know of the figure: coverage, the plan to date, the check beside the municipality's row."""
    notes_ = [frames.coverage(figures, row)]
    if row["judged_months"] < YEAR and not missing(row["due_plan"]) and row["due_plan"] != row["plan"]:
        notes_.append(
            f"оценка к плану за {period_name(row['judged_months'])}: {with_unit(row['due_plan'], row['unit'])} "
            "(доля годового плана по числу месяцев)"
        )
    if row["plan_kind"] in ("guide", "own"):
        notes_.append(PLAN_KINDS[row["plan_kind"]])
    if row["basis"] == "municipality" and not missing(row["sum_fact"]):
        notes_.append(f"сумма по организациям: {with_unit(row['sum_fact'], row['unit'])}")
    return notes_


def by_year(figures: Figures, years: pd.DataFrame, unit: str, caption: str) -> None:
    """Plan against fact."""
    selection, measure = figures.selection, years["measure"].iloc[0]

    def find_cells(picked: dict[str, Any]) -> pd.DataFrame:
        return values_behind(figures, measure, int(picked.get("year", selection.year)))

    data, formats = figure_tables.years_table(years, unit)
    chart = chart_cache.specify(charts.plan_fact, years, unit, selection=drawn.PICKED, chosen=selection.year)
    drawn.show(chart, "План и факт по годам", data, formats, key="год", caption=caption, find_cells=find_cells)


def within_year(figures: Figures, measure: str, unit: str, caption: str) -> None:
    """How the year went, by quarters."""
    selection = figures.selection
    quarters = frames.with_period(frames.for_chart(quarters_of(selection, measure)))
    data, formats = figure_tables.quarters_table(quarters, unit)
    title = f"Ход {selection.year} года по кварталам"
    months = dict(zip(quarters["period"], quarters["months"], strict=True))

    def find_cells(picked: dict[str, Any]) -> pd.DataFrame:
        chosen = picked.get("months") or months.get(picked.get("period", "")) or selection.months
        at = figures_of(replace(selection, months=int(chosen)))
        return values_behind(at, measure, selection.year)

    chart = chart_cache.specify(trends.trend, quarters, unit, selection=drawn.PICKED)
    drawn.show(chart, title, data, formats, key="кварталы", caption=caption, find_cells=find_cells)


def by_organization(figures: Figures, measure: str, caption: str) -> None:
    """What each organization adds."""
    parts = summary.contributions(figures, measure, filters.MOST_SHOWN)
    names = {code: name for name, code in filters.organization_names().items()}
    parts = parts.assign(short_name=parts["organization"].map(names))
    data, formats = figure_tables.contributions_table(parts)
    title = f"Вклад организаций, {figures.selection.year} год"
    caption += filters.shown_of(len(parts), len(figures.directory))
    codes = filters.organization_names()

    def find_cells(picked: dict[str, Any]) -> pd.DataFrame:
        code = codes.get(picked.get("short_name", ""))
        return values_behind(figures, measure, figures.selection.year, code)

    chart = chart_cache.specify(organization_charts.contribution, parts, PEOPLE, selection=drawn.PICKED)
    drawn.show(chart, title, data, formats, key="вклад", caption=caption, find_cells=find_cells)


figures = figures_of(door.selection())
st.title("Показатели", anchor=False)
measure, subject, unit = choice.indicator()
years = frames.for_chart(figures.measures[figures.measures["measure"] == measure])
row = summary.of_year(years, figures).iloc[0]
caption = (
    f"Показатель {subject}; {filters.sentence(figures.selection)}; {frames.coverage(figures, row)}"
    f"{frames.explain_hollow(years)}"
)
head(figures, row)
screening.note(figures, "indicator")
by_year(figures, years, unit, caption)
decisions.of_subject("indicator", subject, figures.selection.year)
left, right = st.columns(2, gap="large")
with left:
    within_year(figures, measure, unit, caption)
with right:
    by_organization(figures, measure, caption)
methodology.button("показатель", methodology.VALUES)
share_change.show(figures, measure)
