"""Where the last year lands if the years go on as they did, how sure that is, and the pace the plan still asks for."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from uspekh.monitoring.figures import Figures
from uspekh.passport.formulas import FORMULAS, Formula
from uspekh.russian.periods import YEAR

FEWEST_YEARS = 4
"""A line through fewer whole years says nothing of how far the next one may lie from it."""
CONFIDENCE = 0.95
_REPORTED_PARTS, _REPORTED_OF = 4, 5
"""A year counts as whole when at least four fifths of those asked gave it."""
_NOISE = 1e-9
"""Points closer to their line than this part of their greatest value lie on it."""


@dataclass(frozen=True)
class WholeYear:
    """The fact of a whole year in the unit of the measure; ``increment``: what the year alone added to a level."""

    year: int
    fact: float
    increment: float


@dataclass(frozen=True)
class Forecast:
    """``value`` of ``year`` from the whole ``years``, in the unit of the measure.

    ``low`` and ``high``: the 95 % prediction interval; missing where the points lie on their line, so that nothing is
    to be learned from them of how far a year may lie off it. ``basis``: «sum» over organizations or «municipality».
    """

    year: int
    value: float
    low: float | None
    high: float | None
    years: tuple[int, ...]
    basis: str
    by_increments: bool


@dataclass(frozen=True)
class Outlook:
    """What is to be expected of ``year``, the last of the project.

    ``forecast`` is missing where fewer than ``FEWEST_YEARS`` are whole (``whole_years`` of them are). ``needed``: what
    each remaining year has to add to reach the plan (to take off, where less is better: ``falling``), zero where it is
    reached already, missing without a plan or a whole year.
    """

    year: int
    forecast: Forecast | None
    whole_years: int
    needed: float | None
    falling: bool


def look_ahead(years: pd.DataFrame, selected: int) -> Outlook | None:
    """The outlook of one measure; ``None`` once its last year is known, and for a growth.

    ``years``: rows of ``Figures.measures`` of the measure in order of years; those after ``selected`` are not used.
    """
    formula, last = FORMULAS[str(years["formula"].iloc[0])], int(years["year"].max())
    rows = years[years["year"] <= selected]
    by_basis = {basis: list_whole_years(rows, basis) for basis in ("municipality", "sum")}
    if formula.compares_years or any(each.year == last for whole in by_basis.values() for each in whole):
        return None
    # The municipality's own row is its value; where that is filled too seldom, the sums over organizations go on.
    basis = "municipality" if len(by_basis["municipality"]) >= FEWEST_YEARS else "sum"
    whole = by_basis[basis]
    falling = bool((years["direction"] == "down").all())
    forecast = _forecast(whole, basis, last, formula) if len(whole) >= FEWEST_YEARS else None
    printed = max((whole[-1] for whole in by_basis.values() if whole), key=lambda each: each.year, default=None)
    return Outlook(last, forecast, len(whole), _needed(years, printed, last, falling=falling), falling)


def list_forecasts(figures: Figures) -> list[dict[str, Any]]:
    """The outlook of every indicator whose last year is ahead, as ``status --json`` prints it under ``forecast``.

    ``indicator, year, value, low, high, years, basis`` («sum», «municipality»), ``method`` («line», «increments»),
    ``whole_years, needed``; figures in the unit of the indicator, ``value`` and what belongs to it ``None`` where the
    years are too few.
    """
    rows = []
    for _, years in figures.indicators[figures.indicators["primary"]].groupby("measure", sort=False):
        outlook = look_ahead(years, figures.selection.year)
        if outlook is None:
            continue
        forecast = outlook.forecast
        rows.append(
            {
                "indicator": str(years["subject"].iloc[0]),
                "year": outlook.year,
                "value": forecast and forecast.value,
                "low": forecast and forecast.low,
                "high": forecast and forecast.high,
                "years": list(forecast.years) if forecast else [],
                "basis": forecast and forecast.basis,
                "method": forecast and ("increments" if forecast.by_increments else "line"),
                "whole_years": outlook.whole_years,
                "needed": outlook.needed,
            }
        )
    return rows


def list_whole_years(rows: pd.DataFrame, basis: str) -> list[WholeYear]:
    """The years that a basis gives whole: of organizations at least four fifths, of the municipality its own row.

    A share above 100 % counts children twice and is no point of a line.
    """
    formula = FORMULAS[str(rows["formula"].iloc[0])] if len(rows) else None
    whole, before = [], 0.0
    for row in rows.to_dict("records"):
        of_municipality = row["basis"] == "municipality"
        fact = row["sum_fact"] if basis == "sum" else row["fact"] if of_municipality else np.nan
        increment = fact - before
        if basis == "municipality" and formula is not None and formula.adds_years:
            increment = row["numerator"] / row["divisor"]
        elif not np.isnan(fact):
            before = fact
        if formula is None or np.isnan(fact) or fact > formula.highest or row["months"] != YEAR:
            continue
        if basis == "municipality" or _mostly_reported(row):
            whole.append(WholeYear(int(row["year"]), float(fact), float(increment)))
    return whole


def _mostly_reported(row: dict[str, Any]) -> bool:
    return bool(row["expected"] > 0 and _REPORTED_OF * row["reported"] >= _REPORTED_PARTS * row["expected"])


def _forecast(whole: Sequence[WholeYear], basis: str, last: int, formula: Formula) -> Forecast:
    """A straight line of the facts, or the last level and a straight line of the increments, none below zero."""
    years, level = np.array([each.year for each in whole]), whole[-1].fact
    if formula.adds_years:
        ahead = np.arange(years[-1] + 1, last + 1)
        steps, half = predict(years, np.array([each.increment for each in whole]), ahead)
        value, lowest = level + float(np.maximum(steps, 0).sum()), level
    else:
        steps, half = predict(years, np.array([each.fact for each in whole]), np.array([last]))
        value, lowest = float(np.clip(steps[0], 0, formula.highest)), 0.0
    scale = max(abs(each.fact) for each in whole)
    on_the_line = float(half) <= _NOISE * max(scale, 1.0)
    low = None if on_the_line else max(lowest, value - float(half))
    high = None if on_the_line else min(formula.highest, value + float(half))
    used = tuple(each.year for each in whole)
    return Forecast(last, value, low, high, used, basis, formula.adds_years)


def predict(years: np.ndarray, values: np.ndarray, ahead: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """The straight line through ``values`` at the years ``ahead``, and half of the 95 % interval of their sum.

    ``values``: one series, or many along the first axes, with the years along the last. The interval is that of a new
    observation with independent normal deviations: Student's t with n − 2 degrees of freedom times the deviation about
    the line times √(h + h²/n + (Σ(x − x̄))²/Sxx) for h years ahead; for one year ahead that is the usual
    √(1 + 1/n + (x − x̄)²/Sxx).
    """
    # «Сегодня» and most commands look at no forecast, and SciPy is slow to import.
    from scipy.special import stdtrit

    count, distances, far = len(years), years - years.mean(), ahead - years.mean()
    spread = (distances**2).sum()
    slope = (values * distances).sum(axis=-1, keepdims=True) / spread
    mean = values.mean(axis=-1, keepdims=True)
    misses = values - mean - slope * distances
    deviation = np.sqrt((misses**2).sum(axis=-1) / (count - 2))
    leverage = np.sqrt(len(ahead) + len(ahead) ** 2 / count + far.sum() ** 2 / spread)
    half = stdtrit(count - 2, (1 + CONFIDENCE) / 2) * deviation * leverage
    return mean + slope * far, half


def _needed(years: pd.DataFrame, printed: WholeYear | None, last: int, *, falling: bool) -> float | None:
    target = years.loc[years["year"] == last, "plan"].iloc[0]
    if pd.isna(target) or printed is None:
        return None
    lacking = (printed.fact - target) if falling else (target - printed.fact)
    return max(0.0, float(lacking / (last - printed.year)))


@dataclass(frozen=True)
class Record:
    """How many forecasts of earlier meetings could be compared with a fact, and how many of them held."""

    compared: int
    held: int


def compare_forecasts(frozen: Iterable[dict[str, Any]], figures: Figures) -> Record:
    """The forecasts that frozen meetings showed (``status --json``) against the whole years known since.

    A forecast is compared with the fact of its own basis. Meetings from before forecasts were frozen have none.
    """
    facts: dict[tuple[str, int, str], float] = {}
    for measure, rows in figures.indicators[figures.indicators["primary"]].groupby("subject", sort=False):
        for basis in ("municipality", "sum"):
            facts |= {(str(measure), each.year, basis): each.fact for each in list_whole_years(rows, basis)}
    outcomes = []
    for status in frozen:
        for row in status.get("forecast", []):
            fact = facts.get((row["indicator"], row["year"], row["basis"]))
            if fact is not None and row["low"] is not None:
                outcomes.append(row["low"] <= fact <= row["high"])
    return Record(len(outcomes), sum(outcomes))
