"""What a command works on: the project and its store by the settings, a file that it was given, the person."""

from __future__ import annotations

import getpass
from pathlib import Path
from typing import TYPE_CHECKING

import click

from uspekh import settings
from uspekh.access.person import Person, operator
from uspekh.actuals.opening.limits import Limits
from uspekh.commands.answers import named_project, refuse
from uspekh.russian.text import one_line
from uspekh.store.database.engine import Engine, open_store
from uspekh.store.database.upgrading import StoreTooNew
from uspekh.store.plans.openable import list_openable_projects
from uspekh.store.schema.project import PROJECT, of_project
from uspekh.store.uploads import originals

if TYPE_CHECKING:
    from uspekh.project import Project

existing_file = click.Path(exists=True, dir_okay=False, path_type=Path)


def opened_project(code: str | None = None) -> Project:
    """The project of ``--project`` whole, or of ``code``; of the only one where neither is given.

    Refused where its data are damaged or the database is of a later program. Wrong usage where it is not there, or
    where there are several and none is named.
    """
    # The journal of uploads and a backup must not wait for what reads passports and workbooks.
    from uspekh.monitoring.rules import RulesDamaged
    from uspekh.passport.damage import PassportDamaged
    from uspekh.project import open_project

    try:
        store = open_store(settings.database_url())
        chosen = of_project(store, code or _chosen_code(store))
        return open_project(settings.data_folder(), chosen, lambda text: click.echo(text, err=True))
    except (PassportDamaged, RulesDamaged, StoreTooNew) as error:
        refuse(str(error))


def opened_projects() -> list[Project]:
    """The project of ``--project``, else all of them."""
    codes = [entry.code for entry in list_openable_projects(opened_store())]
    return [opened_project()] if named_project() or len(codes) < 2 else [opened_project(code) for code in codes]


def opened_store() -> Engine:
    """The database alone, whatever state the passport is in; refused where it is of a later program.

    Where files of an earlier version are left in it, the project is opened too, which replaces them by what was read.
    """
    try:
        engine = open_store(settings.database_url())
    except StoreTooNew as error:
        refuse(str(error))
    if originals.wait(engine):
        opened_project()
    return engine


def project_store() -> Engine:
    """The same for the project that was named, or for the only one. Wrong usage as ``opened_project``."""
    engine = opened_store()
    return of_project(engine, _chosen_code(engine))


def project_for(content: bytes, name: str) -> Project:
    """The project that a file is for: that of ``--project``, else the only one, else the one that its form names.

    Of a form that names none, the one whose columns it has; wrong usage where it has those of several.
    """
    if named_project():
        return opened_project()
    store = opened_store()
    entries = list_openable_projects(store)
    if len(entries) < 2:
        return opened_project()
    from uspekh.actuals.layout.fitting import find_closest
    from uspekh.actuals.reading import projects_of_file
    from uspekh.store.uploads.project_forms import list_project_forms

    file = projects_of_file(content, name, list_project_forms(store))
    titles = {entry.code: f"{entry.code} — {one_line(entry.title)}" for entry in entries}
    fitting = [code for code in file.named if code in titles] or find_closest(file.columns)
    if len(fitting) > 1:
        listed = "; ".join(titles[code] for code in fitting)
        raise click.UsageError(
            f"{one_line(name)}: файл подходит нескольким проектам, укажите один: --project КОД. Подходят: {listed}."
        )
    if fitting and not file.named:
        click.echo(f"{one_line(name)}: проект выбран по столбцам: {titles[fitting[0]]}.", err=True)
    return opened_project(next(iter(fitting), None))


def _chosen_code(store: Engine) -> str:
    entries, wanted = list_openable_projects(store), named_project()
    codes = [entry.code for entry in entries] or [PROJECT]
    if wanted in codes or (wanted is None and len(codes) == 1):
        return wanted or codes[0]
    listed = "; ".join(f"{entry.code} — {one_line(entry.title)}" for entry in entries) or PROJECT
    if wanted is None:
        raise click.UsageError(f"В базе несколько проектов, укажите один: --project КОД. Есть: {listed}.")
    raise click.BadParameter(f"«{one_line(wanted)}» не найдено; есть: {listed}", param_hint="--project")


def content_of(file: Path) -> bytes:
    """The bytes of the file; of a file that is too big one byte more than is allowed, by which it is refused."""
    with file.open("rb") as source:
        return source.read(Limits.content + 1)


def who(by: str | None) -> Person:
    """The operator at the machine, by the name given or by that of the account."""
    return operator(by or _account())


def _account() -> str:
    try:
        return getpass.getuser()
    except (KeyError, OSError, ImportError):  # an account without a name, as services may have
        return "пользователь без имени"
