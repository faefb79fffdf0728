"""Formulas of the methods applied to what was reported, for single organizations and for a set of them.

Sums are taken before any division, so no percentage is ever averaged (contract, section 2).
"""

from __future__ import annotations

from typing import TypeAlias

import numpy as np
import pandas as pd

from uspekh.monitoring.grid import Grid

Arrays: TypeAlias = dict[str, np.ndarray]
REPORTED = ("months", "numerator", "denominator")
SET = ("",)


def organization_facts(entries: pd.DataFrame, grid: Grid, reading: str) -> Arrays:
    """``months, numerator, denominator, fact, share`` of every measure, organization and year."""
    return _with_facts(grid.laid(entries, *REPORTED), grid, reading)


def set_facts(sums: pd.DataFrame, own: pd.DataFrame, expected: pd.Series, grid: Grid, reading: str) -> Arrays:
    """The same for a set of organizations taken together, the one organization of ``grid``.

    ``sums``: of the set (``reported.SUMS``); ``own``: entries of the municipality's own row, which replaces the
    sum where it is filled (empty when the set is not the whole); ``expected``: number of organizations by year. Adds
    ``reported``, ``expected``, ``complete``, ``stale`` (values of an earlier period than the latest), ``basis`` («sum»,
    «municipality», empty) and ``sum_fact``, the check beside it.
    """
    summed = totals(sums, grid)
    filled = grid.laid(own.drop(columns="organization"), *REPORTED)
    replaced = ~np.isnan(filled["numerator"])
    used = {name: np.where(replaced, filled[name], summed[name]) for name in REPORTED}
    arrays = _with_facts(used, grid, reading)
    basis = np.where(np.isnan(used["numerator"]), "", "sum").astype(object)
    arrays["sum_fact"] = _with_facts(summed, grid, reading)["fact"]
    arrays["basis"] = np.where(replaced, "municipality", basis)
    arrays |= {name: summed[name] for name in ("reported", "stale")}
    arrays["expected"] = np.broadcast_to(expected.reindex(grid.years, fill_value=0).to_numpy("int64"), grid.shape)
    return arrays | {"complete": _complete(arrays, grid)}


def totals(sums: pd.DataFrame, grid: Grid) -> Arrays:
    """Groups of ``Reported.sums`` put together.

    ``months`` of the latest period, ``numerator``, ``denominator`` (NaN where nobody gave one), ``reported`` of the
    expected, ``stale``: entries of an earlier period than the latest.
    """
    sums = sums[sums["given"] > 0]
    place = grid.places(sums)
    months, last = sums["months"].to_numpy(), np.zeros(grid.shape, dtype="int64")
    np.maximum.at(last, place, months)
    given = sums["given"].to_numpy("int64")
    counts = {"given": given, "stale": np.where(months < last[place], given, 0)}
    counts |= {name: sums[column].to_numpy("int64") for name, column in (("reported", "counted"), ("wholes", "wholes"))}
    added = {name: _added(count, place, grid) for name, count in counts.items()}
    people = {name: _added(sums[name].to_numpy("float64"), place, grid) for name in ("numerator", "denominator")}
    return {
        "months": np.where(added["given"] > 0, last, np.nan),
        "numerator": np.where(added["given"] > 0, people["numerator"], np.nan),
        "denominator": np.where(added["wholes"] > 0, people["denominator"], np.nan),
        "reported": added["reported"],
        "stale": added["stale"],
    }


def _added(values: np.ndarray, place: tuple[np.ndarray, ...], grid: Grid) -> np.ndarray:
    into = np.zeros(grid.shape, dtype=values.dtype)
    np.add.at(into, place, values)
    return into


def _with_facts(arrays: Arrays, grid: Grid, reading: str) -> Arrays:
    numerator, denominator = arrays["numerator"], arrays["denominator"]
    formula, divisor = grid.of_measure("formula"), grid.of_measure("divisor")
    share = 100 * numerator / np.where(denominator > 0, denominator, np.nan)
    so_far = np.where(np.isnan(numerator), np.nan, np.nancumsum(numerator, axis=-1))
    by_formula = {
        "share": share,
        "sum": numerator / divisor,
        "cumulative": so_far / divisor,
        "growth": _growth(share, reading),
    }
    fact = np.select([formula == name for name in by_formula], list(by_formula.values()), np.nan)
    return arrays | {"fact": fact, "share": np.where(np.isin(formula, ["share", "growth"]), share, np.nan)}


def _growth(share: np.ndarray, reading: str) -> np.ndarray:
    """Against the year before: percent of its share, or percentage points."""
    before = shifted(share, np.nan)
    return 100 * (share / np.where(before > 0, before, np.nan) - 1) if reading == "relative" else share - before


def shifted(array: np.ndarray, first: float | bool) -> np.ndarray:
    """The value of the year before; ``first`` for the first year."""
    return np.concatenate([np.full_like(array[..., :1], first), array[..., :-1]], axis=-1)


def _complete(arrays: Arrays, grid: Grid) -> np.ndarray:
    """Whether nothing is lacking: for a cumulative value in no year up to this one."""
    formula, reported = grid.of_measure("formula"), arrays["reported"]
    whole = (arrays["basis"] == "municipality") | ((reported >= arrays["expected"]) & (reported > 0))
    whole = np.where(formula == "growth", whole & shifted(whole, True), whole)
    return np.where(formula == "cumulative", np.logical_and.accumulate(whole, axis=-1), whole)
