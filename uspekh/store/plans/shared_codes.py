"""Which indicators of several projects are the same: by a code that a person confirmed, never by number or title."""

from __future__ import annotations

from sqlalchemy import Engine, func, insert, select

from uspekh.access.person import Action, Person
from uspekh.store.log.actions import changing, now, record
from uspekh.store.schema.decided import every_shared_code, shared_codes


def confirm_shared_code(engine: Engine, measure: str, code: str, by: Person) -> None:
    """Keeps that a measure of the engine's project is the one of this code in all projects; an empty one takes it back.

    Raises ``Forbidden``.
    """
    with changing(engine, by, Action.EDIT_PASSPORT, measure) as connection:
        connection.execute(insert(shared_codes).values(measure=measure, code=code.strip(), at=now(), by=by.name))
        record(connection, by, "share_code", detail=f"{measure}: {code.strip() or 'снят'}")


def list_shared_codes(engine: Engine) -> dict[str, str]:
    """The codes in force by measure, of the engine's project."""
    latest = select(func.max(shared_codes.c.id)).group_by(shared_codes.c.measure)
    query = select(shared_codes.c.measure, shared_codes.c.code).where(shared_codes.c.id.in_(latest))
    with engine.connect() as connection:
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
