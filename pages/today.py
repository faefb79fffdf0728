"""«Обзор»: every indicator, the results, the budget and the measures of the year on one screen."""

from __future__ import annotations

from functools import partial

import pandas as pd
import streamlit as st

from uspekh.charts import indicators as charts
from uspekh.monitoring.execution import budget as money
from uspekh.monitoring.execution.milestones import items_of_year
from uspekh.monitoring.explaining.explanation import explain_flag
from uspekh.monitoring.explaining.provenance import items_behind, money_behind, subject_behind, values_behind
from uspekh.monitoring.figures import Figures
from uspekh.monitoring.overview import summary
from uspekh.monitoring.overview.counts import item_counts
from uspekh.monitoring.overview.subjects import subjects, worst
from uspekh.russian.format import day, roubles, with_unit
from uspekh.russian.text import plain
from uspekh.ui.session import door, filters, state
from uspekh.ui.session.figures import figures_of
from uspekh.ui.show import chart_cache, flags, frames, provenance, result_tables, screening
from uspekh.ui.show import charts as drawn
from uspekh.words import MONEY_COLUMNS, SUBJECTS


def head(figures: Figures) -> None:
    """Title, selection, date, and the count of states."""
    st.title(f"Муниципальный проект «{plain(state.project().plan.title)}»", anchor=False)
    selection = figures.selection
    st.caption(f"{plain(filters.sentence(selection))}. Оценка по состоянию на {day(selection.as_of)}.")


def card(figures: Figures, measure: str) -> None:
    """One indicator: fact against plan, flag, coverage, and its years."""
    years = frames.for_chart(figures.measures[figures.measures["measure"] == measure])
    row = summary.of_year(years, figures).iloc[0]
    with st.container(border=True, height="stretch"):
        st.markdown(f"**{row['subject']}. {plain(state.project().plan.short_title('indicator', row['subject']))}**")
        key, difference = f"обзор-{measure}", frames.figure(row["deviation"], row["unit"], sign=True)
        with st.container(horizontal=True):
            st.metric(
                f"Факт, {row['unit']}",
                frames.figures_in_words(row.to_frame().T, "fact")[0].removesuffix(f"\u00a0{row['unit']}"),
                None if pd.isna(row["deviation"]) else f"{difference} к плану",
                delta_arrow="off",
                delta_color="off",
            )
            title = f"Показатель {row['subject']}, {row['year']} год"
            provenance.button(
                key,
                title,
                lambda: values_behind(figures, measure, row["year"]),
                short=True,
                explain=lambda: explain_flag(figures, "indicator", row["subject"], row["year"]),
            )
        st.markdown(f"План {with_unit(row['plan'], row['unit'])}  \n{flags.line(row['flag'])}")
        st.caption(frames.coverage(figures, row).capitalize())
        drawn.draw(chart_cache.specify(charts.mini_plan_fact, years, row["unit"]), key)


def results(figures: Figures) -> None:
    """Every result of the year."""
    st.subheader("Результаты", anchor=False)
    rows = summary.of_year(subjects(figures), figures)
    table = result_tables.year_table(rows[rows["subject_kind"] == "result"]).drop(columns="Выполнение")
    year = figures.selection.year

    def find_cells(row: int, _: str) -> pd.DataFrame:
        return subject_behind(figures, "result", table["№"].iloc[row], year)

    provenance.table(table, f"Результаты, {year} год", find_cells, key="обзор-результаты", height="content")
    screening.note(figures, "result")


def budget(figures: Figures) -> None:
    """Money of the year: plan, refined plan, execution."""
    st.subheader(f"Бюджет {figures.selection.year} года", anchor=False)
    rows = summary.of_year(figures.budget, figures)
    year = money.total(rows)
    plan, refined, executed = st.columns(3)
    plan.metric("План, руб.", roubles(year["plan"]), help="По паспорту, раздел 4")
    refined.metric(MONEY_COLUMNS["refined"], roubles(year["refined"]))
    executed.metric("Исполнение, руб.", roubles(year["executed"]), help="Кассовое исполнение с начала года")
    refined_too = f"; {money.PARTLY_REFINED}" if money.partly_refined(rows) else ""
    execution = money.say_execution(year, figures.rules.edges)
    st.caption(f"{execution[:1].upper()}{execution[1:]}{refined_too}.")
    chosen = figures.selection.year
    provenance.button("обзор-бюджет", f"Бюджет {chosen} года", lambda: money_behind(figures, chosen))


def measures_due(figures: Figures) -> None:
    """The plan of measures of the year by status."""
    year = figures.selection.year
    rows = items_of_year(figures.milestones, year)
    counts = item_counts(rows, year)
    st.subheader(counts.scope, anchor=False)
    labels = state.project().rules.status_labels
    for column, (status, label) in zip(st.columns(len(labels)), labels.items(), strict=True):
        column.metric(label.capitalize(), counts.of(status))
    provenance.button("обзор-мероприятия", counts.scope, lambda: items_behind(figures, rows))


def deviations(figures: Figures) -> None:
    """The worst deviations in words."""
    rows = worst(figures)
    if rows.empty:
        return
    st.subheader("Наибольшие отклонения", anchor=False)
    for _, row in rows.iterrows():
        kind, subject, year = row["subject_kind"], row["subject"], int(row["year"])
        title = f"{SUBJECTS[kind]} {subject}, {year} год"
        cells = partial(subject_behind, figures, kind, subject, year)
        sentence = f"{flags.badge(row['flag'])} {frames.deviation(figures, row)}"
        provenance.line(sentence, f"отклонение-{kind}-{subject}", title, cells)


figures = figures_of(door.selection())
head(figures)
indicator_measures = figures.indicators.loc[figures.indicators["primary"], "measure"].unique()
for column, measure in zip(st.columns(len(indicator_measures)), indicator_measures, strict=True):
    with column:
        card(figures, measure)
deviations(figures)
results(figures)
budget(figures)
measures_due(figures)
