"""When reports are due: days after the end of each period. No act sets them: the table is the project's own."""

from __future__ import annotations

import calendar
from datetime import date, timedelta
from pathlib import Path

import pandas as pd
import pandera.pandas as pa

from uspekh.monitoring.rules import RulesDamaged

FILE = "deadlines.csv"


class Deadlines(pa.DataFrameModel):
    """``data/deadlines.csv``: a period of ``months`` from 1 January is reported within ``days`` after its end."""

    months: int = pa.Field(ge=1, le=12, unique=True)
    days: int = pa.Field(ge=0, le=366)
    basis: str


def load_deadlines(folder: Path) -> pd.DataFrame:
    """The table ``Deadlines``, empty where the folder has none. Raises ``RulesDamaged``."""
    path = folder / FILE
    try:
        return Deadlines.validate(pd.read_csv(path, dtype={"basis": "str"}) if path.exists() else _none())
    except (OSError, ValueError, pa.errors.SchemaError) as error:
        raise RulesDamaged(f"{FILE}: {error}") from error


def due(deadlines: pd.DataFrame, year: int, months: int) -> date | None:
    """The last day on which the report of a period is in time; ``None`` where no deadline is set."""
    found = deadlines.loc[deadlines["months"] == months, "days"]
    if found.empty:
        return None
    last = date(year, months, calendar.monthrange(year, months)[1])
    return last + timedelta(days=int(found.iloc[0]))


def basis(deadlines: pd.DataFrame, months: int) -> str:
    """On what the deadline of a period rests; empty where none is set."""
    found = deadlines.loc[deadlines["months"] == months, "basis"]
    return "" if found.empty else str(found.iloc[0])


def _none() -> pd.DataFrame:
    return pd.DataFrame({"months": [], "days": [], "basis": []}).astype({"months": int, "days": int, "basis": "str"})
