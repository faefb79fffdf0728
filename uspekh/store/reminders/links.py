"""Secret links of calendars: whoever has one reads the calendar of one addressee, and nothing else, without login."""

from __future__ import annotations

import secrets

from sqlalchemy import ColumnElement, Engine, insert, select, update

from uspekh.access.person import Action, Person
from uspekh.monitoring.expectations import name_key
from uspekh.store.log.actions import changing, now, record
from uspekh.store.reminders.events import Addressed
from uspekh.store.schema.reminders import calendar_links

_BYTES = 32
# What an addressee of a kind asks the person who makes or revokes its link for.
_RIGHTS = {"organization": Action.SEND, "person": Action.EXPLAIN}


def right_of(addressee: Addressed, by: Person) -> tuple[Action, str | None]:
    """What a person must be allowed to do to make and revoke the link, and for which organization.

    For the calendar of his own name in the passport it is enough that he may look.
    """
    if addressee.kind == "person" and not addressee.names.isdisjoint(map(name_key, by.names)):
        return Action.LOOK, None
    return _RIGHTS[addressee.kind], addressee.code if addressee.kind == "organization" else None


def read_link(engine: Engine, addressee: Addressed) -> str | None:
    """The secret of the link in force, ``None`` where there is none. It is for whoever may make it (``right_of``)."""
    query = select(calendar_links.c.token).where(*_in_force(addressee))
    with engine.connect() as connection:
        return connection.scalar(query.order_by(calendar_links.c.at.desc()).limit(1))


def make_link(engine: Engine, addressee: Addressed, by: Person) -> str:
    """Makes a link; those made before it are revoked. Returns its secret. Raises ``Forbidden``."""
    token = secrets.token_urlsafe(_BYTES)
    action, organization = right_of(addressee, by)
    with changing(engine, by, action, addressee.code, organization) as connection:
        connection.execute(update(calendar_links).where(*_in_force(addressee)).values(revoked_at=now()))
        row = {"kind": addressee.kind, "code": addressee.code, "at": now(), "by": by.name}
        connection.execute(insert(calendar_links).values(token=token, **row))
        record(connection, by, "make_calendar_link", detail=addressee.code)
    return token


def revoke_link(engine: Engine, addressee: Addressed, by: Person) -> None:
    """From now on the link answers nobody. Raises ``Forbidden``."""
    action, organization = right_of(addressee, by)
    with changing(engine, by, action, addressee.code, organization) as connection:
        connection.execute(update(calendar_links).where(*_in_force(addressee)).values(revoked_at=now()))
        record(connection, by, "revoke_calendar_link", detail=addressee.code)


def addressee_of(engine: Engine, token: str) -> tuple[str, str] | None:
    """Kind and code of the addressee whose calendar a link opens; ``None`` of an unknown or revoked one."""
    query = select(calendar_links.c.kind, calendar_links.c.code)
    query = query.where(calendar_links.c.token == token, calendar_links.c.revoked_at.is_(None))
    with engine.connect() as connection:
        row = connection.execute(query).one_or_none()
    return None if row is None else (row.kind, row.code)


def _in_force(addressee: Addressed) -> tuple[ColumnElement[bool], ...]:
    links = calendar_links.c
    return links.kind == addressee.kind, links.code == addressee.code, links.revoked_at.is_(None)
