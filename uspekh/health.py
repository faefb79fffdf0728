"""Whether the service can work: the database, the data of the passport, room for what is being read."""

from __future__ import annotations

import tempfile
from pathlib import Path

from uspekh.monitoring.rules import RulesDamaged, load_rules
from uspekh.passport.damage import PassportDamaged
from uspekh.passport.plan import load_plan
from uspekh.store.database.health import database_problem, free_space_problem


def problems(data: Path, url: str) -> list[str]:
    """What keeps the service from working, each a Russian sentence; empty when it is sound.

    ``data``: folder of the passport and the rules; ``url``: SQLAlchemy address of the database.
    """
    found = [database_problem(url), _data_problem(data), _temporary_problem()]
    return [problem for problem in found if problem]


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
