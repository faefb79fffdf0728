"""What organizations have sent: lists for those who may see them, and who has sent for a period."""

from __future__ import annotations

import json
from datetime import date, datetime

import pandas as pd
from sqlalchemy import Engine, func, or_, select

from uspekh.access.person import Action, Person, require
from uspekh.store.schema.tables import submissions, uploads, value_rows
from uspekh.store.submissions.lifecycle import unpacked
from uspekh.store.submissions.replacing import ACCEPTED, WAITING

_MOMENTS = ("at", "decided_at")


def listed(engine: Engine, by: Person) -> pd.DataFrame:
    """Submissions that the person may see, latest first: of his organization, or all for who accepts.

    Columns of the table ``submissions``, moments in UTC; ``periods``: pairs of year and months, sorted;
    ``said``: mappings with the fields of ``uploads.Remark``. Raises ``Forbidden``.
    """
    query = select(submissions).order_by(submissions.c.id.desc())
    if by.organization:
        require(by, Action.SEND, by.organization)
        query = query.where(submissions.c.organization == by.organization)
    else:
        require(by, Action.ACCEPT)
    with engine.connect() as connection:
        result = connection.execute(query)
        frame = pd.DataFrame(result.all(), columns=list(result.keys()))
    frame["periods"] = pd.Series([sorted(unpacked(text)) for text in frame["periods"]], frame.index, dtype=object)
    frame["said"] = pd.Series([json.loads(text) for text in frame["said"]], frame.index, dtype=object)
    return frame.assign(**{name: pd.to_datetime(frame[name], utc=True) for name in _MOMENTS})


def waiting(engine: Engine) -> int:
    """How many reports wait for a decision."""
    query = select(func.count()).select_from(submissions).where(submissions.c.state == WAITING)
    with engine.connect() as connection:
        return connection.scalar(query) or 0


def accepted_periods(engine: Engine, by: Person) -> set[tuple[int, int]]:
    """Year and months of every headcount in force of the person's organization. Raises ``Forbidden``."""
    require(by, Action.SEND, by.organization)
    query = select(value_rows.c.year, value_rows.c.months).distinct()
    query = query.where(value_rows.c.in_force, value_rows.c.kind == "component", value_rows.c.number.is_not(None))
    with engine.connect() as connection:
        return {
            (row.year, row.months) for row in connection.execute(query.where(value_rows.c.subject == by.organization))
        }


def accepted_of(engine: Engine, year: int, months: int) -> pd.DataFrame:
    """``organization, first, last``: local days of the uploads whose figures of the period stand."""
    query = (
        select(value_rows.c.subject, func.min(uploads.c.at), func.max(uploads.c.at))
        .join(uploads, uploads.c.id == value_rows.c.upload)
        .where(value_rows.c.kind == "component", value_rows.c.year == year, value_rows.c.months == months)
        .where(value_rows.c.number.is_not(None), uploads.c.undone_at.is_(None))
        .group_by(value_rows.c.subject)
    )
    with engine.connect() as connection:
        rows = [(code, _day(first), _day(last)) for code, first, last in connection.execute(query)]
    return pd.DataFrame(rows, columns=["organization", "first", "last"])


def sent_of(engine: Engine, year: int, months: int) -> pd.DataFrame:
    """``organization, state, sent, decided, remark`` of the submissions for a period, the latest last.

    Those accepted whose upload was taken back are left out.
    """
    stands = or_(submissions.c.state != ACCEPTED, uploads.c.undone_at.is_(None))
    query = select(submissions).outerjoin(uploads, uploads.c.id == submissions.c.upload).where(stands)
    with engine.connect() as connection:
        listed_rows = connection.execute(query.order_by(submissions.c.id)).all()
    rows = [
        (row.organization, row.state, _day(row.at), _day(row.decided_at), row.remark or "")
        for row in listed_rows
        if (year, months) in unpacked(row.periods)
    ]
    return pd.DataFrame(rows, columns=["organization", "state", "sent", "decided", "remark"])


def _day(at: datetime | None) -> date | None:
    return None if at is None else pd.to_datetime(at, utc=True).to_pydatetime().astimezone().date()
