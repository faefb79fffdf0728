"""What the command line says to people: plain Russian text."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from uspekh.monitoring.figures import Figures
from uspekh.passport.plan import Plan
from uspekh.project import Project
from uspekh.russian.format import day, missing, number, percent, plural, roubles, with_unit
from uspekh.russian.periods import period_name


def summary(project: Project, shown: Figures) -> str:
    """The figures of the selected year as a person reads them at a terminal."""
    selection = shown.selection
    expected = len(shown.directory)
    head = [
        f"{project.plan.title}. {selection.year}, {period_name(selection.months)}; "
        f"по состоянию на {day(selection.as_of)}; "
        f"{expected} {plural(expected, 'организация', 'организации', 'организаций')}."
    ]
    year = shown.measures[shown.measures["year"] == selection.year]
    lines = [_measure(project.plan, row, project.rules.flag_labels) for _, row in year.iterrows()]
    return "\n".join([*head, *lines, *_budget(shown), *_milestones(project, shown)])


def _measure(plan: Plan, row: pd.Series, labels: Mapping[str, str]) -> str:
    word, table = {"indicator": ("Показатель", "indicators"), "result": ("Результат", "results")}[row["subject_kind"]]
    title = plan[table].set_index("id")["short_title"][row["subject"]]
    parts = [
        f"план {with_unit(row['plan'], row['unit'])}",
        f"факт {with_unit(row['fact'], row['unit'])}",
        f"выполнение {percent(row['completion'])}",
        labels.get(row["flag"], "плана нет"),
        f"сдали {row['reported']} из {row['expected']}",
    ]
    return f"{word} {row['subject']}. {title}: {', '.join(parts)}"


def _budget(shown: Figures) -> list[str]:
    year = shown.budget[shown.budget["year"] == shown.selection.year]
    plan, executed = year["plan"].sum(min_count=1), year["executed"].sum(min_count=1)
    return [
        f"Бюджет: план {roubles(plan)} руб., исполнено {'нет данных' if missing(executed) else roubles(executed)} руб."
    ]


def _milestones(project: Project, shown: Figures) -> list[str]:
    year = shown.milestones[shown.milestones["year"] == shown.selection.year]
    counts = year["flag"].value_counts()
    words = [
        f"{label} — {number(int(counts[name]))}"
        for name, label in project.rules.status_labels.items()
        if name in counts
    ]
    return [f"Мероприятия года: {', '.join(words) or 'нет'}"]
