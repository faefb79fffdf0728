"""The tables of a file → tidy values."""

from __future__ import annotations

from collections.abc import Iterable

import pandas as pd

from uspekh.actuals.content import TableValues
from uspekh.actuals.values import values_of_rows


def tidy_values(tables: Iterable[TableValues]) -> pd.DataFrame:
    """The values of tables that were read (tidy frame), table after table, field after field."""
    return values_of_rows(
        (
            table.kind,
            table.subject[place],
            table.part[place],
            table.year[place],
            table.months[place],
            field.name,
            None if isinstance(value, str) else value,
            value if isinstance(value, str) else None,
            table.sheet,
            f"{field.letters}{table.row[place]}",
        )
        for table in tables
        for field in table.fields
        for place, value in enumerate(field.values)
        if value is not None
    )
