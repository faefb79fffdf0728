"""The screens of a meeting, one subject each, in the order a meeting takes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from textwrap import shorten
from typing import Any

import pandas as pd
import streamlit as st

from uspekh.charts import budget as budget_charts
from uspekh.charts import indicators as indicator_charts
from uspekh.monitoring.execution import budget as money
from uspekh.monitoring.execution.links import responsible
from uspekh.monitoring.execution.milestones import items_of_year
from uspekh.monitoring.explaining.missing_reports import possible_range
from uspekh.monitoring.explaining.provenance import items_behind, money_behind, subject_behind, values_behind
from uspekh.monitoring.figures import Figures
from uspekh.monitoring.forecast import look_ahead
from uspekh.monitoring.overview import summary
from uspekh.monitoring.overview.counts import ITEMS, state_counts, states_of
from uspekh.monitoring.overview.subjects import subjects, worst
from uspekh.report.content.outlook import describe_outlook
from uspekh.report.content.summary import say_none
from uspekh.russian.format import NO_DATA, day, missing, number, percent, roubles, with_unit
from uspekh.russian.text import plain
from uspekh.ui.meeting import decisions, record
from uspekh.ui.session.state import project
from uspekh.ui.show import chart_cache, charts, flags, frames, provenance, screening
from uspekh.words import NOT_THIS_YEAR, SUBJECTS, WITHOUT_FLAG

SOON = ("overdue", "due_soon")
TITLE = 110
"""Letters of the title of a plan item on a screen of the meeting; the plan of measures has it whole."""


@dataclass(frozen=True)
class Screen:
    """One subject: its short name and what draws it."""

    name: str
    draw: Callable[[Figures], None]


def screens(figures: Figures) -> list[Screen]:
    """Summary, each indicator, results, budget, measures, deviations and decisions, the record of the meeting."""
    rows = figures.indicators[figures.indicators["primary"]].drop_duplicates("measure")
    indicators = [
        Screen(f"Показатель {row.subject}", partial(_indicator, measure=row.measure)) for row in rows.itertuples()
    ]
    return [
        Screen("Сводка", _summary),
        *indicators,
        Screen("Результаты", _results),
        Screen("Бюджет", _budget),
        Screen("Мероприятия", _measures),
        Screen("Решения", _decisions),
        Screen("Протокол", record.show),
    ]


def _summary(figures: Figures) -> None:
    """How many figures are in which state, and what deviates most, in words."""
    groups = state_counts(figures)
    for column, (kind, counts) in zip(st.columns(len(groups)), groups.items(), strict=True):
        say = project().rules.status_labels.__getitem__ if kind == ITEMS else flags.line
        with column.container(border=True, height="stretch"):
            st.markdown(f"**{counts.scope}**")
            lines = [f"**{count}** — {say(state)}" for state, count in counts.states.items()]
            st.markdown("  \n".join(lines) or NO_DATA)
    rows = worst(figures)
    st.markdown(f"**{'Наибольшие отклонения' if len(rows) else say_none(figures)}**")
    for _, row in rows.iterrows():
        provenance.line(f"{frames.deviation(figures, row)}{_answers(row)}", *_cells(figures, row))
    record.since_last(figures)


def _answers(row: pd.Series) -> str:
    """«; отвечает Баранец Т.Г.»: the persons who answer for the result, or for the results of the indicator."""
    links, subject = project().plan["links"], row["subject"]
    results = [subject]
    if row["subject_kind"] == "indicator":
        results = links.loc[(links["kind"] == "indicator") & (links["target"] == subject), "result"].tolist()
    answering = responsible(project().plan)
    persons = dict.fromkeys(person for result in results for person in answering.get(result, ()))
    return f"; отвечает {plain(', '.join(persons))}" if persons else ""


def _cells(figures: Figures, row: pd.Series) -> tuple[str, str, Callable[[], pd.DataFrame]]:
    """Key, title and cells of the button beside the figure of a row of ``monitoring.overview.subjects``."""
    kind, subject, year = row["subject_kind"], row["subject"], int(row["year"])
    title = f"{SUBJECTS[kind]} {subject}, {year} год"
    return f"совещание-{kind}-{subject}", title, partial(subject_behind, figures, kind, subject, year)


def _indicator(figures: Figures, measure: str) -> None:
    """Plan and fact of the year, all years in a chart, and what is to be expected."""
    years = frames.for_chart(figures.measures[figures.measures["measure"] == measure])
    row = summary.of_year(years, figures).iloc[0]
    st.markdown(f"### {row['subject']}. {plain(project().plan.short_title('indicator', row['subject']))}")
    figures_side, drawn = st.columns([2, 3], gap="medium")
    with figures_side:
        fact, plan = st.columns(2)
        fact.metric(f"Факт, {row['unit']}", frames.or_masked(frames.figure(row["fact"], row["unit"]), row["flag"]))
        plan.metric("План", frames.figure(row["plan"], row["unit"]))
        st.markdown(f"{flags.line(row['flag'])}, выполнение {frames.percents(row.to_frame().T)[0]}")
        st.markdown("\n".join(f"- {note}" for note in _notes(figures, measure, years, row)))
    with drawn:
        unit = row["unit"]

        def find_cells(picked: dict[str, Any]) -> pd.DataFrame:
            return values_behind(figures, measure, int(picked["year"]))

        key, heading = f"совещание-{measure}", f"Показатель {row['subject']}"
        chart = chart_cache.specify(indicator_charts.plan_fact, years, unit, selection=charts.PICKED, large=True)
        charts.answering(chart, heading, key, find_cells)


def _notes(figures: Figures, measure: str, years: pd.DataFrame, row: pd.Series) -> list[str]:
    words = [frames.coverage(figures, row)]
    bounds = possible_range(figures, measure, row["year"])
    if bounds and bounds[0] < bounds[1]:
        low, high = (number(value) for value in bounds)
        words.append(f"когда сдадут все, будет от {low} до {high} %")
    ahead = look_ahead(years, row["year"])
    if ahead:
        words += describe_outlook(ahead, row["unit"])
    return words


def _results(figures: Figures) -> None:
    st.markdown("### Результаты")
    rows = summary.of_year(subjects(figures), figures)
    rows = rows[rows["subject_kind"] == "result"]
    states = states_of(rows)
    for _, row in rows[states != NOT_THIS_YEAR].iterrows():
        title = project().plan.short_title("result", row["subject"])
        planned = "" if missing(row["due_plan"]) else f" при плане {with_unit(row['due_plan'], row['unit'])}"
        words = (
            f"**{row['subject']}. {plain(title)}** — {frames.figures_in_words(row.to_frame().T, 'fact')[0]}"
            f"{planned} · {flags.line(row['flag'])}"
        )
        provenance.line(words, *_cells(figures, row))
    if idle := list(rows.loc[states == NOT_THIS_YEAR, "subject"]):
        st.caption(f"{WITHOUT_FLAG[NOT_THIS_YEAR].capitalize()}: {', '.join(idle)}.")
    screening.note(figures, "result")


def _budget(figures: Figures) -> None:
    """The year in four sums, and its lines in a chart."""
    st.markdown("### Бюджет")
    lines = summary.of_year(figures.budget, figures)
    total = money.total(lines)
    plan, refined, executed, done = st.columns(4)
    plan.metric("План, руб.", roubles(total["plan"]))
    refined.metric("Уточнённый, руб.", roubles(total["refined"]))
    executed.metric("Исполнено, руб.", roubles(total["executed"]))
    done.metric("К плану", percent(total["completion"], bounds=figures.rules.edges))
    if money.partly_refined(lines):
        st.caption(f"{money.PARTLY_REFINED.capitalize()}.")
    year, rows, key = figures.selection.year, _by_line(figures), "совещание-бюджет"

    def find_cells(picked: dict[str, Any]) -> pd.DataFrame:
        return money_behind(figures, year, str(picked["line_title"]).split(". ")[0])

    chart = chart_cache.specify(budget_charts.by_line, rows, selection=charts.PICKED, large=True)
    charts.answering(chart, f"Бюджет {year} года", key, find_cells)


def _by_line(figures: Figures) -> pd.DataFrame:
    by_line = money.totals(summary.of_year(figures.budget, figures), ["line"])
    by_line = by_line.merge(project().plan["budget_lines"], on="line")
    by_line["line_title"] = by_line["line"] + ". " + by_line["short_title"]
    return budget_charts.roubles_by_kind(money.funded(by_line), ["line_title", "derived"])


def _measures(figures: Figures) -> None:
    st.markdown("### Мероприятия: просрочено и скоро срок")
    counts = state_counts(figures)[ITEMS]
    rows = items_of_year(figures.milestones, figures.selection.year)
    rows = rows[rows["flag"].isin(SOON)].sort_values("due", ascending=False)
    labels = project().rules.status_labels
    numbers = ", ".join(f"{labels[status]} — {counts.of(status)}" for status in SOON)
    words = f"{counts.scope}: {numbers}."
    provenance.line(words, "совещание-мероприятия", "Просрочено и скоро срок", lambda: items_behind(figures, rows))
    for row in rows.head(6).itertuples():
        forecast_ = "" if missing(row.forecast) else f", ожидается {day(row.forecast)}"
        title = plain(shorten(row.title, TITLE, placeholder=" …"))
        st.markdown(f"- **{row.item}** {title} — срок {day(row.due)}, {labels[row.flag]}{forecast_}")


def _decisions(figures: Figures) -> None:
    st.markdown("### Отклонения и решения")
    decisions.overdue(figures.selection.as_of)
    decisions.show(figures)
