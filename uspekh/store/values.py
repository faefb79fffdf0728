"""Values in force and their history. In force: see ``store.records``."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import Any

import numpy as np
import pandas as pd
from sqlalchemy import BigInteger, ColumnElement, Connection, Engine, cast, false, func, select

from uspekh.access.person import Action, Person
from uspekh.actuals.values import COLUMNS, KEY
from uspekh.store.bits import among
from uspekh.store.bulk import portions
from uspekh.store.journal import demand
from uspekh.store.records import GROUP, asked, read
from uspekh.store.schema import events, records, uploads

OF_ORGANIZATIONS = ("component", "organization")
"""Kinds of values whose subject is an organization."""
_COLUMNS = [*COLUMNS, "upload"]
_MANY = 1000
_PRIMES = (999_983, 1_000_003)


def revision(engine: Engine) -> int:
    """A number that grows with every change of the store; what caches go by."""
    with engine.connect() as connection:
        return last_change(connection)


def last_change(connection: Connection) -> int:
    """The number of the last event that changed something: what was refused changed nothing."""
    return connection.scalar(select(func.max(events.c.id)).where(events.c.outcome == "done")) or 0


def current(
    source: Engine | Connection,
    *conditions: Any,
    months: Collection[int] | None = None,
    fields: Collection[str] | None = None,
) -> pd.DataFrame:
    """The values in force: the tidy frame of ``actuals.values`` with ``upload``, the number of its upload.

    ``conditions`` on kind, subject and year of ``records`` choose some of them; so do ``months`` and ``fields``.
    """
    return _standing(source, conditions, months, fields)[_COLUMNS]


def _standing(
    source: Engine | Connection,
    conditions: Iterable[Any],
    months: Collection[int] | None = None,
    fields: Collection[str] | None = None,
) -> pd.DataFrame:
    """The values in force as ``records.read`` gives them."""
    query = asked().where(records.c.in_force, *conditions)
    if months is not None:
        query = query.where(among(records.c.months, months))
    found = read(source, query, latest=True)
    for name, chosen in (("months", months), ("field", fields)):
        if chosen is not None:
            found = found[found[name].isin(list(chosen))].reset_index(drop=True)
    return found


def of_kinds(source: Engine | Connection, *kinds: str) -> pd.DataFrame:
    """The values in force of some kinds."""
    return current(source, records.c.kind.in_(kinds))


def touched_since(engine: Engine, before: int, kind: str) -> bool:
    """Whether the values in force of a kind may be others than at a revision: by the uploads loaded or undone since."""
    later = select(events.c.upload, events.c.action).where(events.c.id > before, events.c.outcome == "done").distinct()
    of_kind = select(records.c.id).where(records.c.kind == kind).limit(1)
    with engine.connect() as connection:
        rows = connection.execute(later).all()
        if any(action == Action.RESTORE for _, action in rows):
            return True
        numbers = [upload for upload, _ in rows if upload is not None]
        return any(connection.scalar(of_kind.where(records.c.upload.in_(some))) for some in portions(numbers))


def mark_of(engine: Engine, kind: str) -> str:
    """What is another when the values in force of a kind are others.

    Summed up of their numbers in the database, so that one row comes however many values there are. A restored store
    gives numbers anew: then the moment of their upload is another.
    """
    number = cast(records.c.id, BigInteger)  # its square is no INTEGER of PostgreSQL
    sums = (func.sum(number), *(func.sum((number % prime) * (number % prime)) for prime in _PRIMES))
    query = select(func.count(number), func.max(number), *sums, func.max(uploads.c.at))
    query = query.join(uploads, uploads.c.id == records.c.upload)
    with engine.connect() as connection:
        row = connection.execute(query.where(records.c.in_force, records.c.kind == kind)).one()
    return " ".join(str(each) for each in row)


def beside(source: Engine | Connection, given: pd.DataFrame) -> pd.DataFrame:
    """The values in force of the subjects and years of a tidy frame, with the ``record`` that holds each."""
    subjects, years = list(given["subject"].unique()), [int(year) for year in given["year"].unique()]
    of_years = records.c.year.in_(years)
    parts = [_standing(source, [of_years, records.c.subject.in_(some)]) for some in portions(subjects)]
    found = pd.concat(parts, ignore_index=True) if parts else _standing(source, [false()])
    return found[[*_COLUMNS, "record"]]


def comparable(engine: Engine, given: pd.DataFrame) -> pd.DataFrame:
    """The values in force that a file's are judged by: those of its subjects, and of all organizations for its periods.

    For its periods: in its years and the two before.
    """
    rows = given[given["kind"].isin(["component", "budget"])]
    years = {int(year) - back for year in rows["year"].unique() for back in range(3)}
    months = [int(month) for month in rows["months"].unique()]
    of_periods = [records.c.year.in_(years), records.c.kind == "component"]
    subjects = list(rows["subject"].unique())
    kinds = records.c.kind.in_(["component", "budget"])
    if len(subjects) >= _MANY:
        return current(engine, kinds)
    own = records.c.subject.in_(subjects)
    others = current(engine, *of_periods, ~own, months=months)
    return pd.concat([current(engine, kinds, own), others], ignore_index=True)


def reporting(source: Engine | Connection, some: Iterable[str]) -> list[str]:
    """Which of some organizations have headcounts in force."""
    query = (
        select(records.c.subject)
        .distinct()
        .where(records.c.in_force, records.c.kind == "component", records.c.subject.in_(list(some)))
    )
    if isinstance(source, Connection):
        return list(source.scalars(query))
    with source.connect() as connection:
        return list(connection.scalars(query))


def holds_any(engine: Engine, *kinds: str) -> bool:
    """Whether any value is in force, of these kinds or of all."""
    query = select(records.c.id).where(records.c.in_force).limit(1)
    if kinds:
        query = query.where(records.c.kind.in_(kinds))
    with engine.connect() as connection:
        return connection.scalar(query) is not None


def about(organization: str) -> ColumnElement[bool]:
    """Which records are of one organization: what it reports, and its entry of the directory."""
    return (records.c.subject == organization) & records.c.kind.in_(OF_ORGANIZATIONS)


def history(engine: Engine, key: dict[str, object], by: Person) -> pd.DataFrame:
    """Every value ever stored under a key, latest first, with ``at, by, file_name, undone_at`` of its upload.

    Raises ``Forbidden``: an organization is told of itself alone.
    """
    whose = str(key["subject"]) if key["kind"] in OF_ORGANIZATIONS else None
    demand(engine, by, Action.LOOK, whose, "history")
    journal = [uploads.c[name] for name in ("at", "by", "file_name", "undone_at")]
    group = (records.c[name] == key[name] for name in GROUP)
    found = read(engine, asked(*journal).join(uploads, uploads.c.id == records.c.upload).where(*group))
    own = np.logical_and.reduce([found[name] == key[name] for name in KEY])
    moments = {name: pd.to_datetime(found[name], utc=True) for name in ("at", "undone_at")}
    return found.assign(**moments)[own][[*_COLUMNS, *(column.name for column in journal)]][::-1].reset_index(drop=True)
