"""What a command works on: the project and its store by the settings, a file that it was given, the person."""

from __future__ import annotations

import getpass
from pathlib import Path
from typing import TYPE_CHECKING

import click

from uspekh import settings
from uspekh.access.person import Person, operator
from uspekh.actuals.opening.limits import Limits
from uspekh.commands.answers import refuse
from uspekh.store.database.engine import Engine, open_store
from uspekh.store.database.upgrading import StoreTooNew
from uspekh.store.uploads import originals

if TYPE_CHECKING:
    from uspekh.project import Project

existing_file = click.Path(exists=True, dir_okay=False, path_type=Path)


def opened_project() -> Project:
    """The project whole; refused where its data are damaged or the database is of a later program."""
    # The journal of uploads and a backup must not wait for what reads passports and workbooks.
    from uspekh.monitoring.rules import RulesDamaged
    from uspekh.passport.damage import PassportDamaged
    from uspekh.project import open_project

    try:
        return open_project(settings.data_folder(), settings.database_url(), lambda text: click.echo(text, err=True))
    except (PassportDamaged, RulesDamaged, StoreTooNew) as error:
        refuse(str(error))


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
