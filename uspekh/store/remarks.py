"""Comments that people gave on warnings, by the cell of the value."""

from __future__ import annotations

import pandas as pd
from sqlalchemy import Engine, select

from uspekh.store.schema import remarks


def of_uploads(engine: Engine, numbers: list[int]) -> pd.DataFrame:
    """Columns ``upload, sheet, cell, message, comment`` of the remarks of some uploads."""
    columns = [remarks.c[name] for name in ("upload", "sheet", "cell", "message", "comment")]
    query = select(*columns).where(remarks.c.upload.in_(numbers)).order_by(remarks.c.id)
    with engine.connect() as connection:
        return pd.DataFrame(connection.execute(query).all(), columns=[column.name for column in columns])
