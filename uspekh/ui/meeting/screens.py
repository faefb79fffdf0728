"""The screens of a meeting, one subject each, in the order a meeting takes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from textwrap import shorten

import streamlit as st

from uspekh.monitoring import summary
from uspekh.monitoring.counts import ITEMS, LABELS, NOT_THIS_YEAR, state_counts, states_of
from uspekh.monitoring.figures import Figures
from uspekh.monitoring.milestones import items_of_year
from uspekh.monitoring.provenance import items_behind
from uspekh.monitoring.subjects import subjects
from uspekh.russian.format import day, missing, with_unit
from uspekh.russian.text import plain
from uspekh.ui.meeting import budget as meeting_budget
from uspekh.ui.meeting import decisions
from uspekh.ui.meeting import indicator as meeting_indicator
from uspekh.ui.meeting import record as meeting_record
from uspekh.ui.meeting import summary as meeting_summary
from uspekh.ui.session.state import project
from uspekh.ui.show import flags, frames, provenance, screening

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
    own = [Screen(f"Показатель {row.subject}", _indicator_of(row.measure)) for row in rows.itertuples()]
    return [
        Screen("Сводка", meeting_summary.show),
        *own,
        Screen("Результаты", _results),
        Screen("Бюджет", meeting_budget.show),
        Screen("Мероприятия", _measures),
        Screen("Решения", _decisions),
        Screen("Протокол", meeting_record.show),
    ]


def _indicator_of(measure: str) -> Callable[[Figures], None]:
    return lambda figures: meeting_indicator.show(figures, measure)


def _results(figures: Figures) -> None:
    st.markdown("### Результаты")
    rows = summary.of_year(subjects(figures), figures)
    rows = rows[rows["subject_kind"] == "result"]
    states = states_of(rows)
    for _, row in rows[states != NOT_THIS_YEAR].iterrows():
        title = frames.subject_title("result", row["subject"])
        planned = "" if missing(row["due_plan"]) else f" при плане {with_unit(row['due_plan'], row['unit'])}"
        said = (
            f"**{row['subject']}. {plain(title)}** — {frames.told(with_unit(row['fact'], row['unit']), row['flag'])}"
            f"{planned} · {flags.line(row['flag'])}"
        )
        provenance.line(said, *meeting_summary.cells(figures, row))
    if idle := list(rows.loc[states == NOT_THIS_YEAR, "subject"]):
        st.caption(f"{LABELS[NOT_THIS_YEAR].capitalize()}: {', '.join(idle)}.")
    screening.note(figures, "result")


def _measures(figures: Figures) -> None:
    st.markdown("### Мероприятия: просрочено и скоро срок")
    counts = state_counts(figures)[ITEMS]
    rows = items_of_year(figures.milestones, figures.selection.year)
    rows = rows[rows["flag"].isin(SOON)].sort_values("due", ascending=False)
    labels = project().rules.status_labels
    numbers = ", ".join(f"{labels[status]} — {counts.of(status)}" for status in SOON)
    said = f"{counts.scope}: {numbers}."
    provenance.line(said, "совещание-мероприятия", "Просрочено и скоро срок", lambda: items_behind(figures, rows))
    for row in rows.head(6).itertuples():
        forecast_ = "" if missing(row.forecast) else f", ожидается {day(row.forecast)}"
        title = plain(shorten(row.title, TITLE, placeholder=" …"))
        st.markdown(f"- **{row.item}** {title} — срок {day(row.due)}, {labels[row.flag]}{forecast_}")


def _decisions(figures: Figures) -> None:
    st.markdown("### Отклонения и решения")
    decisions.overdue(figures.selection.as_of)
    decisions.show(figures)
