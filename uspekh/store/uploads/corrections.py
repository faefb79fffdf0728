"""A file that was accepted before, and what has been corrected since."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

import pandas as pd
from sqlalchemy import Engine, and_, func, select

from uspekh.actuals.values.frame import KEY
from uspekh.store.schema.tables import uploads, value_rows


@dataclass(frozen=True)
class Corrected:
    """``upload``: the number under which a file was accepted, ``at`` (UTC); ``later``: those that corrected it."""

    upload: int
    at: datetime
    later: tuple[int, ...]


def corrections_since(engine: Engine, sha256: str) -> Corrected | None:
    """The last acceptance of the file, if other values than its own are in force of its keys since.

    Nothing of what was taken back counts.
    """
    earlier, later = value_rows.alias(), value_rows.alias()
    same_key = [earlier.c[name] == later.c[name] for name in (*KEY, "project")]
    other = earlier.c.number.is_distinct_from(later.c.number) | earlier.c.text.is_distinct_from(later.c.text)
    standing = (uploads.c.sha256 == sha256) & uploads.c.undone_at.is_(None)
    with engine.connect() as connection:
        number = connection.scalar(select(func.max(uploads.c.id)).where(standing))
        if number is None:
            return None
        query = select(later.c.upload).distinct().join_from(earlier, later, and_(*same_key))
        numbers = connection.scalars(
            query.where(earlier.c.upload == number, later.c.in_force, later.c.upload > number, other)
        ).all()
        at = connection.scalar(select(uploads.c.at).where(uploads.c.id == number))
    moment = pd.to_datetime(at, utc=True).to_pydatetime()
    return Corrected(number, moment, tuple(sorted(numbers))) if numbers else None
