"""The same key twice in one file."""

from __future__ import annotations

from collections.abc import Iterator
from string import ascii_uppercase
from typing import Any

import pandas as pd

from uspekh.actuals.problems import Problem
from uspekh.actuals.suspect.codes import Codes
from uspekh.actuals.values import KEY
from uspekh.russian.periods import period_name


def duplicates(values: pd.DataFrame, known: Codes) -> Iterator[Problem]:
    """The same key twice: one error for each pair of rows, naming both cells. ``known``: the codes of ``values``."""
    if not known.slots.doubled.any():
        return
    doubled = values[values.duplicated(KEY, keep=False)]
    first = doubled.drop_duplicates(KEY).set_index(KEY)[["sheet", "cell"]]
    pairs = doubled[doubled.duplicated(KEY)].join(first, on=KEY, suffixes=("", "_first"))
    pairs["row"] = pairs["cell"].str.lstrip(ascii_uppercase)
    pairs["row_first"] = pairs["cell_first"].str.lstrip(ascii_uppercase)
    for row in pairs.drop_duplicates(["sheet", "row", "sheet_first", "row_first"]).itertuples():
        earlier = row.cell_first if row.sheet_first == row.sheet else f"{row.cell_first} листа «{row.sheet_first}»"
        message = f"То же самое уже указано в ячейке {earlier}: {_about(row)}. Оставьте одно из двух."
        yield Problem("error", "key.duplicate", row.sheet, row.cell, message)


def _about(row: Any) -> str:
    kind, subject, year, months = row.kind, row.subject, row.year, row.months
    when = ", ".join(filter(None, [str(year) if year else "", period_name(months) if months else ""]))
    what = {"milestone": f"пункт {subject}", "budget": f"строка {subject}"}.get(kind, subject)
    return ", ".join(filter(None, [what, when]))
