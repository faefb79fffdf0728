"""Every version of the values that decide what of small counts was printed when."""

from __future__ import annotations

from collections.abc import Collection

import pandas as pd
from sqlalchemy import Engine

from uspekh.store.schema.tables import uploads, value_rows
from uspekh.store.values.queries import columns_of, read_values


def versions(engine: Engine, fields: Collection[str]) -> pd.DataFrame:
    """See ``monitoring.reported.Reported``; moments in UTC."""
    moments = {"accepted": uploads.c.at, "undone": uploads.c.undone_at}
    query = columns_of().add_columns(*(column.label(name) for name, column in moments.items()))
    query = query.join(uploads, uploads.c.id == value_rows.c.upload).order_by(value_rows.c.id)
    of_fields = (value_rows.c.kind == "component") & value_rows.c.field.in_(list(fields))
    rows = read_values(engine, query.where((value_rows.c.kind == "organization") | of_fields))
    return rows.assign(**{name: pd.to_datetime(rows[name], utc=True) for name in moments})
