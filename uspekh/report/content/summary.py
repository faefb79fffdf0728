"""The summary: how many subjects are in which state, and what to say where nothing deviates."""

from __future__ import annotations

from uspekh import words
from uspekh.charts import palette
from uspekh.monitoring.figures import Figures
from uspekh.monitoring.overview.counts import ITEMS, state_counts
from uspekh.monitoring.overview.summary import of_year
from uspekh.report.content import phrases
from uspekh.report.content.table import Column, Row, Table

STATES = (Column("subject", "Предмет", 70), Column("state", "Состояние", 80), Column("count", "Количество", 30, True))


def states(figures: Figures) -> Table:
    """A row for each kind of subject and state that occurs in the selected year."""
    rows: list[Row] = []
    for kind, counts in state_counts(figures).items():
        for state, count in counts.states.items():
            if kind == ITEMS:
                state_words, tint = (
                    words.status_label(state, figures.rules.status_labels),
                    phrases.tint(state, palette.STATUSES),
                )
            else:
                state_words, tint = words.flag_label(state, figures.rules.flag_labels), phrases.tint(state)
            rows.append({"subject": counts.scope, "state": state_words, "count": count, "tint": tint})
    return Table(f"Состояние проекта, {phrases.period(figures.selection)}", STATES, rows)


def say_none(figures: Figures) -> str:
    """What to say where no deviation is found: there is none, or nothing was reported that could deviate."""
    judged = of_year(figures.measures, figures)["fact"].notna().any()
    return "Отклонений нет" if judged else "Данных за период нет: отклонения не рассчитаны"
