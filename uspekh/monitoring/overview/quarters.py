"""The selected year quarter by quarter."""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd

from uspekh.monitoring.figures import Figures
from uspekh.russian.periods import QUARTERS


def within_year(shown: Figures, measure: str) -> pd.DataFrame:
    """The selected year of one measure as it stood at each quarter with a report.

    Rows of ``Figures.measures`` with ``period_months``; the selected period does not cut it short.
    """
    parts = [shown.measures.iloc[:0].assign(period_months=pd.Series(dtype="int64"))]
    for months in _reported_quarters(shown):
        at = shown.at(months).measures
        rows = at[(at["measure"] == measure) & (at["year"] == shown.selection.year)]
        parts.append(rows.assign(period_months=months))
    return pd.concat(parts[1:] or parts, ignore_index=True)


def _reported_quarters(shown: Figures) -> Iterator[int]:
    """The quarters of the selected year in which somebody reported."""
    months = shown.reported.months(shown.selection.year)
    for before, quarter in zip((0, *QUARTERS), QUARTERS, strict=False):
        if any(before < month <= quarter for month in months):
            yield quarter
