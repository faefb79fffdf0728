"""Which indicators of several projects are the same: by a code that a person confirmed, never by number or title."""

from __future__ import annotations

from sqlalchemy import Connection, Engine, func, insert, select

from uspekh.access.person import Action, Person
from uspekh.russian.text import one_line
from uspekh.store.log.actions import changing, now, record
from uspekh.store.schema.decided import every_shared_code, shared_codes

_LONGEST = 100


class SharedCodeRefused(Exception):
    """The code cannot be that of the measure; the text is Russian."""


def confirm_shared_code(engine: Engine, measure: str, code: str, by: Person) -> None:
    """Keeps that a measure of the engine's project is the one of this code in all projects; an empty one takes it back.

    Raises ``SharedCodeRefused`` where another measure of the project has the code, ``Forbidden``.
    """
    code = one_line(code)[:_LONGEST]
    with changing(engine, by, Action.EDIT_PASSPORT, measure) as connection:
        if code and code in (shared for other, shared in _list(connection).items() if other != measure):
            raise SharedCodeRefused(f"Код «{code}» в этом проекте уже есть у другого показателя. Выберите другой код.")
        connection.execute(insert(shared_codes).values(measure=measure, code=code, at=now(), by=by.signature))
        record(connection, by, "share_code", detail=f"{measure}: {code or 'снят'}")


def list_shared_codes(engine: Engine) -> dict[str, str]:
    """The codes in force by measure, of the engine's project."""
    with engine.connect() as connection:
        return _list(connection)


def _list(connection: Connection) -> dict[str, str]:
    latest = select(func.max(shared_codes.c.id)).group_by(shared_codes.c.measure)
    query = select(shared_codes.c.measure, shared_codes.c.code).where(shared_codes.c.id.in_(latest))
    return {measure: code for measure, code in connection.execute(query) if code}


def list_every_shared_code(engine: Engine) -> dict[str, frozenset[str]]:
    """The codes in force of each project that has any."""
    row = every_shared_code.c
    latest = select(func.max(row.id)).group_by(row.project, row.measure)
    query = select(row.project, row.code).where(row.id.in_(latest) & (row.code != ""))
    codes: dict[str, set[str]] = {}
    with engine.connect() as connection:
        for project, code in connection.execute(query):
            codes.setdefault(project, set()).add(code)
    return {project: frozenset(of_project) for project, of_project in codes.items()}
