"""Comments that people gave on warnings, by the cell of the value."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd
from sqlalchemy import Engine, exists, select

from uspekh.access.person import Action, Person
from uspekh.store.database.bulk import frame_of
from uspekh.store.log.actions import demand
from uspekh.store.schema.tables import remark_rows, uploads, value_rows
from uspekh.store.values.queries import of_organization

_CELL = ["upload", "sheet", "cell"]


@dataclass(frozen=True)
class Remark:
    """What a person said of a warning about a cell."""

    sheet: str
    cell: str
    code: str
    message: str
    comment: str


def of_uploads(engine: Engine, numbers: list[int], by: Person) -> pd.DataFrame:
    """Columns ``upload, sheet, cell, message, comment`` of the remarks of some uploads.

    An organization is told of the cells of its own values. Raises ``Forbidden``.
    """
    demand(engine, by, Action.LOOK, by.organization or None, "remarks")
    columns = [remark_rows.c[name] for name in ("upload", "sheet", "cell", "message", "comment")]
    query = select(*columns).join(uploads, uploads.c.id == remark_rows.c.upload)
    query = query.where(remark_rows.c.upload.in_(numbers)).order_by(remark_rows.c.id)
    if by.organization:
        same_cell = (value_rows.c[name] == remark_rows.c[name] for name in _CELL)
        query = query.where(exists().where(*same_cell, of_organization(by.organization)))
    with engine.connect() as connection:
        return frame_of(connection.execute(query)).astype({"upload": "int64"})
