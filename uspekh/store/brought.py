"""What one upload of the journal changed when it came."""

from __future__ import annotations

import pandas as pd
from sqlalchemy import Engine, true

from uspekh.access.person import Action, Person
from uspekh.actuals.values import COLUMNS
from uspekh.store.changes import changes
from uspekh.store.journal import demand
from uspekh.store.records import around, asked, read
from uspekh.store.schema import records
from uspekh.store.values import about


def brought(engine: Engine, upload: int, by: Person) -> pd.DataFrame:
    """The values of an upload against those in force before it, as ``changes.changes`` gives them.

    Uploads that were taken back since do not count as being before it. Counts are exact, so raises ``Forbidden`` for
    whoever may not see small ones; an organization gets its own values.
    """
    demand(engine, by, Action.SEE_SMALL, by.organization or None, f"№ {upload}")
    whose = about(by.organization) if by.organization else true()
    with engine.connect() as connection:
        given = read(connection, asked().where(records.c.upload == upload, whose))[COLUMNS]
        before = pd.concat([given[:0], *around(connection, upload, records.c.upload < upload, whose)])
    return changes(before[COLUMNS], given)
