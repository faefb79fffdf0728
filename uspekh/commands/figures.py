"""What was computed: every figure, and who has sent a report."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import Any

import click
import pandas as pd

from uspekh import words
from uspekh.commands.answers import as_json, of_project_option, refuse, say
from uspekh.commands.opening import opened_project, who
from uspekh.commands.selecting import selecting, selection_of
from uspekh.differences import project_after_upload
from uspekh.monitoring.bounds import fact_bounds
from uspekh.monitoring.execution import budget
from uspekh.monitoring.explaining.explanation import explain_flag
from uspekh.monitoring.figures import Figures
from uspekh.monitoring.organizations.reporting import STATES
from uspekh.monitoring.overview.counts import ITEMS, state_counts
from uspekh.monitoring.overview.money import say_uncounted
from uspekh.monitoring.overview.summary import of_year
from uspekh.monitoring.rules import Rules
from uspekh.monitoring.status import status as status_of
from uspekh.passport.plan import Plan
from uspekh.project import Project
from uspekh.russian.format import NO_DATA, day, missing, number, percent, roubles, with_unit
from uspekh.russian.text import one_line
from uspekh.sending import Sent
from uspekh.sending import sent as whole_sent
from uspekh.store.uploads.journal import UploadUnknown

_BY_PRESENT_TABLES = "Таблицы того времени эта программа не читает: посчитано по сегодняшним правилам и плану."


@click.command()
@selecting
@click.option(
    "--as-of-upload",
    "upload",
    type=int,
    help="Как было после загрузки с этим номером, по правилам того времени.",
)
@click.option("--explain", is_flag=True, help="С каждой оценкой — правило, границы, план, факт и кто не сдал.")
@of_project_option
@as_json
def status(
    year: int | None,
    period: str | None,
    orgs: tuple[str, ...],
    as_of: datetime | None,
    upload: int | None,
    explain: bool,
    machine: bool,
) -> None:
    """Every computed figure."""
    project = opened_project()
    if upload is not None:
        try:
            project, by_present_tables = project_after_upload(project, upload)
        except UploadUnknown as error:
            refuse(str(error))
        if by_present_tables:
            click.echo(_BY_PRESENT_TABLES, err=True)
    shown = project.figures(selection_of(project, year, period, orgs, as_of))
    lowered = project.lowered_plans() if explain else None
    say(
        machine,
        status_of(shown, explain=explain, lowered=lowered),
        lambda: click.echo(describe_figures(project, shown, explain=explain, lowered=lowered)),
    )


@click.command()
@selecting
@of_project_option
@as_json
def sent(year: int | None, period: str | None, orgs: tuple[str, ...], as_of: datetime | None, machine: bool) -> None:
    """A row per organization that is expected to report."""
    project = opened_project()
    selection = selection_of(project, year, period, orgs, as_of)
    reports = whole_sent(project, selection.year, selection.months, selection.as_of, who(None))
    if orgs:
        reports = replace(reports, rows=reports.rows[reports.rows["organization"].isin(orgs)])
    say(machine, reports.as_dict(), lambda: click.echo(_describe_sent(reports)))


def _describe_sent(reports: Sent) -> str:
    """The counts and each organization on a line."""
    rows = [_sent_line(row) for row in reports.rows.itertuples()]
    return "\n".join([reports.sentence, *rows])


def _sent_line(row: Any) -> str:
    parts = [
        STATES[row.state],
        "" if missing(row.sent) else f"прислан {day(row.sent)}",
        "с опозданием" if row.late else "",
    ]
    remark = f" ({row.remark})" if row.remark else ""
    return "  " + one_line(f"{row.name}: {', '.join(filter(None, parts))}{remark}")


def describe_figures(
    project: Project, shown: Figures, *, explain: bool = False, lowered: pd.DataFrame | None = None
) -> str:
    """The figures of the selected year as a person reads them at a terminal; with what each flag says of itself."""
    selection, period = shown.selection, shown.period
    overdue = f" ({period.say_overdue()})" if period.overdue else ""
    head = [f"{project.plan.title}. {selection.year}, {period.say()}{overdue}; по состоянию на {day(selection.as_of)}."]
    lines = []
    for _, row in of_year(shown.measures, shown).iterrows():
        lines.append(_measure(project.plan, row, project.rules))
        if explain and row["primary"]:
            explained = explain_flag(shown, row["subject_kind"], row["subject"], row["year"], lowered=lowered)
            lines += [f"  {sentence}" for sentence in explained.sentences()]
    return "\n".join([*head, *lines, *_budget(shown), *_states(project.rules, shown)])


def _measure(plan: Plan, row: pd.Series, rules: Rules) -> str:
    title = plan.short_title(row["subject_kind"], row["subject"])
    unit, flag = row["unit"], row["flag"]
    year_plan = (
        ""
        if row["plan"] == row["due_plan"] or missing(row["plan"])
        else f" ({words.YEAR_PLAN} {with_unit(row['plan'], unit)})"
    )
    parts = [
        f"план {with_unit(row['due_plan'], unit)}{year_plan}",
        f"факт {with_unit(row['fact'], row['unit'], bounds=fact_bounds(row, rules))}",
        f"выполнение {percent(row['completion'], bounds=rules.edges)}",
        words.incomplete_label(words.flag_word(flag, rules.flag_labels), flag, bool(row["complete"])),
        *([f"не хватает {with_unit(row['shortfall'], words.PEOPLE)}"] if row["shortfall"] > 0 else []),
        f"сдали {words.part_of(row['reported'], row['expected'])}",
    ]
    return f"{words.SUBJECTS[row['subject_kind']]} {row['subject']}. {title}: {', '.join(parts)}"


def _budget(shown: Figures) -> list[str]:
    total = budget.total(of_year(shown.budget, shown))
    execution = [budget.say_execution(total, shown.rules.edges), budget.say_year_passed(shown.budget_period)]
    return [
        f"Бюджет: план {_in_roubles(total['plan'])}, уточнённый план {_in_roubles(total['refined'])}, "
        f"исполнение {_in_roubles(total['executed'])}; {', '.join(filter(None, execution))}",
        *filter(None, [say_uncounted(shown)]),
    ]


def _in_roubles(kopecks: Any) -> str:
    return NO_DATA if missing(kopecks) else f"{roubles(kopecks)} руб."


def _states(rules: Rules, shown: Figures) -> list[str]:
    """«Результаты: отсутствие отклонений — 3, нет данных — 4», a line for each kind of subject."""
    lines = []
    for kind, counts in state_counts(shown).items():
        labels = rules.status_labels if kind == ITEMS else rules.flag_labels | words.WITHOUT_FLAG
        listed = ", ".join(f"{labels[state]} — {number(count)}" for state, count in counts.states.items())
        lines.append(f"{counts.scope}: {listed or 'нет'}")
    return lines
