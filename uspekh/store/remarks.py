"""Comments that people gave on warnings, by the cell of the value."""

from __future__ import annotations

import pandas as pd
from sqlalchemy import Engine, exists, select

from uspekh.access.person import Action, Person
from uspekh.store.journal import demand
from uspekh.store.schema import remarks, series, values
from uspekh.store.values import about


def of_uploads(engine: Engine, numbers: list[int], by: Person) -> pd.DataFrame:
    """Columns ``upload, sheet, cell, message, comment`` of the remarks of some uploads.

    An organization is told of the cells of its own values. Raises ``Forbidden``.
    """
    demand(engine, by, Action.LOOK, by.organization or None, "remarks")
    columns = [remarks.c[name] for name in ("upload", "sheet", "cell", "message", "comment")]
    query = select(*columns).where(remarks.c.upload.in_(numbers)).order_by(remarks.c.id)
    if by.organization:
        place = [values.c[name] == remarks.c[name] for name in ("upload", "sheet", "cell")]
        query = query.where(exists().where(series.c.id == values.c.series, about(by.organization), *place))
    with engine.connect() as connection:
        return pd.DataFrame(connection.execute(query).all(), columns=[column.name for column in columns])
