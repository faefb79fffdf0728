"""How many people the plan still lacks, and whose they are: parts of organizations that add up to the city's."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from uspekh.monitoring.guides import NOBODY, OWN, OWN_ABOVE
from uspekh.passport.formulas import FORMULAS, Formula, Share, which

MUNICIPALITY = "МО"
"""The reason of a rest: the municipality's own row is another than the sum over organizations."""
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
    their own part which falls on organizations with a plan that somebody set (``is_own``).
    """
    with_whole = each.denominator > 0
    whole = float(each.denominator[with_whole].sum())
    of_plans = float(each.denominator[with_whole & is_own].sum()) / whole if whole else 1.0
    alone = np.where(np.isnan(each.numerator), np.nan, -each.numerator * of_plans)
    planned = each.target / scale * each.denominator - each.numerator
    parts = np.where(with_whole & ~np.isnan(each.target), planned, alone)
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


@dataclass(frozen=True)
class Shortfalls:
    """People that are missing: whole, negative where there are more than the plan, NaN where there is none.

    ``measures`` and ``organizations`` follow the rows that were divided; ``rest``: ``measure, year, shortfall,
    reason``.
    """

    measures: pd.Series
    organizations: pd.Series
    rest: pd.DataFrame


def divide_shortfalls(measures: pd.DataFrame, organizations: pd.DataFrame, closed: pd.DataFrame) -> Shortfalls:
    """The shortfall of every measure and year, divided among organizations.

    ``measures``, ``organizations``: rows of ``Figures`` of one selection; ``closed``: ``measure, organization, year,
    plan``, the last level of organizations that exist no more. Where anything is hidden, nothing of that measure and
    year is divided, nor of later years that rest on it; before anything is due of a year, nobody lacks anything.
    """
    of_city = pd.Series(np.nan, measures.index, dtype="float64")
    of_organizations = pd.Series(np.nan, organizations.index, dtype="float64")
    rests: list[tuple[str, int, float, str]] = []
    levels = _with_levels(organizations, closed)
    by_measure = dict(iter(levels.groupby("measure", sort=False)))
    for name, rows in measures.groupby("measure", sort=False):
        formula, each = FORMULAS[str(rows["formula"].iloc[0])], by_measure.get(name, levels.iloc[:0])
        if formula.compares_years:
            continue
        concealed = _concealed_years(rows, each, formula)
        for row in _with_levels(rows, closed.iloc[:0]).itertuples():
            parts = each[each["year"] == row.year]
            division = _divide(row, parts, formula)
            division = division.turned() if row.direction == "down" else division
            if not np.isnan(row.fact) and not row.exceeds_whole:
                of_city[row.Index] = np.floor(round(division.total, 6) + 0.5)
            waits = np.isnan(row.fact) and row.flag == "not_due"
            if np.isnan(division.total) or row.year in concealed or waits:
                continue
            people, rest = division.printed()
            of_organizations[parts.index] = people
            rests += [(str(name), int(row.year), lacking, reason) for reason, lacking in rest.items()]
    return Shortfalls(
        of_city, of_organizations, pd.DataFrame(rests, columns=["measure", "year", "shortfall", "reason"])
    )


def _divide(row: Any, parts: pd.DataFrame, formula: Formula) -> Division:
    """``row``: of the city; ``parts``: rows of its organizations in the same year."""
    targets, numerator, denominator = (
        parts[name].to_numpy("float64", na_value=np.nan) for name in ("target", "people", "denominator")
    )
    if not isinstance(formula, Share):
        return divide_count(row.target, row.people, targets, numerator)
    city = ShareCounts(*(np.array(each, dtype="float64") for each in (row.target, row.people, row.denominator)))
    is_own = (parts["plan_kind"] == OWN).to_numpy(bool)
    return divide_share(city, ShareCounts(targets, numerator, denominator), is_own, formula.scale)


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
    so_far = people.groupby(by).ffill()
    return rows.assign(target=target.astype("float64") * divisor, people=people.mask(adds_years, so_far))


def _concealed_years(city: pd.DataFrame, each: pd.DataFrame, formula: Formula) -> set[int]:
    hidden = [rows.loc[rows["hidden"].astype(bool), "year"] for rows in (city, each) if "hidden" in rows]
    years = {int(year) for some in hidden for year in some}
    if formula.adds_years and years:
        return {int(year) for year in city["year"] if year >= min(years)}
    return years
