"""The editions of the passport, and what one changed of another."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path

import click

from uspekh import settings
from uspekh.commands.answers import as_json, of_project_option, refuse, say
from uspekh.commands.opening import opened_project
from uspekh.commands.writing import write_file
from uspekh.passport.editions.differences import CellDifference
from uspekh.passport.editions.edition import Edition
from uspekh.project import Project
from uspekh.russian.format import day
from uspekh.russian.text import one_line
from uspekh.store.plans.editions import EditionRefused, list_editions
from uspekh.store.plans.history import compare_editions
from uspekh.words import NOTHING


@click.command()
@click.argument("before", metavar="[БЫЛО]", type=int, required=False)
@click.argument("after", metavar="[СТАЛО]", type=int, required=False)
@click.option(
    "--letter",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Записать различия письмом .docx: «в редакции … → предлагается …».",
)
@of_project_option
@as_json
def editions(before: int | None, after: int | None, letter: Path | None, machine: bool) -> None:
    """The editions in the order in which they come into force; of two numbers, the differences by cell."""
    if (before is None) != (after is None) or (letter and before is None):
        raise click.UsageError("Чтобы сравнить редакции, укажите два номера: editions 1 2.")
    project = opened_project()
    if before is None or after is None:
        every = list_editions(project.engine, project.code)
        say(machine, [_answer(each, project) for each in every], lambda: click.echo(_describe(every, project)))
        return
    try:
        differences = compare_editions(project.engine, project.code, before, after)
    except EditionRefused as error:
        refuse(str(error))
    if letter:
        from uspekh.letter.document import write_letter_of_changes

        write_file(letter, write_letter_of_changes(project.plan, differences, settings.data_folder() / "report"))
    lines = "\n".join(map(_describe_difference, differences)) or "Различий нет."
    say(machine, [asdict(each) for each in differences], lambda: click.echo(lines))


def _answer(edition: Edition, project: Project) -> dict[str, object]:
    """The keys of ``editions --json``: the requisites, who confirmed it when, and whether it is the plan today."""
    requisites = edition.requisites
    return {
        "number": requisites.number,
        "dated": requisites.dated.isoformat() if requisites.dated else None,
        "act": requisites.act or None,
        "valid_from": requisites.valid_from.isoformat(),
        "confirmed_by": edition.confirmed_by,
        "confirmed_at": edition.confirmed_at.isoformat(),
        "in_force": edition == project.edition,
    }


def _describe(every: list[Edition], project: Project) -> str:
    if not every:
        return "Редакция одна: паспорт, поставленный с программой."
    lines = [_describe_edition(each, project) for each in every]
    return "\n".join(filter(None, [*lines, one_line(project.say_values_of_gone_rows())]))


def _describe_edition(edition: Edition, project: Project) -> str:
    requisites = edition.requisites
    in_force = " — действует" if edition == project.edition else ""
    since = f"действует с {day(requisites.valid_from)}"
    return f"№ {requisites.number}: {since}; {one_line(requisites.say_act()) or 'акт не указан'}{in_force}"


def _describe_difference(each: CellDifference) -> str:
    return one_line(f"{each.spot}, {each.column}: {each.before or NOTHING} → {each.after or NOTHING}")
