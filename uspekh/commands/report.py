"""The meeting report as a file."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import click

from uspekh import settings
from uspekh.commands.answers import as_json, refuse, say
from uspekh.commands.opening import opened_project, who
from uspekh.commands.selecting import selecting, selection_of
from uspekh.commands.writing import write_file
from uspekh.report.forms.deck import TemplateDamaged
from uspekh.report.write import FORMS, write_report
from uspekh.store.decided.decisions import in_force
from uspekh.store.values.queries import holds_any


@click.command()
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
        content = write_report(form, shown, templates, decisions=decided, starter=starter)
    except TemplateDamaged as error:
        refuse(str(error))
    write_file(out, content)
    say(machine, {"written": str(out)}, lambda: click.echo(f"Отчёт записан: {out}"))
