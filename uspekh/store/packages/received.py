"""The packages that a region received: each is kept as it came, and the latest of a sender and project counts.

They never mix with the values of the store's own projects: no table of these knows of them.
"""

from __future__ import annotations

import hashlib
from collections.abc import Collection
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from sqlalchemy import Connection, Engine, insert, select, update

from uspekh.access.person import Action, Person
from uspekh.russian.format import moment
from uspekh.store.log.actions import changing, now, record
from uspekh.store.packages.archive import PackageRefused
from uspekh.store.packages.contents import Package, name_origin
from uspekh.store.schema.packages import packages

_CLOCK_SKEW = timedelta(hours=1)
"""How far the sender's clock may go ahead of ours."""
_LISTED = [packages.c[name] for name in ("id", "at", "by", "sender", "municipality", "project")]
_LISTED += [packages.c[name] for name in ("title", "made_at", "sha256", "undone_at", "undone_by")]


@dataclass(frozen=True)
class ReceivedPackage:
    """An entry of the journal (``schema.packages``). ``in_force``: the latest of its sender and project."""

    number: int
    at: datetime
    by: str
    sender: str
    municipality: str
    project: str
    title: str
    made_at: datetime
    sha256: str
    undone_at: datetime | None
    undone_by: str
    in_force: bool


def check_package(engine: Engine, package: Package, content: bytes) -> None:
    """Raises ``PackageRefused`` as ``receive`` would now."""
    with engine.connect() as connection:
        _check(connection, package, hashlib.sha256(content).hexdigest())


def receive(engine: Engine, package: Package, content: bytes, by: Person) -> int:
    """Keeps a package in place of an earlier one of its sender and project; returns its number.

    ``content``: the file that ``package`` was read from. Raises ``PackageRefused``: it is in force already, of an
    earlier moment than the one in force, of the future, or without a shared indicator; ``Forbidden``.
    """
    digest = hashlib.sha256(content).hexdigest()
    with changing(engine, by, Action.ACCEPT, package.origin) as connection:
        _check(connection, package, digest)
        row = {name: getattr(package, name) for name in ("sender", "municipality", "project")}
        values = row | {"title": package.plan.title, "made_at": package.at, "sha256": digest, "content": content}
        statement = insert(packages).values(**values, at=now(), by=by.signature).returning(packages.c.id)
        number = int(connection.execute(statement).scalar_one())
        record(connection, by, "receive_package", detail=f"№ {number}, {package.origin}, SHA-256 {digest}")
        return number


def undo_package(engine: Engine, number: int, by: Person) -> None:
    """Takes a package back: the one before it counts again. Raises ``PackageRefused``, ``Forbidden``."""
    with changing(engine, by, Action.UNDO, f"пакет № {number}") as connection:
        standing = {each.number: each for each in _list(connection) if each.undone_at is None}
        if number not in standing:
            raise PackageRefused(f"Пакета № {number} нет, или он уже отменён.")
        undone = {"undone_at": now(), "undone_by": by.signature}
        connection.execute(update(packages).where(packages.c.id == number).values(**undone))
        each = standing[number]
        record(connection, by, "undo_package", detail=f"№ {number}, {name_origin(each.municipality, each.project)}")


def list_received(engine: Engine) -> list[ReceivedPackage]:
    """The journal, the latest first."""
    with engine.connect() as connection:
        return _list(connection)


def content_of_package(engine: Engine, number: int) -> bytes:
    """The file of a package as it came."""
    with engine.connect() as connection:
        return bytes(connection.execute(select(packages.c.content).where(packages.c.id == number)).scalar_one())


def _list(connection: Connection) -> list[ReceivedPackage]:
    query = select(*_LISTED).order_by(packages.c.id.desc())
    listed, counted = [], set()
    for row in connection.execute(query):
        whose = (row.sender, row.project)
        in_force = row.undone_at is None and whose not in counted
        if in_force:
            counted.add(whose)
        undone_at = None if row.undone_at is None else row.undone_at.replace(tzinfo=UTC)
        at, made_at = row.at.replace(tzinfo=UTC), row.made_at.replace(tzinfo=UTC)
        listed.append(
            ReceivedPackage(
                row.id, at, row.by, row.sender, row.municipality, row.project, row.title, made_at, row.sha256,
                undone_at, row.undone_by or "", in_force,
            )
        )  # fmt: skip
    return listed


def _check(connection: Connection, package: Package, digest: str) -> None:
    if not package.codes:
        raise PackageRefused(
            "В пакете нет ни одного общего показателя, сводить нечего. Отправитель назначает общие коды в разделе "
            "«Паспорт → Свод» и делает пакет заново."
        )
    if package.at > now() + _CLOCK_SKEW:
        raise PackageRefused(f"Пакет от {moment(package.at)}: это ещё не наступило. Проверьте часы у отправителя.")
    standing = _in_force(_list(connection), package.sender, package.project)
    if standing is None:
        return
    if standing.sha256 == digest:
        raise PackageRefused(f"Этот пакет уже принят под номером {standing.number}.")
    if package.at <= standing.made_at:
        raise PackageRefused(
            f"Пакет от {moment(package.at)} не новее принятого № {standing.number} от {moment(standing.made_at)}. "
            f"Чтобы вернуться к прежнему, отмените пакет № {standing.number}."
        )


def _in_force(every: Collection[ReceivedPackage], sender: str, project: str) -> ReceivedPackage | None:
    return next((each for each in every if each.in_force and (each.sender, each.project) == (sender, project)), None)
