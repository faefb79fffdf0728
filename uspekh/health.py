"""Whether the service can work: the database and the data of the passport."""

from __future__ import annotations

from pathlib import Path

from uspekh.monitoring.rules import RulesDamaged, load_rules
from uspekh.passport.loading import PassportDamaged
from uspekh.passport.plan import load_plan
from uspekh.store.health import database_problem


def problems(data: Path, url: str) -> list[str]:
    """What keeps the service from working, each a Russian sentence; empty when it is sound.

    ``data``: folder of the passport and the rules; ``url``: SQLAlchemy address of the database.
    """
    found = [database_problem(url), _data_problem(data)]
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
