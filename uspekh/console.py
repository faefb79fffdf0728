"""What the command line says to people: plain Russian text."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

import pandas as pd

from uspekh.actuals.problems import Problem
from uspekh.actuals.reading import Reading
from uspekh.audit import SEVERITIES as GRAVITY
from uspekh.audit import Finding
from uspekh.monitoring.figures import Figures
from uspekh.monitoring.reporting import STATES, counted
from uspekh.passport.plan import Plan
from uspekh.project import Project
from uspekh.russian.format import day, missing, number, percent, plural, roubles, with_unit
from uspekh.russian.periods import in_year, period_name
from uspekh.russian.text import one_line
from uspekh.sending import Sent

SEVERITIES = {"error": "ошибка", "warning": "предупреждение", "info": "сведение"}


def told(reading: Reading) -> str:
    """The verdict on a file and its problems, a line each."""
    verdict = "принят" if reading.accepted else "не принят"
    head = f"{one_line(reading.file_name)}: файл {verdict}, строк с данными: {reading.rows}"
    return "\n".join([head, *("  " + line(problem) for problem in reading.problems)])


def line(problem: Problem) -> str:
    """One problem with its place."""
    sheet = f"лист «{problem.sheet}»" if problem.sheet else ""
    cell = f"ячейка {problem.cell}" if problem.cell else ""
    place = ", ".join(filter(None, [sheet, cell]))
    return f"{SEVERITIES[problem.severity]}: {one_line(place) + ': ' if place else ''}{one_line(problem.message)}"


def finding(found: Finding) -> str:
    """A finding of the audit with its places, each on a line."""
    where = [f"    {place}: {place.quote}" for place in found.places]
    return "\n".join([f"{GRAVITY[found.severity]}: {found.what}", *where, f"    {found.why} {found.advice}"])


def changed(counted: Mapping[str, Any]) -> str:
    """«новых значений — 12, заменено — 1, без изменений — 3»."""
    return f"новых значений — {counted['new']}, заменено — {counted['replaced']}, без изменений — {counted['same']}"


def sent_sentence(sent: Sent) -> str:
    """«2023 год, I полугодие: ждём 9 отчётов, срок — 10.07.2023 (принято проектом). Принято — 5, не сдано — 4.»"""
    asked = len(sent.rows)
    due = f"срок — {day(sent.due)} ({sent.basis})" if sent.due else "срок не задан"
    words = {"accepted": "Принято", "waiting": "на проверке", "returned": "возвращено",
             "not_sent": "не сдано", "overdue": "просрочено"}  # fmt: skip
    counts = ", ".join(f"{words[name]} — {count}" for name, count in counted(sent.rows).items())
    reports = plural(asked, "отчёт", "отчёта", "отчётов")
    return f"{in_year(sent.year, sent.months)}: ждём {asked} {reports}, {due}. {counts}."


def sent(found: Sent) -> str:
    """The counts and each organization on a line."""
    rows = [_sent_line(row) for row in found.rows.itertuples()]
    return "\n".join([sent_sentence(found), *rows])


def _sent_line(row: Any) -> str:
    parts = [STATES[row.state], f"прислан {day(row.sent)}" if row.sent else "", "с опозданием" if row.late else ""]
    remark = f" ({row.remark})" if row.remark else ""
    return "  " + one_line(f"{row.name}: {', '.join(filter(None, parts))}{remark}")


def upload(row: Mapping[str, Any]) -> str:
    """One line of the journal."""
    moment = datetime.fromisoformat(row["at"]).astimezone().strftime("%d.%m.%Y %H:%M")
    undone = " — отменена" if row["undone_at"] else ""
    sent_by = f" (прислал: {row['sent_by']})" if row["sent_by"] else ""
    reason = f"; причина: {row['reason']}" if row["reason"] else ""
    told = f"{row['by']}{sent_by}  {row['file_name']}: {changed(row)}{reason}{undone}"
    return f"№ {row['id']}  {moment}  {one_line(told)}"


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
