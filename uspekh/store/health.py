"""Whether the database answers and is of this program's shape. Looks only: nothing is made or brought forward."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import create_engine
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.pool import NullPool

from uspekh.store.migrations import HEAD
from uspekh.store.unreachable import reason
from uspekh.store.upgrading import known_versions, version

ANSWER_SECONDS = 5
MISSING = "База данных ещё не создана: она появится, когда программу откроют в первый раз."


def database_problem(url: str) -> str | None:
    """What is wrong with the database, in Russian; ``None`` when it is sound."""
    try:
        address = make_url(url)
        if address.get_backend_name() == "sqlite" and not Path(address.database or "").is_file():
            return MISSING
        return _of_shape(_stands(address))
    except (SQLAlchemyError, ImportError) as error:
        return f"База данных не отвечает: {reason(error)}"


def _stands(address: URL) -> str | None:
    if address.get_backend_name() == "postgresql":
        address = address.set(drivername="postgresql+psycopg")
        # Whoever asks for health wants an answer, not the patience of a person at the screen.
        arguments = {"connect_timeout": ANSWER_SECONDS, "options": f"-c statement_timeout={ANSWER_SECONDS}s"}
    else:
        arguments = {"timeout": ANSWER_SECONDS}
    with create_engine(address, poolclass=NullPool, connect_args=arguments).connect() as connection:
        return version(connection)


def _of_shape(stands: str | None) -> str | None:
    if stands == HEAD:
        return None
    if stands is None:
        return MISSING
    if stands in known_versions():
        return f"База данных прежней версии ({stands}, программе нужна {HEAD}): обновится, когда программу откроют."
    return f"База данных новее программы (её версия — {stands}, программы — {HEAD})."
