"""Whether the service can work: the database, the data of the passport, room for what is being read."""

from __future__ import annotations

import sys
import tempfile
from datetime import date
from pathlib import Path

import click

from uspekh import settings
from uspekh.commands.answers import REFUSED, as_json, say
from uspekh.monitoring.rules import RulesDamaged, load_rules
from uspekh.passport.damage import PassportDamaged
from uspekh.passport.editions.edition import edition_in_force
from uspekh.passport.plan import load_plan, plan_of
from uspekh.passport.texts import Texts
from uspekh.store.database.engine import open_store
from uspekh.store.database.health import database_problem, free_space_problem
from uspekh.store.plans.editions import list_editions, texts_of
from uspekh.store.plans.openable import list_openable_projects
from uspekh.store.schema.project import PROJECT


@click.command()
@as_json
def health(machine: bool) -> None:
    """Exit status 1 when something keeps the service from working; changes nothing."""
    problems = find_problems(settings.data_folder(), settings.database_url())
    answer = {"healthy": not problems, "problems": problems}
    say(machine, answer, lambda: click.echo("\n".join(problems) or "Всё в порядке."))
    sys.exit(REFUSED if problems else 0)


def find_problems(data: Path, url: str) -> list[str]:
    """What keeps the service from working, each a Russian sentence; empty when it is sound.

    ``data``: folder of the passport and the rules; ``url``: SQLAlchemy address of the database.
    """
    of_database = database_problem(url)
    problems = [of_database, _data_problem(data, None if of_database else url), _temporary_problem()]
    return [problem for problem in problems if problem]


def _data_problem(data: Path, url: str | None) -> str | None:
    """``url``: of a sound database, which may have editions; without one the passport is that of the folder."""
    texts = _texts_in_force(url) if url else {}
    try:
        load_rules(data)
        if PROJECT not in texts:
            load_plan(data / "passport")
        for edition in texts.values():
            plan_of(edition)
    except (PassportDamaged, RulesDamaged) as error:
        return f"Данные паспорта повреждены: {error}"
    except OSError as error:
        return f"Данные паспорта не читаются: {error.filename}: {error.strerror}"
    return None


def _texts_in_force(url: str) -> dict[str, Texts]:
    """The files of the edition that holds today, by the code of the project; none of a project without editions."""
    store = open_store(url)
    try:
        codes = [entry.code for entry in list_openable_projects(store)]
        editions = {code: edition_in_force(list_editions(store, code), date.today()) for code in codes}
        return {code: texts_of(store, edition.id) for code, edition in editions.items() if edition}
    finally:
        store.dispose()


def _temporary_problem() -> str | None:
    """Files that are uploaded and reports that are made pass through the folder of temporary files."""
    try:
        with tempfile.TemporaryFile() as trial:
            trial.write(b"\0" * 4096)
        return free_space_problem(Path(tempfile.gettempdir()), "временных файлов")
    except OSError as error:
        return f"Папка временных файлов не пишется: {error.strerror}."
