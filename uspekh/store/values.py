"""Values in force and their history. In force: per key, the value of the latest upload not taken back."""

from __future__ import annotations

import pandas as pd
from sqlalchemy import Connection, Engine, func, select

from uspekh.actuals.values import KEY
from uspekh.store.schema import events, uploads, values

COLUMNS = [*KEY, "number", "text", "sheet", "cell", "upload"]
_KEY = [values.c[name] for name in KEY]
_DTYPES = {"year": "int64", "months": "int64", "number": "Int64", "upload": "int64"} | dict.fromkeys(
    ("kind", "subject", "part", "field", "text", "sheet", "cell"), "str"
)


def revision(engine: Engine) -> int:
    """A number that grows with every change of the store; what caches go by."""
    with engine.connect() as connection:
        # What was refused changed nothing.
        return connection.scalar(select(func.max(events.c.id)).where(events.c.outcome == "done")) or 0


def current(source: Engine | Connection) -> pd.DataFrame:
    """The values in force: the tidy frame of ``actuals.values`` with ``upload``, the number of its upload."""
    latest = (
        select(func.max(values.c.id).label("id"))
        .join(uploads, uploads.c.id == values.c.upload)
        .where(uploads.c.undone_at.is_(None))
        .group_by(*_KEY)
        .subquery()
    )
    query = select(*(values.c[name] for name in COLUMNS)).join(latest, latest.c.id == values.c.id)
    return _frame(source, query.order_by(values.c.id))


def history(engine: Engine, key: dict[str, object]) -> pd.DataFrame:
    """Every value ever stored under a key, latest first, with ``at, by, file_name, undone_at`` of its upload."""
    columns = [values.c[name] for name in COLUMNS]
    journal = [uploads.c[name] for name in ("at", "by", "file_name", "undone_at")]
    query = (
        select(*columns, *journal)
        .join(uploads, uploads.c.id == values.c.upload)
        .where(*(values.c[name] == key[name] for name in KEY))
        .order_by(values.c.id.desc())
    )
    frame = _frame(engine, query)
    return frame.assign(**{name: pd.to_datetime(frame[name], utc=True) for name in ("at", "undone_at")})


def _frame(source: Engine | Connection, query: object) -> pd.DataFrame:
    if isinstance(source, Engine):
        with source.connect() as connection:
            return _frame(connection, query)
    result = source.execute(query)  # type: ignore[call-overload]
    return pd.DataFrame(result.all(), columns=list(result.keys())).astype(_DTYPES)
