"""Whether the service can work: the database, the data of the passport, room for what is being read."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

import click

from uspekh import settings
from uspekh.commands.answers import REFUSED, as_json, say
from uspekh.monitoring.rules import RulesDamaged, load_rules
from uspekh.passport.damage import PassportDamaged
from uspekh.passport.plan import load_plan
from uspekh.store.database.health import database_problem, free_space_problem


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
    problems = [database_problem(url), _data_problem(data), _temporary_problem()]
    return [problem for problem in problems if problem]


def _data_problem(data: Path) -> str | None:
    try:
        load_plan(data / "passport")
        load_rules(data)
    except (PassportDamaged, RulesDamaged) as error:
        return f"Данные паспорта повреждены: {error}"
    except OSError as error:
        return f"Данные паспорта не читаются: {error.filename}: {error.strerror}"
    return None


def _temporary_problem() -> str | None:
    """Files that are uploaded and reports that are made pass through the folder of temporary files."""
    try:
        with tempfile.TemporaryFile() as trial:
            trial.write(b"\0" * 4096)
        return free_space_problem(Path(tempfile.gettempdir()), "временных файлов")
    except OSError as error:
        return f"Папка временных файлов не пишется: {error.strerror}."
