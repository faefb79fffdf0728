"""Where the last year lands if the pace holds, the pace that is needed, and what incomplete reports leave open."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from uspekh.monitoring.figures import Figures
from uspekh.russian.periods import YEAR

FEWEST_POINTS = 3


@dataclass(frozen=True)
class Forecast:
    """``value`` of ``year`` by a straight line through ``points`` yearly facts, in the unit of the indicator.

    ``spread``: twice the standard deviation of the facts about the line; ``needed``: what each remaining year has
    to add to reach the target (to take off, where less is better: ``falling``), zero where it is reached already,
    missing without a target.
    """

    year: int
    value: float
    spread: float
    points: int
    needed: float | None
    falling: bool


def forecast(years: pd.DataFrame, selected: int) -> Forecast | None:
    """The forecast of the last year of one measure; ``None`` with fewer than three whole years, or when it is known.

    ``years``: rows of ``Figures.measures`` of one measure (or of ``results``) in order of years; those after
    ``selected`` are not used.
    """
    last = int(years["year"].max())
    known = years[(years["year"] <= selected) & years["fact"].notna() & _whole_years(years)]
    if len(known) < FEWEST_POINTS or int(known["year"].max()) >= last:
        return None
    slope, start = np.polyfit(known["year"] - last, known["fact"], deg=1)
    misses = known["fact"] - (slope * (known["year"] - last) + start)
    spread = 2 * float(np.sqrt((misses**2).sum() / (len(known) - 2)))
    falling = bool((years["direction"] == "down").all())
    return Forecast(last, float(start), spread, len(known), _needed(years, known, last, falling), falling)


def _whole_years(years: pd.DataFrame) -> pd.Series:
    """Whether a fact is of the whole year from all who gave it: a quarter is not a point of a line of years."""
    return (years["months"] == YEAR) & ((years["stale"] == 0) | (years["basis"] == "municipality"))


def _needed(years: pd.DataFrame, known: pd.DataFrame, last: int, falling: bool) -> float | None:
    target = years.loc[years["year"] == last, "plan"].iloc[0]
    if pd.isna(target):
        return None
    latest = known.iloc[-1]
    lacking = (latest["fact"] - target) if falling else (target - latest["fact"])
    return max(0.0, float(lacking / (last - latest["year"])))


def possible_range(shown: Figures, measure: str, year: int) -> tuple[float, float] | None:
    """The lowest and the highest value (percent) that a share can still take when the silent report.

    A silent organization has its contingent as the whole, and from none to all of it as the part. ``None`` for
    other formulas, where all reported, or where the municipality's own row is the value.
    """
    row = shown.measures[(shown.measures["measure"] == measure) & (shown.measures["year"] == year)].iloc[0]
    if row["formula"] != "share" or row["complete"] or pd.isna(row["fact"]):
        return None
    given = shown.entries(measure)
    given = given[given["year"] == year]
    silent = shown.directory[~shown.directory["code"].isin(given["organization"])]
    rest = float(silent["contingent"].fillna(0).sum())
    whole = row["denominator"] + rest
    return 100 * row["numerator"] / whole, 100 * (row["numerator"] + rest) / whole
