"""Values in force and their history. In force: per point, the value of the latest upload not taken back."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import pandas as pd
from sqlalchemy import ColumnElement, Connection, Engine, Select, and_, func, or_, select, true

from uspekh.access.person import Action, Person
from uspekh.actuals.values import KEY
from uspekh.store.bulk import framed, portions
from uspekh.store.journal import demand
from uspekh.store.schema import events, series, uploads, values

COLUMNS = [*KEY, "number", "text", "sheet", "cell", "upload"]
OF_ORGANIZATIONS = ("component", "organization")
"""Kinds of values whose subject is an organization."""
_MANY = 1000
_PRIMES = (999_983, 1_000_003)
SERIES = ["kind", "subject", "part", "field"]
_DTYPES = {"year": "int64", "months": "int64", "number": "Int64", "upload": "int64"} | dict.fromkeys(
    (*SERIES, "text", "sheet", "cell"), "str"
)


def column(name: str) -> Any:
    """A column of the tidy frame as the database keeps it."""
    return series.c[name] if name in SERIES else values.c[name]


def tidy(*more: Any) -> Select[Any]:
    """The values of every point in the columns ``COLUMNS``, in the order they came; ``more`` columns after them."""
    columns = [column(name) for name in COLUMNS]
    return select(*columns, *more).join(series, series.c.id == values.c.series).order_by(values.c.id)


def revision(engine: Engine) -> int:
    """A number that grows with every change of the store; what caches go by."""
    with engine.connect() as connection:
        return last_change(connection)


def last_change(connection: Connection) -> int:
    """The number of the last event that changed something: what was refused changed nothing."""
    return connection.scalar(select(func.max(events.c.id)).where(events.c.outcome == "done")) or 0


def current(source: Engine | Connection, *conditions: Any) -> pd.DataFrame:
    """The values in force: the tidy frame of ``actuals.values`` with ``upload``, the number of its upload.

    ``conditions`` on ``column(...)`` choose some of them.
    """
    return frame(source, tidy().where(values.c.in_force, *conditions))


def of_kinds(source: Engine | Connection, *kinds: str) -> pd.DataFrame:
    """The values in force of some kinds."""
    return current(source, series.c.kind.in_(kinds))


def touched_since(engine: Engine, before: int, kind: str) -> bool:
    """Whether the values in force of a kind may be others than at a revision: by the uploads loaded or undone since."""
    later = select(events.c.upload, events.c.action).where(events.c.id > before, events.c.outcome == "done").distinct()
    of_kind = select(values.c.id).join(series, series.c.id == values.c.series).where(series.c.kind == kind).limit(1)
    with engine.connect() as connection:
        rows = connection.execute(later).all()
        if any(action == Action.RESTORE for _, action in rows):
            return True
        numbers = [upload for upload, _ in rows if upload is not None]
        return any(connection.scalar(of_kind.where(values.c.upload.in_(some))) for some in portions(numbers))


def mark_of(engine: Engine, kind: str) -> str:
    """What is another when the values in force of a kind are others.

    Summed up of their numbers in the database, so that one row comes however many values there are. A restored store
    gives numbers anew: then the moment of their upload is another.
    """
    number = values.c.id
    sums = (func.sum(number), *(func.sum((number % prime) * (number % prime)) for prime in _PRIMES))
    query = select(func.count(number), func.max(number), *sums, func.max(uploads.c.at))
    query = query.join(series, series.c.id == values.c.series).join(uploads, uploads.c.id == values.c.upload)
    with engine.connect() as connection:
        row = connection.execute(query.where(values.c.in_force, series.c.kind == kind)).one()
    return " ".join(str(each) for each in row)


def beside(source: Engine | Connection, given: pd.DataFrame) -> pd.DataFrame:
    """The values in force of the subjects and years of a tidy frame, with the ``id`` of each."""
    subjects, years = list(given["subject"].unique()), [int(year) for year in given["year"].unique()]
    asked = tidy(values.c.id).where(values.c.in_force, values.c.year.in_(years))
    parts = [frame(source, asked.where(series.c.subject.in_(some))) for some in portions(subjects)]
    found = pd.concat(parts, ignore_index=True) if parts else frame(source, asked.where(values.c.id < 0))
    return found.astype({"id": "int64"})


def comparable(engine: Engine, given: pd.DataFrame) -> pd.DataFrame:
    """The values in force that a file's are judged by: those of its subjects, and of all organizations for its periods.

    For its periods: in its years and the two before.
    """
    rows = given[given["kind"].isin(["component", "budget"])]
    years = {int(year) - back for year in rows["year"].unique() for back in range(3)}
    months = [int(month) for month in rows["months"].unique()]
    of_periods = and_(values.c.year.in_(years), values.c.months.in_(months), series.c.kind == "component")
    subjects = list(rows["subject"].unique())
    own = series.c.subject.in_(subjects) if len(subjects) < _MANY else true()
    return current(engine, series.c.kind.in_(["component", "budget"]), or_(own, of_periods))


def reporting(source: Engine | Connection, among: Iterable[str]) -> list[str]:
    """Which of some organizations have headcounts in force."""
    query = (
        select(series.c.subject)
        .distinct()
        .join(values, values.c.series == series.c.id)
        .where(values.c.in_force, series.c.kind == "component", series.c.subject.in_(list(among)))
    )
    if isinstance(source, Connection):
        return list(source.scalars(query))
    with source.connect() as connection:
        return list(connection.scalars(query))


def holds_any(engine: Engine, *kinds: str) -> bool:
    """Whether any value is in force, of these kinds or of all."""
    query = select(values.c.id).where(values.c.in_force).limit(1)
    if kinds:
        query = query.join(series, series.c.id == values.c.series).where(series.c.kind.in_(kinds))
    with engine.connect() as connection:
        return connection.scalar(query) is not None


def about(organization: str) -> ColumnElement[bool]:
    """Which values are of one organization: what it reports, and its entry of the directory."""
    return (series.c.subject == organization) & series.c.kind.in_(OF_ORGANIZATIONS)


def history(engine: Engine, key: dict[str, object], by: Person) -> pd.DataFrame:
    """Every value ever stored under a key, latest first, with ``at, by, file_name, undone_at`` of its upload.

    Raises ``Forbidden``: an organization is told of itself alone.
    """
    whose = str(key["subject"]) if key["kind"] in OF_ORGANIZATIONS else None
    demand(engine, by, Action.LOOK, whose, "history")
    journal = [uploads.c[name] for name in ("at", "by", "file_name", "undone_at")]
    query = (
        tidy(*journal)
        .join(uploads, uploads.c.id == values.c.upload)
        .where(*(column(name) == key[name] for name in KEY))
        .order_by(None)
        .order_by(values.c.id.desc())
    )
    found = frame(engine, query)
    return found.assign(**{name: pd.to_datetime(found[name], utc=True) for name in ("at", "undone_at")})


def frame(source: Engine | Connection, query: Select[Any]) -> pd.DataFrame:
    """The rows of a query over ``tidy`` with the dtypes of the tidy frame."""
    if isinstance(source, Engine):
        with source.connect() as connection:
            return frame(connection, query)
    result = source.execute(query)
    found = framed(result.all(), list(result.keys()))
    return found.astype({name: dtype for name, dtype in _DTYPES.items() if name in found})
