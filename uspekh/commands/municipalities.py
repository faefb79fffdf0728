"""The roll-up over projects and municipalities: shared codes, packages sent and received, the sums."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict
from datetime import date
from functools import partial
from pathlib import Path
from typing import TypeVar

import click

from uspekh import settings
from uspekh.access.registry import Access, AccessDamaged, load_access
from uspekh.commands.answers import as_json, of_project_option, refuse, say
from uspekh.commands.opening import content_of, existing_file, opened_project, opened_store, who
from uspekh.commands.writing import write_file
from uspekh.consolidation import (
    Consolidation,
    consolidate,
    list_contributors,
    list_silent,
    list_unfinished,
    receive_package,
    work_out,
)
from uspekh.monitoring.rollup import Part, Total
from uspekh.monitoring.rules import load_rules
from uspekh.monitoring.sharing import list_shareable
from uspekh.russian.format import day, moment, with_unit
from uspekh.russian.periods import YEAR, period_name
from uspekh.russian.text import one_line
from uspekh.store.packages.archive import PackageRefused
from uspekh.store.packages.contents import collect_package, write_package
from uspekh.store.packages.received import ReceivedPackage, list_received, undo_package
from uspekh.store.packages.signature import public_key
from uspekh.store.plans.shared_codes import SharedCodeRefused, confirm_shared_code
from uspekh.words import BY_INCOMPLETE_DATA, NO_SUM, part_of

T = TypeVar("T")
_NONE_SHARED = "Общих показателей нет. Назначьте код: rollup --share 1=охват --project КОД."


@click.command()
@click.option("--year", type=int, help="Отчётный год; по умолчанию — последний, за который есть данные.")
@click.option("--share", metavar="INDICATOR=CODE", help="Назначить показателю проекта общий код; «1=» снимает его.")
@click.option("--by", help="Кто назначает; по умолчанию — имя пользователя.")
@click.option("--out", type=click.Path(dir_okay=False, path_type=Path), help="Записать свод таблицами .xlsx.")
@of_project_option
@as_json
def rollup(year: int | None, share: str | None, by: str | None, out: Path | None, machine: bool) -> None:
    """Sums every shared indicator over the projects and the packages received, with who did not report."""
    if share is not None:
        _share(share, by)
    engine, municipalities = opened_store(), _or_refuse(_access).municipalities
    contributors = list_contributors(engine, municipalities, settings.data_folder(), date.today(), opened_project)
    for contributor in list_unfinished(engine, contributors):
        _or_refuse(partial(work_out, engine, contributor))
    of_year = consolidate(engine, contributors, year)
    silent = list_silent(engine, municipalities)
    if out is not None:
        from uspekh.report.rollup import write_rollup

        labels = load_rules(settings.data_folder()).flag_labels
        write_file(out, write_rollup(of_year.heading(silent), of_year.rows, of_year.totals, labels))
    answer = {
        "year": of_year.year,
        "indicators": [asdict(each) for each in of_year.totals],
        "no_package": silent,
        "repeated": of_year.repeated,
    }
    say(machine, answer, lambda: click.echo(_describe(of_year, silent)))


@click.command()
@click.argument("out", type=click.Path(dir_okay=False, path_type=Path))
@of_project_option
@as_json
def package(out: Path, machine: bool) -> None:
    """Writes what a region needs to recompute the shared indicators of a project."""
    secret = _or_refuse(settings.package_key)
    project = opened_project()
    packed = collect_package(project.engine, project.code, project.texts, project.directory())
    write_file(out, write_package(packed, secret))
    key = public_key(secret)
    answer = {"written": str(out), "values": len(packed.values), "left_out": packed.left_out, "public_key": key}
    lines = [f"Пакет записан: {out}. Численностей и планов: {len(packed.values)}. Открытый ключ для области: {key}"]
    if packed.left_out:
        lines.append(f"Не вошли закрытые численности: {', '.join(map(one_line, packed.left_out))}.")
    if not packed.codes:
        lines.append("Общих показателей в проекте нет, область такой пакет не примет: rollup --share 1=охват.")
    say(machine, answer, lambda: click.echo("\n".join(lines)))


@click.command()
@click.argument("files", type=existing_file, nargs=-1, required=True)
@click.option("--by", help="Кто принимает; по умолчанию — имя пользователя.")
@as_json
def receive(files: tuple[Path, ...], by: str | None, machine: bool) -> None:
    """Stores packages of municipalities; the first that is refused ends the command, those before it stay."""
    engine, municipalities = opened_store(), _or_refuse(_access).municipalities
    numbers = []
    for file in files:
        content = content_of(file)
        try:
            received, number = receive_package(engine, content, who(by), municipalities, settings.data_folder())
        except PackageRefused as error:
            refuse(f"{one_line(file)}: {one_line(error)}")
        numbers.append({"file": str(file), "package": number})
        left_out = f"; не входят закрытые численности: {', '.join(received.left_out)}" if received.left_out else ""
        if not machine:
            of_day = day(received.at.astimezone().date())
            click.echo(one_line(f"Принят пакет № {number}: {received.origin}, от {of_day}{left_out}."))
    say(machine, numbers, lambda: None)


@click.command()
@click.option("--undo", "number", type=int, help="Отменить приём пакета с этим номером: вернётся прежний.")
@click.option("--by", help="Кто отменяет; по умолчанию — имя пользователя.")
@as_json
def packages(number: int | None, by: str | None, machine: bool) -> None:
    """The journal of packages; ``--undo`` takes one back."""
    engine = opened_store()
    if number is not None:
        _or_refuse(partial(undo_package, engine, number, who(by)))
    every = list_received(engine)
    rows = [
        asdict(each)
        | {
            "at": each.at.isoformat(),
            "made_at": each.made_at.isoformat(),
            "undone_at": each.undone_at and each.undone_at.isoformat(),
        }
        for each in every
    ]
    say(machine, rows, lambda: click.echo("\n".join(map(_describe_package, every)) or "Пакетов ещё не принято."))


def _access() -> Access:
    return load_access(settings.access_file())


def _or_refuse(ask: Callable[[], T]) -> T:
    """The answer, or the command is refused with the reason."""
    try:
        return ask()
    except (AccessDamaged, PackageRefused, SharedCodeRefused, settings.KeyWeak) as error:
        refuse(one_line(error))


def _share(words: str, by: str | None) -> None:
    number, sign, code = words.partition("=")
    project = opened_project()
    measures = {each.subject: each for each in reversed(list_shareable(project.plan))}
    chosen = measures.get(number.strip())
    if not sign or chosen is None:
        numbers = ", ".join(each.subject for each in list_shareable(project.plan) if not each.sensitive)
        refuse(f"Показателя «{one_line(number)}» нет; есть: {numbers}. Пишут так: --share 1=охват.")
    if chosen.sensitive and code.strip():
        refuse(f"Показатель «{one_line(number)}» считает детей по здоровью; такие в свод не входят.")
    _or_refuse(partial(confirm_shared_code, project.engine, chosen.measure, code, who(by)))


def _describe(of_year: Consolidation, silent: list[str]) -> str:
    if not of_year.totals:
        return _NONE_SHARED
    return "\n".join([one_line(of_year.heading(silent)), *map(_describe_total, of_year.totals)])


def _describe_total(total: Total) -> str:
    """The sum, what it is made of, and who is not in it."""
    fact = total.no_fact if total.fact is None else with_unit(total.fact, total.unit)
    incomplete = "" if total.complete else f", {BY_INCOMPLETE_DATA}"
    lines = [f"{one_line(total.code)}: {fact}{incomplete}; сдали {part_of(total.reported, total.expected)} организаций"]
    for part in total.with_data:
        period = "" if part.months == YEAR else f" за {period_name(part.months)}"
        reported = part_of(part.reported, part.expected)
        lines.append(
            f"  {_name(part)}: {with_unit(part.fact, part.unit, bounds=part.bounds)}{period}, сдали {reported}"
        )
        lines += [f"    {one_line(words)}" for words in part.not_sent]
    lines += [f"  {_name(total.parts[project])}: {NO_SUM[reason]}" for project, reason in total.absences.items()]
    return "\n".join(lines)


def _name(part: Part) -> str:
    return one_line(f"{part.project}, показатель {part.subject}")


def _describe_package(each: ReceivedPackage) -> str:
    state = "действует" if each.in_force else "заменён новым"
    if each.undone_at is not None:
        state = f"отменён {moment(each.undone_at)}, {each.undone_by}"
    whose = f"{each.municipality}, проект «{each.project}», пакет от {moment(each.made_at)}"
    return one_line(f"№ {each.number}: {whose}; принят {moment(each.at)}, {each.by}; {state}; SHA-256 {each.sha256}")
