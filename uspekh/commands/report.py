"""The meeting report and the final report of the project as files."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from uspekh import settings
from uspekh.commands.answers import as_json, of_project_option, refuse, say
from uspekh.commands.opening import opened_project, who
from uspekh.commands.selecting import selecting, selection_of
from uspekh.commands.writing import write_file
from uspekh.report.content.final.whole_project import last_change, select_whole_project
from uspekh.report.forms.deck import TemplateDamaged
from uspekh.report.write import FINAL_FORMS, FORMS, write_final, write_report
from uspekh.store.decided.decisions import in_force
from uspekh.store.uploads.journal import journal
from uspekh.store.values.queries import holds_any

if TYPE_CHECKING:
    from uspekh.project import Project


@click.command()
@click.argument("out", type=click.Path(dir_okay=False, path_type=Path))
@click.option("--final", "is_final", is_flag=True, help="Итоговый отчёт проекта за все годы: .docx, .xlsx или .pdf.")
@selecting
@of_project_option
@as_json
def report(
    out: Path,
    is_final: bool,
    year: int | None,
    period: str | None,
    orgs: tuple[str, ...],
    as_of: datetime | None,
    machine: bool,
) -> None:
    """Writes the meeting report, or the final report of the project; its form is the file's ending."""
    form = out.suffix.lower().removeprefix(".")
    forms = FINAL_FORMS if is_final else FORMS
    if form not in forms:
        raise click.BadParameter(f"окончание «{out.suffix}»; можно: .{', .'.join(forms)}", param_hint="OUT")
    if is_final and (year or period or orgs):
        raise click.UsageError("Итоговый отчёт — за все годы и по всем организациям: с --final выбирают только дату.")
    project = opened_project()
    try:
        content = _final(project, form, as_of) if is_final else _of_meeting(project, form, year, period, orgs, as_of)
    except TemplateDamaged as error:
        refuse(str(error))
    write_file(out, content)
    say(machine, {"written": str(out)}, lambda: click.echo(f"Отчёт записан: {out}"))


def _of_meeting(
    project: Project, form: str, year: int | None, period: str | None, orgs: tuple[str, ...], as_of: datetime | None
) -> bytes:
    figures = project.figures(selection_of(project, year, period, orgs, as_of))
    return write_report(
        form,
        figures,
        _templates(),
        decisions=in_force(project.engine, who(None)),
        lowered=project.lowered_plans(),
        starter=_is_starter(project),
    )


def _final(project: Project, form: str, as_of: datetime | None) -> bytes:
    uploads, decisions = journal(project.engine, who(None)), in_force(project.engine, who(None))
    selection = select_whole_project(project.plan, project.rules, date.today(), last_change(uploads, decisions))
    if as_of:
        selection = replace(selection, as_of=as_of.date())
    return write_final(
        form,
        project.figures(selection),
        _templates(),
        uploads=uploads,
        decisions=decisions,
        lowered=project.lowered_plans(),
        starter=_is_starter(project),
    )


def _templates() -> Path:
    return settings.data_folder() / "report"


def _is_starter(project: Project) -> bool:
    return not holds_any(project.engine, "organization")
