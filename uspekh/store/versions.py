"""Every version of the values that decide what of small counts was printed when."""

from __future__ import annotations

from collections.abc import Collection

import pandas as pd
from sqlalchemy import Engine

from uspekh.actuals.values import COLUMNS
from uspekh.store.records import asked, read
from uspekh.store.schema import records, uploads


def versions(engine: Engine, fields: Collection[str]) -> pd.DataFrame:
    """See ``monitoring.reported.Reported``; moments in UTC."""
    query = asked(uploads.c.at, uploads.c.undone_at).join(uploads, uploads.c.id == records.c.upload)
    rows = read(engine, query.where(records.c.kind.in_(["component", "organization"])))
    rows = rows[(rows["kind"] == "organization") | rows["field"].isin(list(fields))]
    moments = {"accepted": rows["at"], "undone": rows["undone_at"]}
    moments = {name: pd.to_datetime(column, utc=True) for name, column in moments.items()}
    return rows[COLUMNS].assign(**moments).reset_index(drop=True)
