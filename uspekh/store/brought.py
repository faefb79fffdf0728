"""What one upload of the journal changed when it came."""

from __future__ import annotations

import pandas as pd
from sqlalchemy import Engine, func, select, true

from uspekh.access.person import Action, Person
from uspekh.store.journal import demand
from uspekh.store.points import same_point
from uspekh.store.schema import uploads, values
from uspekh.store.uploads import changes
from uspekh.store.values import about, frame, tidy


def brought(engine: Engine, upload: int, by: Person) -> pd.DataFrame:
    """The values of an upload against those in force before it, as ``uploads.changes`` gives them.

    Uploads that were taken back since do not count as being before it. Counts are exact, so raises ``Forbidden`` for
    whoever may not see small ones; an organization gets its own values.
    """
    demand(engine, by, Action.SEE_SMALL, by.organization or None, f"№ {upload}")
    whose = about(by.organization) if by.organization else true()
    own, past = values.alias("own"), values.alias("past")
    earlier = (
        select(func.max(past.c.id))
        .select_from(own)
        .join(past, same_point(own, past))
        .join(uploads, uploads.c.id == past.c.upload)
        .where(own.c.upload == upload, past.c.upload < upload, uploads.c.undone_at.is_(None))
        .group_by(past.c.series, past.c.year, past.c.months)
    )
    with engine.connect() as connection:
        given = frame(connection, tidy().where(values.c.upload == upload, whose))
        before = frame(connection, tidy().where(values.c.id.in_(earlier)))
    return changes(before, given.drop(columns="upload"))
