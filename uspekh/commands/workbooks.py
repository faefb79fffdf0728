"""The workbooks of organizations: writing the empty form, checking a file, loading it."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import click

from uspekh.actuals.problems import SEVERITIES, Problem
from uspekh.actuals.reading import Reading
from uspekh.commands.answers import (
    OFFICIALS,
    REFUSED,
    as_json,
    must_be_known,
    named_project,
    of_project_option,
    refuse,
    say,
)
from uspekh.commands.opening import content_of, existing_file, opened_project, project_for, who
from uspekh.commands.selecting import selection_of
from uspekh.commands.writing import write_file
from uspekh.russian.text import one_line
from uspekh.store.guards.locks import PeriodClosed
from uspekh.store.guards.texts import OfficialUnconfirmed, TextRefused
from uspekh.words import count_changes


@click.command()
@click.argument("out", type=click.Path(dir_okay=False, path_type=Path))
@click.option("--year", type=int, help="Только этот год.")
@click.option("--org", help="Только эта организация (код).")
@click.option("--plans", is_flag=True, help="С листом «Планы»: действующие планы, а где их нет — ориентиры.")
@of_project_option
@as_json
def template(out: Path, year: int | None, org: str | None, plans: bool, machine: bool) -> None:
    """Writes the empty workbook for the current plan and directory."""
    # Checking and loading must not wait for what writes workbooks with styles.
    from uspekh.actuals.writing.template import write_template

    project = opened_project()
    directory = project.directory()
    must_be_known(project.plan.years, year, "--year")
    must_be_known(tuple(directory["code"]), org, "--org")
    years = None if year is None else [year]
    planned = project.figures(selection_of(project, year, None, (), None)).organizations if plans else None
    write_file(out, write_template(project.plan, directory, years, org, planned, project.label))
    say(machine, {"written": str(out)}, lambda: click.echo(f"Форма записана: {out}"))


@click.command()
@click.argument("files", nargs=-1, required=True, type=existing_file)
@click.option(
    "--reply",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Записать файл с пометками (.xlsx): ошибки закрашены, в примечаниях — что исправить.",
)
@of_project_option
@as_json
def check(files: tuple[Path, ...], reply: Path | None, machine: bool) -> None:
    """Reads and checks; exit status 1 if any file is refused."""
    if reply and len(files) > 1:
        raise click.UsageError("--reply пишется для одного файла.")
    readings = []
    for file in files:
        content = content_of(file)
        project = project_for(content, file.name)
        readings.append(project.read(content, file.name, confirmed=bool(named_project())))
        if reply:
            write_file(reply, project.reply(content, readings[-1]))
    answers = [_answer(reading) for reading in readings]
    if len(files) > 1:
        answers = [{"file": str(file), **answer} for file, answer in zip(files, answers, strict=True)]
    say(
        machine,
        answers if len(files) > 1 else answers[0],
        lambda: click.echo("\n".join(map(describe_reading, readings))),
    )
    sys.exit(0 if all(reading.accepted for reading in readings) else REFUSED)


@click.command()
@click.argument("file", type=existing_file)
@click.option("--by", help="Кто загружает; по умолчанию — имя пользователя.")
@click.option("--reason", default="", help="Почему меняется закрытый период.")
@click.option("--officials", is_flag=True, help="Люди, названные в текстах файла, — должностные лица, а не дети.")
@of_project_option
@as_json
def load(file: Path, by: str | None, reason: str, officials: bool, machine: bool) -> None:
    """Checks, then stores all or nothing."""
    content = content_of(file)
    project = project_for(content, file.name)
    reading = project.read(content, file.name, confirmed=bool(named_project()))
    refused = {**_answer(reading), "accepted": False, "upload": None, "changed": {"new": 0, "replaced": 0, "same": 0}}
    if not reading.accepted:
        say(machine, refused, lambda: click.echo(describe_reading(reading)))
        sys.exit(REFUSED)
    try:
        number, changed = project.load(reading, who(by), reason=reason, officials=officials)
    except PeriodClosed as error:
        refuse(f"{error} Добавьте --reason.")
    except TextRefused as error:
        say(machine, refused, lambda: None)
        refuse(f"{error} {OFFICIALS}" if isinstance(error, OfficialUnconfirmed) else str(error))

    def tell() -> None:
        click.echo(describe_reading(reading))
        click.echo(f"Загрузка № {number}: {count_changes(changed)}.")

    say(machine, {**_answer(reading), "upload": number, "changed": changed}, tell)


def _answer(reading: Reading) -> dict[str, Any]:
    problems = [problem.as_dict() for problem in reading.problems]
    return {"accepted": reading.accepted, "rows": reading.rows, "problems": problems}


def describe_reading(reading: Reading) -> str:
    """The verdict on a file and its problems, a line each."""
    verdict = "файл принят" if reading.accepted else "файл не принят"
    head = f"{one_line(reading.file_name)}: {verdict}, строк с данными: {reading.rows}"
    return "\n".join([head, *("  " + _problem_line(problem) for problem in reading.problems)])


def _problem_line(problem: Problem) -> str:
    """One problem with its place."""
    sheet = f"лист «{problem.sheet}»" if problem.sheet else ""
    cell = f"ячейка {problem.cell}" if problem.cell else ""
    where = ", ".join(filter(None, [sheet, cell]))
    return f"{SEVERITIES[problem.severity]}: {one_line(where) + ': ' if where else ''}{one_line(problem.message)}"
