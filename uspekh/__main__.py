"""The command line: ``python -m uspekh COMMAND`` (contract, section 3)."""

from __future__ import annotations

import getpass
import json
import sys
from collections.abc import Callable
from dataclasses import asdict, replace
from datetime import date, datetime
from pathlib import Path
from typing import Any, NoReturn

import click
import pandas as pd

from uspekh import console, log, settings
from uspekh.access.person import Person, operator
from uspekh.actuals.interpreter import Limits
from uspekh.actuals.reading import Reading
from uspekh.actuals.template import write_template
from uspekh.health import problems
from uspekh.monitoring.directory import split_municipality
from uspekh.monitoring.rules import RulesDamaged
from uspekh.monitoring.selection import Selection
from uspekh.monitoring.status import status as status_of
from uspekh.passport.audit import audit
from uspekh.passport.loading import PassportDamaged
from uspekh.passport.plan import load_plan
from uspekh.project import Project, default_selection, open_project
from uspekh.report.deck import TemplateDamaged
from uspekh.report.write import FORMS, write_report
from uspekh.russian.periods import parse_period
from uspekh.sending import sent as whole_sent
from uspekh.store.backup import backup
from uspekh.store.decisions import in_force
from uspekh.store.engine import Engine, open_store
from uspekh.store.locks import PeriodClosed
from uspekh.store.restore import RestoreRefused, restore
from uspekh.store.unreachable import StoreUnreachable
from uspekh.store.upgrading import StoreTooNew
from uspekh.store.uploads import UploadUnknown, journal
from uspekh.store.uploads import undo as take_back
from uspekh.store.values import holds_any

REFUSED = 1
as_json = click.option("--json", "machine", is_flag=True, help="Ответ для программ (JSON).")
existing_file = click.Path(exists=True, dir_okay=False, path_type=Path)


def selecting(command: Callable[..., None]) -> Callable[..., None]:
    """The options that say which figures are asked for."""
    periods = "Отчётный период: I квартал, I полугодие, 9 месяцев, год, N месяцев."
    day = click.DateTime(["%Y-%m-%d", "%d.%m.%Y"])
    for option in (
        click.option("--as-of", type=day, help="На какую дату; по умолчанию — сегодня."),
        click.option("--org", "orgs", multiple=True, help="Только эти организации (код; можно несколько раз)."),
        click.option("--period", help=periods),
        click.option("--year", type=int, help="Отчётный год."),
    ):
        command = option(command)
    return command


class _Commands(click.Group):
    """Whatever a command does, a database that fails it is told in a sentence."""

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except StoreUnreachable as error:
            _refuse(f"{error} Причина: {error.reason}")


@click.group(cls=_Commands, help="«Успех»: план и факт муниципального проекта.")
def cli() -> None:
    """The group of commands."""
    # A person at a terminal reads the answer; the log is for a service.
    log.set_up("WARNING")


@cli.command(help="Записать пустую форму отчёта для организаций.")
@click.argument("out", type=click.Path(dir_okay=False, path_type=Path))
@click.option("--year", type=int, help="Только этот год.")
@click.option("--org", help="Только эта организация (код).")
@as_json
def template(out: Path, year: int | None, org: str | None, machine: bool) -> None:
    """Writes the empty workbook for the current plan and directory."""
    project = _open()
    directory = project.directory()
    _known(project.plan.years, year, "--year")
    _known(tuple(directory["code"]), org, "--org")
    years = None if year is None else [year]
    out.write_bytes(write_template(project.plan, directory, years, org))
    _say(machine, {"written": str(out)}, lambda: click.echo(f"Форма записана: {out}"))


@cli.command(help="Прочитать и проверить файлы, ничего не сохраняя.")
@click.argument("files", nargs=-1, required=True, type=existing_file)
@as_json
def check(files: tuple[Path, ...], machine: bool) -> None:
    """Reads and checks; exit status 1 if any file is refused."""
    project = _open()
    readings = [project.read(_content(file), file.name) for file in files]
    answers = [_answer(reading) for reading in readings]
    if len(files) > 1:
        answers = [{"file": str(file), **answer} for file, answer in zip(files, answers, strict=True)]
    _say(
        machine,
        answers if len(files) > 1 else answers[0],
        lambda: click.echo("\n".join(map(console.told, readings))),
    )
    sys.exit(0 if all(reading.accepted for reading in readings) else REFUSED)


@cli.command(help="Проверить файл и сохранить его целиком.")
@click.argument("file", type=existing_file)
@click.option("--by", help="Кто загружает; по умолчанию — имя пользователя.")
@click.option("--reason", default="", help="Почему меняется закрытый период.")
@as_json
def load(file: Path, by: str | None, reason: str, machine: bool) -> None:
    """Checks, then stores all or nothing."""
    project = _open()
    content = _content(file)
    reading = project.read(content, file.name)
    if not reading.accepted:
        answer = {**_answer(reading), "upload": None, "changed": {"new": 0, "replaced": 0, "same": 0}}
        _say(machine, answer, lambda: click.echo(console.told(reading)))
        sys.exit(REFUSED)
    try:
        number, changed = project.load(reading, content, _who(by), reason=reason)
    except PeriodClosed as error:
        _refuse(f"{error} Добавьте --reason.")

    def tell() -> None:
        click.echo(console.told(reading))
        click.echo(f"Загрузка № {number}: {console.changed(changed)}.")

    _say(machine, {**_answer(reading), "upload": number, "changed": changed}, tell)


@cli.command(help="Журнал загрузок.")
@as_json
def uploads(machine: bool) -> None:
    """The journal, latest first."""
    rows = json.loads(journal(_open().engine, _who(None)).to_json(orient="records", date_format="iso"))

    def tell() -> None:
        for row in rows:
            click.echo(console.upload(row))
        if not rows:
            click.echo("Загрузок нет.")

    _say(machine, rows, tell)


@cli.command(help="Отменить загрузку: показатели станут такими, как если бы её не было.")
@click.argument("number", type=int)
@click.option("--by", help="Кто отменяет; по умолчанию — имя пользователя.")
@click.option("--reason", default="", help="Почему меняется закрытый период.")
@as_json
def undo(number: int, by: str | None, reason: str, machine: bool) -> None:
    """Takes an upload back."""
    try:
        take_back(_open().engine, number, _who(by), reason)
    except UploadUnknown as error:
        _refuse(str(error))
    except PeriodClosed as error:
        _refuse(f"{error} Добавьте --reason.")
    _say(machine, {"undone": number}, lambda: click.echo(f"Загрузка № {number} отменена."))


@cli.command(help="Все рассчитанные показатели: план, факт, отклонение.")
@selecting
@as_json
def status(year: int | None, period: str | None, orgs: tuple[str, ...], as_of: datetime | None, machine: bool) -> None:
    """Every computed figure."""
    project = _open()
    shown = project.figures(_selection(project, year, period, orgs, as_of))
    _say(machine, status_of(shown), lambda: click.echo(console.summary(project, shown)))


@cli.command(help="Кто сдал отчёт за период и кто нет.")
@selecting
@as_json
def sent(year: int | None, period: str | None, orgs: tuple[str, ...], as_of: datetime | None, machine: bool) -> None:
    """A row per organization that is expected to report."""
    project = _open()
    selection = _selection(project, year, period, orgs, as_of)
    found = whole_sent(project, selection.year, selection.months, selection.as_of, _who(None))
    if orgs:
        found = replace(found, rows=found.rows[found.rows["organization"].isin(orgs)])
    _say(machine, found.as_dict(), lambda: click.echo(console.sent(found)))


@cli.command(help="Записать отчёт к совещанию: документ .docx, слайды .pptx или таблицы .xlsx.")
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
    project = _open()
    shown = project.figures(_selection(project, year, period, orgs, as_of))
    templates, decided = settings.data_folder() / "report", in_force(project.engine, _who(None))
    starter = not holds_any(project.engine, "organization")
    try:
        out.write_bytes(write_report(form, shown, templates, decisions=decided, starter=starter))
    except TemplateDamaged as error:
        _refuse(str(error))
    _say(machine, {"written": str(out)}, lambda: click.echo(f"Отчёт записан: {out}"))


@cli.command(name="backup", help="Записать резервную копию базы в один файл; работе других не мешает.")
@click.argument("out", type=click.Path(dir_okay=False, path_type=Path))
@as_json
def write_backup(out: Path, machine: bool) -> None:
    """Writes everything the store holds, as of one moment."""
    rows = backup(_store(), out)
    _say(machine, {"written": str(out), "rows": rows}, lambda: click.echo(f"Резервная копия записана: {out}"))


@cli.command(name="restore", help="Восстановить базу из резервной копии; непустую — только с --force.")
@click.argument("source", type=existing_file)
@click.option("--force", is_flag=True, help="Заменить то, что есть в базе.")
@click.option("--by", help="Кто восстанавливает; по умолчанию — имя пользователя.")
@as_json
def put_back(source: Path, force: bool, by: str | None, machine: bool) -> None:
    """Fills the store from a backup, all or nothing."""
    try:
        rows = restore(_store(), source, _who(by), force=force)
    except RestoreRefused as error:
        _refuse(str(error))
    _say(machine, {"restored": str(source), "rows": rows}, lambda: click.echo(f"База восстановлена из {source}"))


@cli.command(name="audit", help="Проверить сам паспорт: противоречия и пробелы, с местами в документе.")
@as_json
def audit_passport(machine: bool) -> None:
    """Every finding of the audit, the worst first; needs the passport alone, neither actuals nor a database."""
    try:
        found = audit(load_plan(settings.data_folder() / "passport"))
    except PassportDamaged as error:
        _refuse(str(error))
    answer = [
        {
            "rule": finding.rule,
            "severity": finding.severity,
            "message": finding.what,
            "places": [asdict(place) for place in finding.places],
        }
        for finding in found
    ]
    _say(machine, answer, lambda: click.echo("\n".join(map(console.finding, found)) or "Замечаний нет."))


@cli.command(name="health", help="Проверить, что служба может работать: база данных отвечает, паспорт читается.")
@as_json
def tell_health(machine: bool) -> None:
    """Exit status 1 when something keeps the service from working; changes nothing."""
    found = problems(settings.data_folder(), settings.database_url())
    answer = {"healthy": not found, "problems": found}
    _say(machine, answer, lambda: click.echo("\n".join(found) or "Всё в порядке."))
    sys.exit(REFUSED if found else 0)


def _selection(
    project: Project, year: int | None, period: str | None, orgs: tuple[str, ...], as_of: datetime | None
) -> Selection:
    known = project.known()
    last_year = project.reported(known).last_year()
    selection = default_selection(project.plan, last_year, as_of.date() if as_of else date.today())
    _known(project.plan.years, year, "--year")
    _selectable(project, known.directory, orgs)
    months = parse_period(period)
    if months is None:
        raise click.BadParameter(f"период «{period}» не понят", param_hint="--period")
    return replace(selection, year=year or selection.year, months=months, organizations=tuple(orgs))


def _selectable(project: Project, directory: pd.DataFrame, orgs: tuple[str, ...]) -> None:
    for org in orgs:
        _known(tuple(directory["code"]), org, "--org")
    _, municipality = split_municipality(directory, project.plan.head["municipality_entry"]["type"])
    if municipality in orgs and len(orgs) > 1:
        raise click.BadParameter(
            f"«{municipality}» — это весь муниципалитет, его не складывают с организациями", param_hint="--org"
        )


def _open() -> Project:
    try:
        return open_project(settings.data_folder(), settings.database_url())
    except (PassportDamaged, RulesDamaged, StoreTooNew) as error:
        _refuse(str(error))


def _store() -> Engine:
    try:
        return open_store(settings.database_url())
    except StoreTooNew as error:
        _refuse(str(error))


def _content(file: Path) -> bytes:
    """The file, or as much of it as shows that it is too big."""
    with file.open("rb") as source:
        return source.read(Limits.content + 1)


def _who(by: str | None) -> Person:
    return operator(by or getpass.getuser())


def _refuse(message: str) -> NoReturn:
    click.echo(message, err=True)
    sys.exit(REFUSED)


def _known(allowed: tuple[Any, ...], given: object, hint: str) -> None:
    if given is not None and given not in allowed:
        listed = ", ".join(map(str, allowed))
        raise click.BadParameter(f"«{given}» не найдено; есть: {listed}", param_hint=hint)


def _answer(reading: Reading) -> dict[str, Any]:
    problems = [problem.as_dict() for problem in reading.problems]
    return {"accepted": reading.accepted, "rows": reading.rows, "problems": problems}


def _say(machine: bool, answer: Any, tell: Callable[[], object]) -> None:
    if machine:
        click.echo(json.dumps(answer, ensure_ascii=False))
    else:
        tell()


if __name__ == "__main__":
    cli(prog_name="python -m uspekh")
