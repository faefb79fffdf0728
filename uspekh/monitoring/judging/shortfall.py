"""How many people the plan still lacks, and whose they are: parts of organizations that add up to the city's."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from uspekh.monitoring.plans.guides import GUIDE, NOBODY, OWN_ABOVE, OWN_PLAN
from uspekh.passport.formulas import FORMULAS, Formula, Share, which

MUNICIPALITY = "МО"
"""The reason of a rest: the municipality's own row is another than the sum over organizations."""
_OF_CITY = ["measure", "formula", "year", "fact", "flag", "direction", "target", "people", "denominator"]
_NOBODY = np.array([], dtype="int64")
_EXACT = 1e-6
"""Parts of a person below this come of binary fractions."""


@dataclass(frozen=True)
class Division:
    """The shortfall of one measure and year in people, before rounding; positive is missing.

    ``parts``: of each organization, NaN where it has none; with the ``rest`` by reason they add up to ``total``.
    """

    total: float
    parts: np.ndarray
    rest: Mapping[str, float]

    def turned(self) -> Division:
        """Where less is better, what exceeds the plan is missing."""
        return Division(-self.total, -self.parts, {reason: -people for reason, people in self.rest.items()})

    def printed(self) -> tuple[np.ndarray, dict[str, float]]:
        """Parts and rest in whole people that add up to the whole total (largest remainder, ties in their order)."""
        whole = round_to_total(np.array([*self.parts, *self.rest.values()]), self.total)
        people = whole[len(self.parts) :]
        return whole[: len(self.parts)], dict(zip(self.rest, people.tolist(), strict=True))


def divide_count(target: float, people: float, targets: np.ndarray, counts: np.ndarray) -> Division:
    """Divides ``target`` − ``people`` of the city among organizations.

    ``targets``: plan or guide of each that is due, of a closed one the level it last had; NaN with neither: such an
    organization only contributes. ``counts``: what each brought, NaN of a silent one, which lacks its whole part.
    """
    neither = np.isnan(targets) & np.isnan(counts)
    parts = np.where(neither, np.nan, np.nan_to_num(targets) - np.nan_to_num(counts))
    of_plans = target - float(np.nansum(targets))
    of_people = float(np.nansum(counts)) - float(np.nan_to_num(people))
    return Division(target - float(np.nan_to_num(people)), parts, _rest(of_plans, of_people))


@dataclass(frozen=True)
class ShareCounts:
    """``target`` on the scale of the share, ``numerator`` and ``denominator``: of the city, or of each organization."""

    target: np.ndarray
    numerator: np.ndarray
    denominator: np.ndarray


def divide_share(city: ShareCounts, each: ShareCounts, is_own: np.ndarray, scale: int) -> Division:
    """Divides target · Σ denominators − Σ numerators among organizations; silent ones have no part of it.

    A guide is already less by the points that organizations without a denominator give, so of theirs only that is
    their own part which falls on the others: with a plan that somebody set (``is_own``), or with none.
    """
    with_whole, has_target = each.denominator > 0, ~np.isnan(each.target)
    whole = float(each.denominator[with_whole].sum())
    of_guides = float(each.denominator[with_whole & has_target & ~is_own].sum()) / whole if whole else 0.0
    alone = -each.numerator * np.where(with_whole, 1.0, 1.0 - of_guides)
    planned = each.target / scale * each.denominator - each.numerator
    parts = np.where(with_whole & has_target, planned, alone)
    total = float(city.target / scale * city.denominator - city.numerator)
    summed = float(city.target) / scale * whole - float(np.nansum(each.numerator))
    return Division(total, parts, _rest(summed - float(np.nansum(parts)), total - summed))


def _rest(of_plans: float, of_municipality: float) -> dict[str, float]:
    rest = {OWN_ABOVE if of_plans < 0 else NOBODY: of_plans, MUNICIPALITY: of_municipality}
    return {reason: people for reason, people in rest.items() if abs(people) > _EXACT}


def round_to_total(parts: np.ndarray, total: float) -> np.ndarray:
    """Whole numbers that add up to the whole ``total``, each next to its part (largest remainder, ties in order)."""
    some = ~np.isnan(parts)
    exact = np.round(parts[some], 6)
    whole = np.floor(exact)
    left = int(np.floor(round(total, 6) + 0.5) - whole.sum())
    whole[np.argsort(whole - exact, kind="stable")[:left]] += 1
    result = np.full(parts.shape, np.nan)
    result[some] = whole
    return result


def count_shortfalls(rows: pd.DataFrame) -> pd.Series:
    """People that are missing from the plan due, whole; negative where there are more, NaN without a figure or a plan.

    ``rows`` of ``Figures.measures``. A growth has no people of its own, and where children are counted twice nobody
    knows how many are missing.
    """
    shares = which(rows["formula"], lambda kind: isinstance(kind, Share))
    # Of no rows the map would be of texts, which nothing can be divided by.
    scale = rows["formula"].map({name: kind.scale for name, kind in FORMULAS.items()}).astype("float64")
    of_share = rows["due_plan"] / scale * rows["denominator"] - rows["numerator"]
    of_count = (rows["due_plan"] - rows["fact"]) * rows["divisor"]
    exact = of_count.mask(shares, of_share).astype("float64")
    exact = exact.mask(rows["direction"] == "down", -exact).round(6)
    counted = rows["fact"].notna() & ~rows["exceeds_whole"].astype(bool)
    return np.floor(exact + 0.5).where(counted & ~which(rows["formula"], lambda kind: kind.compares_years))


@dataclass(frozen=True)
class Shortfalls:
    """People that are missing, whole (``count_shortfalls``).

    ``organizations`` follows the rows that were divided; ``rest``: ``measure, year, shortfall, reason``.
    """

    organizations: pd.Series
    rest: pd.DataFrame


def divide_shortfalls(measures: pd.DataFrame, organizations: pd.DataFrame, closed: pd.DataFrame) -> Shortfalls:
    """The shortfall of every measure and year, divided among organizations.

    ``measures``, ``organizations``: rows of ``Figures`` of one selection; ``closed``: ``measure, organization, year,
    plan``, the last level of organizations that exist no more. Where anything is hidden, nothing of that measure and
    year is divided, nor of later years that rest on it; before anything is due of a year, nobody lacks anything.
    """
    divided = np.full(len(organizations), np.nan)
    rests: list[tuple[str, int, float, str]] = []
    city, levels = _with_levels(measures, closed.iloc[:0]), _with_levels(organizations, closed)
    positions = levels.groupby(["measure", "year"], sort=False).indices
    columns = (levels[name].to_numpy("float64", na_value=np.nan) for name in ("target", "people", "denominator"))
    everyone, is_own = ShareCounts(*columns), (levels["plan_kind"] == OWN_PLAN).to_numpy(bool)
    concealed = _concealed_years(city, levels)
    for row in city[_OF_CITY].itertuples():
        name, formula = str(row.measure), FORMULAS[str(row.formula)]
        waits = np.isnan(row.fact) and row.flag == "not_due"
        if formula.compares_years or waits or concealed(name, formula, row.year):
            continue
        at = positions.get((name, row.year), _NOBODY)
        each = ShareCounts(everyone.target[at], everyone.numerator[at], everyone.denominator[at])
        division = _divide(row, each, is_own[at], formula)
        if np.isnan(division.total):
            continue
        divided[at], left = (division.turned() if row.direction == "down" else division).printed()
        rests += [(name, int(row.year), lacking, reason) for reason, lacking in left.items()]
    dtypes = {"measure": "str", "year": "int64", "shortfall": "float64", "reason": "str"}
    rest = pd.DataFrame(rests, columns=list(dtypes)).astype(dtypes)
    return Shortfalls(pd.Series(divided, organizations.index), rest)


def _divide(row: Any, each: ShareCounts, is_own: np.ndarray, formula: Formula) -> Division:
    """``row``: of the city; ``each``: of its organizations in the same year."""
    if not isinstance(formula, Share):
        return divide_count(row.target, row.people, each.target, each.numerator)
    city = ShareCounts(*(np.array(value, dtype="float64") for value in (row.target, row.people, row.denominator)))
    return divide_share(city, each, is_own, formula.scale)


def _with_levels(rows: pd.DataFrame, closed: pd.DataFrame) -> pd.DataFrame:
    """Adds ``target`` (people of a count, percent of a share) and ``people``: of a cumulative figure what is there so
    far, in a year without a report too."""
    shares = which(rows["formula"], lambda kind: isinstance(kind, Share))
    adds_years = which(rows["formula"], lambda kind: kind.adds_years)
    target, divisor = rows["due_plan"], rows["divisor"].where(~shares, 1)
    if len(closed):
        keys = ["measure", "organization", "year"]
        last_level = rows[keys].merge(closed, how="left", on=keys)["plan"].to_numpy("float64")
        target = target.fillna(pd.Series(last_level, rows.index))
    people = rows["numerator"].where(shares, rows["fact"] * divisor).astype("float64")
    by = [rows["measure"], rows["organization"]] if "organization" in rows else [rows["measure"]]
    so_far = people.groupby(by, sort=False).ffill()
    return rows.assign(target=target.astype("float64") * divisor, people=people.mask(adds_years, so_far))


def _concealed_years(city: pd.DataFrame, each: pd.DataFrame) -> Callable[[str, Formula, int], bool]:
    """Whether anything that the figure of a measure and year rests on is left out."""
    hidden = [rows[rows["hidden"].astype(bool)] for rows in (city, each) if "hidden" in rows]
    # A guide may be left out alone, because it rests on a hidden count of an organization that is not selected.
    hidden.append(each[(each["plan_kind"] == GUIDE) & each["due_plan"].isna()])
    years: dict[str, set[int]] = defaultdict(set)
    for rows in hidden:
        for measure, year in zip(rows["measure"], rows["year"], strict=True):
            years[str(measure)].add(int(year))

    def is_concealed(measure: str, formula: Formula, year: int) -> bool:
        concealed = years.get(measure, set())
        return any(year >= each for each in concealed) if formula.adds_years else year in concealed

    return is_concealed
