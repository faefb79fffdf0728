"""What one upload of the journal changed when it came."""

from __future__ import annotations

import pandas as pd
from sqlalchemy import Engine, func, select

from uspekh.actuals.values import KEY
from uspekh.store.schema import uploads, values
from uspekh.store.uploads import changes

_COLUMNS = [values.c[name] for name in (*KEY, "number", "text", "sheet", "cell")]
_DTYPES = {"number": "Int64"} | dict.fromkeys(("kind", "subject", "part", "field", "text", "sheet", "cell"), "str")


def brought(engine: Engine, upload: int) -> pd.DataFrame:
    """The values of an upload against those in force before it, as ``uploads.changes`` gives them.

    Uploads that were taken back since do not count as being before it.
    """
    own = select(*_COLUMNS).where(values.c.upload == upload).order_by(values.c.id)
    earlier = (
        select(func.max(values.c.id))
        .join(uploads, uploads.c.id == values.c.upload)
        .where(values.c.upload < upload, uploads.c.undone_at.is_(None))
        .group_by(*(values.c[name] for name in KEY))
    )
    with engine.connect() as connection:
        given, before = (
            pd.DataFrame(connection.execute(query).all(), columns=[column.name for column in _COLUMNS]).astype(_DTYPES)
            for query in (own, select(*_COLUMNS).where(values.c.id.in_(earlier)))
        )
    return changes(before, given)
