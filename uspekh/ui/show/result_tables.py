"""Tables of results in words: all years, one year, control points, readings of a growth."""

from __future__ import annotations

import pandas as pd

from uspekh.russian.format import number
from uspekh.ui.show import flags, frames
from uspekh.words import POINTS, SHARE

READINGS = {"relative": (SHARE, "в процентах к доле прошлого года"), "points": (POINTS, "в процентных пунктах")}


def readings_table(rows: pd.DataFrame) -> pd.DataFrame:
    """Readings of a growth side by side, in words (``monitoring.results.growth_readings``)."""
    table = pd.DataFrame()
    for reading, years in rows.groupby("reading", sort=False):
        unit, word = READINGS[reading]
        ending = ", принято проектом" if years["chosen"].all() else ""
        table["Год"] = [str(year) for year in years["year"]]
        table["План"] = [number(value) for value in years["plan"]]
        table[f"Факт, {word}{ending}"] = frames.figures_in_words(years.assign(unit=unit), "fact")
        table[f"Оценка, {unit}"] = flags.labels(years)
    return table
