"""Reading the log of actions, which is for administrators."""

from __future__ import annotations

import pandas as pd
from sqlalchemy import Engine, select

from uspekh.access.person import Action, Person
from uspekh.store.log.actions import REFUSED, demand
from uspekh.store.schema.tables import events

COLUMNS = ["id", "at", "by", "role", "action", "outcome", "upload", "detail"]


def actions(engine: Engine, by: Person, *, refused: bool = False, latest: int | None = None) -> pd.DataFrame:
    """Columns ``COLUMNS``, the latest first, moments in UTC; ``refused``: only those; ``latest``: so many at most.

    Raises ``Forbidden``.
    """
    demand(engine, by, Action.READ_LOG)
    query = select(*(events.c[name] for name in COLUMNS)).order_by(events.c.id.desc()).limit(latest)
    if refused:
        query = query.where(events.c.outcome == REFUSED)
    with engine.connect() as connection:
        frame = pd.DataFrame(connection.execute(query).all(), columns=COLUMNS)
    return frame.assign(at=pd.to_datetime(frame["at"], utc=True), upload=frame["upload"].astype("Int64"))
