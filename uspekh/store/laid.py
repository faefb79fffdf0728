"""Entries as rows from one month to another (``monitoring.entries.complete``), and laid out by month as kept."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
import pandas as pd

from uspekh.monitoring.entries import COLUMNS
from uspekh.russian.periods import YEAR
from uspekh.store.derived_schema import GIVEN, PERIODS, as_of

KEY = ["measure", "year", "organization"]
MARKS = ["counted", "own"]
STORED = [*KEY, *MARKS, *(as_of(name, months) for months in PERIODS for name in GIVEN)]


def laid(rows: pd.DataFrame) -> Iterator[tuple[object, ...]]:
    """Rows of ``STORED`` from those of ``complete`` with ``MARKS``; people as whole numbers."""
    place = rows.groupby(KEY, sort=False).ngroup().to_numpy()
    first = rows.drop_duplicates(KEY)
    starts, lengths = rows["months"].to_numpy() - 1, (rows["until"] - rows["months"] + 1).to_numpy()
    # Each row fills its months of the year: places of a flat array, one run after another.
    within = np.arange(lengths.sum()) - np.repeat(lengths.cumsum() - lengths, lengths)
    cells = np.repeat(place * YEAR + starts, lengths) + within
    by_name = {}
    for name in GIVEN:
        flat = np.full(len(first) * YEAR, None, dtype=object)
        flat[cells] = np.repeat(_plain(rows[name]), lengths)
        by_name[name] = flat.reshape(-1, YEAR)
    columns = [by_name[name][:, months - 1].tolist() for months in PERIODS for name in GIVEN]
    return zip(*(first[name].tolist() for name in (*KEY, *MARKS)), *columns, strict=True)


def unlaid(rows: Sequence[Sequence[object]]) -> pd.DataFrame:
    """Columns ``COLUMNS`` and ``MARKS`` from rows of ``STORED``; people as float64."""
    frame = pd.DataFrame(list(rows), columns=STORED)
    by_name = {name: frame[[as_of(name, months) for months in PERIODS]].to_numpy(dtype="float64") for name in GIVEN}
    # What is of the first n months stands from the month n on.
    place, start = np.nonzero(by_name["months"] == np.array(PERIODS))
    lengths = (by_name["months"][place] == (start + 1)[:, None]).sum(axis=1)
    found = frame.loc[place, [*KEY, *MARKS]].reset_index(drop=True)
    given = {name: by_name[name][place, start] for name in GIVEN}
    frame = found.assign(**given, until=start + lengths)[[*COLUMNS, *MARKS]]
    return frame.astype({"months": "int64", "until": "int64"})


def _plain(column: pd.Series) -> np.ndarray:
    numbers = column.astype("Int64")
    plain = numbers.to_numpy(dtype=object)
    plain[numbers.isna().to_numpy()] = None
    return plain
