"""What was computed: every figure, who has sent a report, the meeting report."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import Any

import click

from uspekh import console
from uspekh.commands.answers import as_json, say
from uspekh.commands.opening import opened_project, who
from uspekh.commands.selecting import selecting, selection_of
from uspekh.monitoring.reporting import STATES
from uspekh.monitoring.status import status as status_of
from uspekh.russian.format import day, missing
from uspekh.russian.text import one_line
from uspekh.sending import Sent
from uspekh.sending import sent as whole_sent


@click.command()
@selecting
@as_json
def status(year: int | None, period: str | None, orgs: tuple[str, ...], as_of: datetime | None, machine: bool) -> None:
    """Every computed figure."""
    project = opened_project()
    shown = project.figures(selection_of(project, year, period, orgs, as_of))
    say(machine, status_of(shown), lambda: click.echo(console.summary(project, shown)))


@click.command()
@selecting
@as_json
def sent(year: int | None, period: str | None, orgs: tuple[str, ...], as_of: datetime | None, machine: bool) -> None:
    """A row per organization that is expected to report."""
    project = opened_project()
    selection = selection_of(project, year, period, orgs, as_of)
    found = whole_sent(project, selection.year, selection.months, selection.as_of, who(None))
    if orgs:
        found = replace(found, rows=found.rows[found.rows["organization"].isin(orgs)])
    say(machine, found.as_dict(), lambda: click.echo(_describe_sent(found)))


def _describe_sent(found: Sent) -> str:
    """The counts and each organization on a line."""
    rows = [_sent_line(row) for row in found.rows.itertuples()]
    return "\n".join([found.sentence, *rows])


def _sent_line(row: Any) -> str:
    parts = [
        STATES[row.state],
        "" if missing(row.sent) else f"прислан {day(row.sent)}",
        "с опозданием" if row.late else "",
    ]
    remark = f" ({row.remark})" if row.remark else ""
    return "  " + one_line(f"{row.name}: {', '.join(filter(None, parts))}{remark}")
