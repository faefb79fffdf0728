"""The summary: how many subjects are in which state, and what deviates in words."""

from __future__ import annotations

import pandas as pd

from uspekh import words
from uspekh.charts import palette
from uspekh.monitoring.bounds import ZERO
from uspekh.monitoring.figures import Figures
from uspekh.monitoring.overview.counts import ITEMS, state_counts
from uspekh.monitoring.overview.summary import of_year
from uspekh.report.content import phrases, subjects
from uspekh.report.content.cells import figure, with_its_unit
from uspekh.report.content.table import Column, Row, Table
from uspekh.russian.format import missing, plural

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


def shortfall(row: pd.Series) -> str:
    """«1 650 чел. при плане 1 834 чел., не хватает 184 чел.; сдали 6 из 7 организаций»: a row of ``deviations``."""
    if subjects.by_control_points(row):
        return f"исполнено контрольных точек — {row['fact']:.0f} из {row['due_plan']:.0f}, требовавшихся к дате отчёта"
    expected = int(row["expected"])
    of = plural(expected, "организации", "организаций", "организаций")
    reported = f"сдали {words.part_of(row['reported'], expected)} {of}"
    unit = str(row["unit"])
    fact = with_its_unit(figure(row["fact"], unit, bounds=(float(row["due_plan"]),)))
    due = with_its_unit(figure(row["due_plan"], unit))
    gap = float(row["fact"] - row["due_plan"])
    lacking = with_its_unit(figure(abs(gap), words.difference_unit(unit), bounds=ZERO))
    people = row["shortfall"]
    if unit == words.SHARE and not missing(people) and people:
        lacking += f" ({with_its_unit(figure(abs(people), words.PEOPLE))})"
    return f"{fact} при плане {due}, {'не хватает' if gap < 0 else 'больше на'} {lacking}; {reported}"
