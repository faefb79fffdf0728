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
    numerator, denominator, divisor = arrays["numerator"], arrays["denominator"], grid.of_measure("divisor")
    fact, share = np.full(grid.shape, np.nan), np.full(grid.shape, np.nan)
    for formula, rows in grid.by_formula():
        fact[rows] = formula.fact(numerator[rows], denominator[rows], divisor[rows], reading)
        share[rows] = formula.ratio(numerator[rows], denominator[rows])
    return arrays | {"fact": fact, "share": share}


def _complete(arrays: Arrays, grid: Grid) -> np.ndarray:
    """Whether nothing is missing from a figure, of other years either where it rests on them."""
    reported = arrays["reported"]
    whole = (arrays["basis"] == "municipality") | ((reported >= arrays["expected"]) & (reported > 0))
    complete = np.zeros(grid.shape, dtype=bool)
    for formula, rows in grid.by_formula():
        complete[rows] = formula.complete(whole[rows])
    return complete
