"""What was computed: every figure, who has sent a report, the meeting report."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from pathlib import Path

import click

from uspekh import console, settings
from uspekh.commands.answers import as_json, refuse, say
from uspekh.commands.opening import opened_project, who
from uspekh.commands.selecting import selecting, selection_of
from uspekh.monitoring.status import status as status_of
from uspekh.report.deck import TemplateDamaged
from uspekh.report.write import FORMS, write_report
from uspekh.sending import sent as whole_sent
from uspekh.store.decisions import in_force
from uspekh.store.values import holds_any


@click.command(help="Все рассчитанные показатели: план, факт, отклонение.")
@selecting
@as_json
def status(year: int | None, period: str | None, orgs: tuple[str, ...], as_of: datetime | None, machine: bool) -> None:
    """Every computed figure."""
    project = opened_project()
    shown = project.figures(selection_of(project, year, period, orgs, as_of))
    say(machine, status_of(shown), lambda: click.echo(console.summary(project, shown)))


@click.command(help="Кто сдал отчёт за период и кто нет.")
@selecting
@as_json
def sent(year: int | None, period: str | None, orgs: tuple[str, ...], as_of: datetime | None, machine: bool) -> None:
    """A row per organization that is expected to report."""
    project = opened_project()
    selection = selection_of(project, year, period, orgs, as_of)
    found = whole_sent(project, selection.year, selection.months, selection.as_of, who(None))
    if orgs:
        found = replace(found, rows=found.rows[found.rows["organization"].isin(orgs)])
    say(machine, found.as_dict(), lambda: click.echo(console.sent(found)))


@click.command(help="Записать отчёт к совещанию: документ .docx, слайды .pptx или таблицы .xlsx.")
@click.argument("out", type=click.Path(dir_okay=False, path_type=Path))
@selecting
@as_json
def report(
    out: Path, year: int | None, period: str | None, orgs: tuple[str, ...], as_of: datetime | None, machine: bool
) -> None:
    """Writes the meeting report; its form is the file's ending."""
    form = out.suffix.lower().removeprefix(".")
    if form not in FORMS:
        raise click.BadParameter(f"окончание «{out.suffix}»; можно: .{', .'.join(FORMS)}", param_hint="OUT")
    project = opened_project()
    shown = project.figures(selection_of(project, year, period, orgs, as_of))
    templates, decided = settings.data_folder() / "report", in_force(project.engine, who(None))
    starter = not holds_any(project.engine, "organization")
    try:
        out.write_bytes(write_report(form, shown, templates, decisions=decided, starter=starter))
    except TemplateDamaged as error:
        refuse(str(error))
    say(machine, {"written": str(out)}, lambda: click.echo(f"Отчёт записан: {out}"))
