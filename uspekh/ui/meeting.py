"""The screens of a meeting, one subject each, in the order a meeting takes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import streamlit as st

from uspekh.monitoring import summary
from uspekh.monitoring.figures import Figures
from uspekh.monitoring.provenance import items_behind
from uspekh.russian.format import day, missing, plural, with_unit
from uspekh.russian.text import plain
from uspekh.ui import (
    decisions,
    flags,
    frames,
    meeting_budget,
    meeting_indicator,
    meeting_record,
    meeting_summary,
    provenance,
    screening,
)
from uspekh.ui.state import project

SOON = ("overdue", "due_soon")


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
    rows = summary.of_year(figures.measures, figures)
    rows = rows[(rows["subject_kind"] == "result") & rows["primary"]]
    for row in rows.to_dict("records"):
        title = frames.subject_title("result", row["subject"])
        planned = "" if missing(row["due_plan"]) else f" при плане {with_unit(row['due_plan'], row['unit'])}"
        said = (
            f"**{row['subject']}. {plain(title)}** — {frames.told(with_unit(row['fact'], row['unit']), row['flag'])}"
            f"{planned} · {flags.line(row['flag'])}"
        )
        provenance.line(said, *meeting_summary.cells(figures, row))
    screening.note(figures, "result")


def _measures(figures: Figures) -> None:
    st.markdown("### Мероприятия: просрочено и скоро срок")
    rows = figures.milestones
    rows = rows[rows["flag"].isin(SOON) & (rows["year"] <= figures.selection.year)].sort_values("due", ascending=False)
    labels = project().rules.status_labels
    count = len(rows)
    said = f"Всего {count} {plural(count, 'пункт', 'пункта', 'пунктов')} плана."
    provenance.line(said, "совещание-мероприятия", "Просрочено и скоро срок", lambda: items_behind(figures, rows))
    for row in rows.head(6).itertuples():
        forecast_ = f", ожидается {day(row.forecast)}" if row.forecast else ""
        st.markdown(f"- **{row.item}** {plain(row.title[:110])} — срок {day(row.due)}, {labels[row.flag]}{forecast_}")


def _decisions(figures: Figures) -> None:
    st.markdown("### Отклонения и решения")
    decisions.overdue(figures.selection.as_of)
    decisions.show(figures)
