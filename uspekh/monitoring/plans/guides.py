"""Plans that somebody set for single organizations, and the guides of those that have none (contract, section 2).

The passport plans the city. An organization is judged only by a plan that a person set for it (``own``); where there is
none, the city's plan is divided into a guide, which judges nobody.

Frames: ``city``: ``measure, year, plan``. ``fixed``: ``measure, organization, year, plan``. ``requests``: ``measure,
organization, year, of_denominator`` (whether the organization is asked for the denominator as well). Plans are in the
unit of the measure.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from uspekh.passport.formulas import FORMULAS

CITY, OWN_PLAN, GUIDE = "city", "own", "guide"
"""Whose a plan is: the passport's for the city, one that somebody set for an organization, or only what is computed."""
OWN_ABOVE, NOBODY = "own_above", "nobody"
"""Why the parts of a count are not the city's plan: plans of organizations exceed it, or nobody is there to take it."""

PLANS = {"measure": "str", "organization": "str", "year": "int64", "plan": "float64", "plan_kind": "str"}
UNASSIGNED = {"measure": "str", "year": "int64", "guide": "float64", "reason": "str"}


@dataclass(frozen=True)
class OrganizationPlans:
    """What the city's plan comes to for its organizations.

    ``plans``: columns of ``PLANS``. ``closed``, of the same columns: the last level of an organization, in every year
    after it closed. ``unassigned``: columns of ``UNASSIGNED``: what the parts of a count lack of the city's plan
    (negative: exceed it by).
    """

    plans: pd.DataFrame
    closed: pd.DataFrame
    unassigned: pd.DataFrame


@dataclass(frozen=True)
class Division:
    """The people that the city's plan of a count means for each organization (rows) and year (columns).

    ``levels``: NaN where an organization has neither plan nor guide; ``fixed``: whether somebody set it; ``rest``: what
    the parts of a year lack of the city's plan, NaN in a year without one.
    """

    levels: np.ndarray
    fixed: np.ndarray
    rest: np.ndarray


def share_out(total: int, weights: np.ndarray) -> np.ndarray:
    """Whole parts of ``total`` in proportion to whole ``weights`` that add up to it (largest remainder).

    Equal remainders go in the order of the weights. Weights that add up to nothing get nothing.
    """
    whole = int(weights.sum())
    if whole <= 0:
        return np.zeros(len(weights), dtype="int64")
    quotients, remainders = np.divmod(total * weights.astype("int64"), whole)
    left = total - int(quotients.sum())
    quotients[np.argsort(-remainders, kind="stable")[:left]] += 1
    parts: np.ndarray = quotients
    return parts


def divide_count(
    city: np.ndarray, fixed: np.ndarray, receives: np.ndarray, contingents: np.ndarray, *, cumulative: bool
) -> Division:
    """Divides the city's plan of a count among organizations.

    ``city``: people by year, NaN without a plan. ``fixed``: people by organization and year, NaN where nobody set one.
    ``receives``: who is asked in which year. Whoever of them has only a guide has a part of what is left of the year's
    increment (``cumulative``) or of the year, in proportion to ``contingents``, ties in the order of rows.
    An own cumulative plan is a level: it takes its difference from the level of the year before.
    """
    is_own = ~np.isnan(fixed)
    levels, rest = np.full(fixed.shape, np.nan), np.full(len(city), np.nan)
    reached, planned, taken = np.zeros(len(fixed)), 0.0, 0.0
    for year in range(len(city)):
        if not cumulative:
            reached, planned, taken = np.zeros(len(fixed)), 0.0, 0.0
        is_set = is_own[:, year]
        taken += float((fixed[is_set, year] - reached[is_set]).sum())
        parts = np.zeros(len(fixed))
        shares = receives[:, year] & ~is_set & (contingents > 0)
        if not np.isnan(city[year]):
            left = max(round(city[year] - planned - taken), 0)
            parts[shares] = share_out(left, contingents[shares])
            planned, taken = city[year], 0.0
        # A level once reached stays, also where nothing is added to it.
        has_guide = receives[:, year] & (shares | (reached > 0)) & ~np.isnan(city[year])
        reached = np.where(is_set, np.nan_to_num(fixed[:, year]), reached + parts)
        levels[:, year] = np.where(is_set | has_guide, reached, np.nan)
        rest[year] = city[year] - reached.sum()
    return Division(levels, is_own, rest)


def divide_plans(
    measures: pd.DataFrame,
    years: Sequence[int],
    city: pd.DataFrame,
    fixed: pd.DataFrame,
    requests: pd.DataFrame,
    contingents: Mapping[str, int],
    points: pd.DataFrame,
) -> OrganizationPlans:
    """The plans and guides of organizations, by the frames that the module names.

    ``measures``: rows of the plan's table; only a subject's first reading is planned. ``contingents``: today's, by
    code; organizations without one are left out. ``points``: ``measure, year, points``, what those who are not asked
    for the denominator of a share add to it (``contributed_points``).
    """
    parts = [OrganizationPlans(_rows(PLANS), _rows(PLANS), _rows(UNASSIGNED))]
    for measure in measures[measures["primary"].astype(bool)].itertuples():
        name, formula = str(measure.id), FORMULAS[str(measure.formula)]
        axes = _axes(name, years, fixed, requests)
        whole = city[city["measure"] == name].set_index("year")["plan"].reindex(list(years)).to_numpy("float64")
        if formula.counts_people:
            sizes = np.array([contingents.get(code, 0) for code in axes.codes], dtype="int64")
            parts.append(_of_count(axes, whole, sizes, int(measure.divisor), cumulative=formula.adds_years))
        else:
            others = points[points["measure"] == name].set_index("year")["points"].reindex(list(years))
            guide = np.maximum(whole - others.ffill().fillna(0.0).to_numpy("float64"), 0.0)
            # A growth is no part of the city's: whoever has no plan of its own has none at all.
            parts.append(_of_share(axes, np.full_like(guide, np.nan) if formula.compares_years else guide))
    frames = ([getattr(part, name) for part in parts] for name in ("plans", "closed", "unassigned"))
    return OrganizationPlans(*(pd.concat(some, ignore_index=True) for some in frames))


def contributed_points(sums: pd.DataFrame, scale: Mapping[str, int]) -> pd.DataFrame:
    """``measure, year, points``: what numerators without a denominator add to a share, in its unit.

    ``sums``: ``measure, year, alone, denominator``: the people of those who are not asked for the denominator, and the
    denominators of the others, at one period. ``scale`` of each share: 100 for per cent. Years without values have no
    row.
    """
    sums = sums[sums["denominator"] > 0]
    points = sums["measure"].map(scale).astype("float64") * sums["alone"].fillna(0) / sums["denominator"]
    return sums[["measure", "year"]].assign(points=points.astype("float64"))


@dataclass(frozen=True)
class _Axes:
    """Organizations (``codes``) by years of one measure: their own plans (NaN without one), and who is asked.

    ``receives``: asked for the measure; ``gives_whole``: for its denominator too.
    """

    measure: str
    codes: pd.Index
    years: tuple[int, ...]
    fixed: np.ndarray
    receives: np.ndarray
    gives_whole: np.ndarray

    def frame(self, plans: np.ndarray, is_own: np.ndarray, shown: np.ndarray) -> pd.DataFrame:
        """The crossings that are ``shown`` as rows of ``PLANS``."""
        organization = np.repeat(self.codes.to_numpy(), len(self.years)).reshape(shown.shape)[shown]
        year = np.broadcast_to(np.array(self.years, dtype="int64"), shown.shape)[shown]
        kind = np.where(is_own, OWN_PLAN, GUIDE)[shown]
        columns = {"organization": organization, "year": year, "plan": plans[shown], "plan_kind": kind}
        return pd.DataFrame({"measure": self.measure, **columns}).astype(PLANS)


def _axes(measure: str, years: Sequence[int], fixed: pd.DataFrame, requests: pd.DataFrame) -> _Axes:
    fixed, requests = fixed[fixed["measure"] == measure], requests[requests["measure"] == measure]
    codes = pd.Index(sorted({*requests["organization"], *fixed["organization"]}), dtype="str")

    def crossed(rows: pd.DataFrame, values: object) -> np.ndarray:
        across = np.full((len(codes), len(years)), np.nan)
        row = codes.get_indexer(pd.Index(rows["organization"]))
        column = pd.Index(list(years)).get_indexer(pd.Index(rows["year"]))
        inside = (row >= 0) & (column >= 0)
        across[row[inside], column[inside]] = np.broadcast_to(np.asarray(values, dtype="float64"), inside.shape)[inside]
        return across

    return _Axes(
        measure,
        codes,
        tuple(years),
        crossed(fixed, fixed["plan"]),
        crossed(requests, 1) == 1,
        crossed(requests[requests["of_denominator"].astype(bool)], 1) == 1,
    )


def _of_count(
    axes: _Axes, whole: np.ndarray, contingents: np.ndarray, divisor: int, *, cumulative: bool
) -> OrganizationPlans:
    city, fixed = np.round(whole * divisor), np.round(axes.fixed * divisor)
    divided = divide_count(city, fixed, axes.receives, contingents, cumulative=cumulative)
    levels, shown = divided.levels / divisor, ~np.isnan(divided.levels)
    left = ~np.isnan(divided.rest) & (divided.rest != 0)
    unassigned = {
        "measure": axes.measure,
        "year": np.array(axes.years)[left],
        "guide": divided.rest[left] / divisor,
        "reason": np.where(divided.rest[left] < 0, OWN_ABOVE, NOBODY),
    }
    return OrganizationPlans(
        axes.frame(levels, divided.fixed, shown),
        _closed(axes, levels, divided.fixed) if cumulative else _rows(PLANS),
        pd.DataFrame(unassigned).astype(UNASSIGNED),
    )


def _closed(axes: _Axes, levels: np.ndarray, fixed: np.ndarray) -> pd.DataFrame:
    """The last level of each organization in the years after the last one in which it has any."""
    positions, rows = np.arange(levels.shape[1]), np.arange(len(levels))
    last = np.where(np.isnan(levels), -1, positions).max(axis=1, initial=-1)
    gone = (last[:, None] >= 0) & (positions > last[:, None]) & ~(axes.receives | fixed)
    last_levels, last_own = levels[rows, last][:, None], fixed[rows, last][:, None]
    return axes.frame(np.broadcast_to(last_levels, gone.shape), np.broadcast_to(last_own, gone.shape), gone)


def _of_share(axes: _Axes, guide: np.ndarray) -> OrganizationPlans:
    """Own plans, and the same guide for everybody else who is asked for the denominator."""
    is_own = ~np.isnan(axes.fixed)
    plans = np.where(is_own, axes.fixed, np.where(axes.gives_whole, guide, np.nan))
    shown = ~np.isnan(plans)
    return OrganizationPlans(axes.frame(plans, is_own, shown), _rows(PLANS), _rows(UNASSIGNED))


def _rows(columns: Mapping[str, str]) -> pd.DataFrame:
    return pd.DataFrame(columns=list(columns)).astype(dict(columns))
