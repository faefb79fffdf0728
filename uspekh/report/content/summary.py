"""The summary: how many subjects are in which state, the worst deviations and the open measures in words."""

from __future__ import annotations

import pandas as pd

from uspekh import words
from uspekh.charts import palette
from uspekh.monitoring.bounds import ZERO
from uspekh.monitoring.figures import Figures
from uspekh.monitoring.overview.counts import ITEMS, state_counts
from uspekh.monitoring.overview.subjects import worst as worst_rows
from uspekh.monitoring.overview.summary import of_year
from uspekh.report.content import milestones, phrases, subjects
from uspekh.report.content.cells import figure, with_its_unit
from uspekh.report.content.table import Column, Row, Table
from uspekh.russian.format import NBSP, missing, plural

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


def worst(figures: Figures) -> list[str]:
    """The three worst deviations, a sentence each; none when nothing deviates."""
    rows = worst_rows(figures)
    return [f"{phrases.deviating(figures.plan, row)}: {shortfall(row)}." for _, row in rows.iterrows()]


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


def overdue(figures: Figures) -> str:
    """How many items of this year and before are overdue."""
    count = len(milestones.overdue(figures))
    if not count:
        return "Просроченных контрольных точек и мероприятий нет."
    items = plural(count, "пункт плана", "пункта плана", "пунктов плана")
    return f"Просрочено {count}{NBSP}{items} со сроком по {figures.selection.year}{NBSP}год включительно."
