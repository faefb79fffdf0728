"""Comments that people gave on warnings, by the cell of the value."""

from __future__ import annotations

import pandas as pd
from sqlalchemy import Engine, select

from uspekh.access.person import Action, Person
from uspekh.store.journal import demand
from uspekh.store.records import asked, read
from uspekh.store.schema import records, remarks
from uspekh.store.values import about

_PLACE = ["upload", "sheet", "cell"]


def of_uploads(engine: Engine, numbers: list[int], by: Person) -> pd.DataFrame:
    """Columns ``upload, sheet, cell, message, comment`` of the remarks of some uploads.

    An organization is told of the cells of its own values. Raises ``Forbidden``.
    """
    demand(engine, by, Action.LOOK, by.organization or None, "remarks")
    columns = [remarks.c[name] for name in ("upload", "sheet", "cell", "message", "comment")]
    query = select(*columns).where(remarks.c.upload.in_(numbers)).order_by(remarks.c.id)
    with engine.connect() as connection:
        found = pd.DataFrame(connection.execute(query).all(), columns=[column.name for column in columns])
        if by.organization:
            own = read(connection, asked().where(records.c.upload.in_(numbers), about(by.organization)))
            places = pd.MultiIndex.from_frame(own[_PLACE])
            found = found[pd.MultiIndex.from_frame(found[_PLACE]).isin(places)].reset_index(drop=True)
    return found
