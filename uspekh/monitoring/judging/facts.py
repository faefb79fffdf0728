"""Formulas of the methods applied to what was reported, for single organizations and for a set of them.

Sums are taken before any division, so no percentage is ever averaged (contract, section 2).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
import pandas as pd

from uspekh.monitoring.grid import Grid
from uspekh.passport.formulas import Counts

Arrays: TypeAlias = dict[str, np.ndarray]
PEOPLE = ("numerator", "denominator")
BEFORE = ("numerator_before", "denominator_before")


@dataclass(frozen=True)
class Reports:
    """What was reported of some measures. ``growth``: rows of ``entries.GROWTH``; ``expected``: how many are asked.

    ``sums`` (``reported.SUMS``) or ``entries`` (``entries.STANDING``); ``period``: the months at which a year is
    shown, by year.
    """

    rows: pd.DataFrame
    growth: pd.DataFrame
    expected: np.ndarray
    period: np.ndarray


def organization_facts(reports: Reports, grid: Grid, reading: str) -> Arrays:
    """The facts of every measure, organization and year; ``reports.rows``: entries.

    ``months, numerator, denominator, fact, share``; ``reported`` and ``expected`` (1 or 0), ``late`` (bool): the value
    is of an earlier period than that of its year; ``complete``; ``exceeds_whole``: the share is above 100 %.
    """
    arrays = grid.spread(reports.rows, "months", *PEOPLE)
    exact = arrays["months"] == reports.period
    arrays["reported"] = (exact & (reports.expected == 1)).astype("int64")
    arrays["late"] = ~np.isnan(arrays["months"]) & ~exact
    arrays |= grid.spread(_renamed(reports.growth), *_GROWTH_COLUMNS)
    return _with_facts(arrays | {"expected": reports.expected}, grid, reading)


def set_facts(reports: Reports, municipality: Reports, grid: Grid, reading: str) -> Arrays:
    """The same for a set of organizations taken together, the one organization of ``grid``; ``reports.rows``: sums.

    ``late``: how many values are of an earlier period. ``municipality``: what the municipality's own row gives, which
    replaces the sum where it is filled (without rows when the set is not the whole). Adds ``basis`` («sum»,
    «municipality», empty): of the year's own people, for a cumulative figure too; and ``sum_fact``, the check beside
    it.
    """
    arrays = _add_up(reports, grid)
    arrays |= grid.total(_renamed(reports.growth), *_GROWTH_COLUMNS) | {"expected": reports.expected}
    summed = _with_facts(arrays, grid, reading)
    of_city = _of_municipality(municipality, grid)
    is_municipal = np.where(
        grid.where(lambda kind: kind.compares_years),
        ~np.isnan(of_city["growth_numerator"]),
        ~np.isnan(of_city["numerator"]),
    )
    used = {name: np.where(is_municipal, of_city[name], arrays[name]) for name in of_city}
    result = _with_facts(arrays | used | {"is_municipal": is_municipal}, grid, reading)
    basis = np.where(np.isnan(result["numerator"]), "", "sum").astype(object)
    basis[result.pop("is_municipal")] = "municipality"
    return result | {"basis": basis, "sum_fact": summed["fact"]}


def totals(sums: pd.DataFrame, grid: Grid) -> Arrays:
    """Groups of ``Reported.sums`` put together.

    ``months`` of the latest period, ``numerator``, ``denominator`` (NaN where nobody gave one), ``entries``.
    """
    sums = sums[sums["entries"] > 0]
    positions = grid.positions(sums)
    last = np.zeros(grid.shape, dtype="int64")
    np.maximum.at(last, positions, sums["months"].to_numpy())
    added = {name: _added(sums[name].to_numpy("int64"), positions, grid) for name in ("entries", "wholes")}
    people = {name: _added(sums[name].to_numpy("float64"), positions, grid) for name in PEOPLE}
    return {
        "months": np.where(added["entries"] > 0, last, np.nan),
        "numerator": np.where(added["entries"] > 0, people["numerator"], np.nan),
        "denominator": np.where(added["wholes"] > 0, people["denominator"], np.nan),
        "entries": added["entries"],
    }


def _add_up(reports: Reports, grid: Grid) -> Arrays:
    """``totals`` with ``reported``, the asked who gave exactly the period of the year, and ``late``, who did not."""
    sums = reports.rows
    arrays = totals(sums, grid)
    period = dict(zip(grid.years, reports.period.ravel(), strict=True))
    exact = sums[sums["months"] == sums["year"].map(period)]
    positions = grid.positions(exact)
    on_time = _added(exact["entries"].to_numpy("int64"), positions, grid)
    reported = _added(exact["reported"].to_numpy("int64"), positions, grid)
    return arrays | {"reported": reported, "late": arrays.pop("entries") - on_time}


def _of_municipality(reports: Reports, grid: Grid) -> Arrays:
    """What the municipality's own row gives for exactly the period of each year."""
    period = dict(zip(grid.years, reports.period.ravel(), strict=True))
    rows = reports.rows[reports.rows["months"] == reports.rows["year"].map(period)]
    arrays = grid.spread(rows.drop(columns="organization"), "months", *PEOPLE)
    return arrays | grid.spread(_renamed(reports.growth.drop(columns="organization")), *_GROWTH_COLUMNS)


_GROWTH_COLUMNS = ("growth_numerator", "growth_denominator", *BEFORE)


def _renamed(growth: pd.DataFrame) -> pd.DataFrame:
    return growth.rename(columns={name: f"growth_{name}" for name in PEOPLE})


def _added(values: np.ndarray, positions: tuple[np.ndarray, ...], grid: Grid) -> np.ndarray:
    into = np.zeros(grid.shape, dtype=values.dtype)
    np.add.at(into, positions, values)
    return into


def _with_facts(arrays: Arrays, grid: Grid, reading: str) -> Arrays:
    """Adds ``fact``, ``share``, ``share_before``, ``exceeds_whole``, ``complete``.

    What a figure that compares years is made of takes the place of what all gave.
    """
    arrays = {name: array.copy() for name, array in arrays.items()}
    of_growth = {name: arrays.pop(f"growth_{name}") for name in PEOPLE}
    divisor = np.broadcast_to(grid.of_measure("divisor"), grid.shape)
    facts = {name: np.full(grid.shape, np.nan) for name in ("fact", "share", "share_before")}
    flags = {name: np.zeros(grid.shape, dtype=bool) for name in ("exceeds_whole", "complete")}
    is_municipal = arrays.get("is_municipal", np.zeros(grid.shape, dtype=bool))
    # A row that compares years is complete by itself, but says nothing of the sum of the year before.
    whole = (arrays["reported"] >= arrays["expected"]) | (
        is_municipal & grid.where(lambda kind: not kind.compares_years)
    )
    for formula, rows in grid.by_formula():
        if formula.compares_years:
            for name in PEOPLE:
                compared = ~np.isnan(of_growth["numerator"][rows])
                arrays[name][rows] = np.where(compared, of_growth[name][rows], arrays[name][rows])
        counts = Counts(*(arrays[name][rows] for name in (*PEOPLE, *BEFORE)))
        facts["fact"][rows] = formula.fact(counts, divisor[rows], reading)
        facts["share"][rows] = formula.ratio(counts.numerator, counts.denominator)
        facts["share_before"][rows] = formula.ratio(counts.numerator_before, counts.denominator_before)
        flags["exceeds_whole"][rows] = formula.exceeds_whole(counts)
        flags["complete"][rows] = formula.complete(whole[rows])
    flags["complete"] |= is_municipal & grid.where(lambda kind: kind.compares_years)
    flags["complete"] &= ~np.isnan(facts["fact"])
    for name in BEFORE:
        del arrays[name]
    return arrays | facts | flags
