"""Tables of results in words: all years, one year, control points, readings of a growth."""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd

from uspekh.monitoring.rules import HIDDEN
from uspekh.russian.format import number, with_unit
from uspekh.ui.session.state import project
from uspekh.ui.show import flags, frames
from uspekh.words import NOTHING, POINTS, SHARE, part_of

READINGS = {"relative": (SHARE, "в процентах к доле прошлого года"), "points": (POINTS, "в процентных пунктах")}


def year_table(year: pd.DataFrame) -> pd.DataFrame:
    """The results of one year (rows of ``monitoring.overview.subjects``)."""
    planned = year["plan"].notna()
    completion = pd.Series(frames.percents(year), index=year.index, dtype="str")
    return pd.DataFrame(
        {
            "№": year["subject"],
            "Результат": [project().plan.short_title("result", result) for result in year["subject"]],
            "План": _in_words(year, "plan").where(planned, NOTHING),
            "Факт": _in_words(year, "fact").where(planned | year["fact"].notna() | (year["flag"] == HIDDEN), NOTHING),
            "Выполнение": completion.where(planned, NOTHING),
            "Оценка": flags.labels(year),
            "Сдали": [part_of(got, expected) if expected else NOTHING for got, expected in _counts(year)],
        }
    )


def _counts(rows: pd.DataFrame) -> Iterator[tuple[int, int]]:
    return zip(rows["reported"], rows["expected"], strict=True)


def _in_words(rows: pd.DataFrame, column: str) -> pd.Series:
    texts = frames.figures_in_words(rows, column) if column == "fact" else _with_units(rows[column], rows["unit"])
    return pd.Series(texts, index=rows.index, dtype="str")


def _with_units(values: pd.Series, units: pd.Series) -> list[str]:
    return [with_unit(value, unit) for value, unit in zip(values, units, strict=True)]


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
