"""Plans that somebody set for single organizations, and the guides of those that have none (contract, section 2).

The passport plans the city. An organization is judged only by a plan that a person set for it (``own``); where there is
none, the city's plan is divided into a guide, which judges nobody.

Frames: ``city``: ``measure, year, plan``. ``fixed``: ``measure, organization, year, plan``. ``requests``: ``measure,
organization, year, of_denominator`` (whether the organization is asked for the denominator as well). Plans are in the
unit of the measure.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
import pandas as pd

from uspekh.monitoring.grid import SET, Grid
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
    codes = sorted({*requests["organization"], *fixed["organization"]})
    grid = Grid(measures[measures["primary"].astype(bool)], codes, tuple(years))
    whole = replace(grid, organizations=SET)
    requested = grid.spread(requests, "of_denominator")["of_denominator"]
    levels, closed = np.full(grid.shape, np.nan), np.full(grid.shape, np.nan)
    rest = np.full((len(grid.measures), len(years)), np.nan)
    asks = _Asks(
        grid.spread(fixed, "plan")["plan"],
        ~np.isnan(requested),
        requested == 1,
        np.array([contingents.get(code, 0) for code in codes], dtype="int64"),
    )
    plans, added = whole.spread(city, "plan")["plan"][:, 0], whole.spread(points, "points")["points"][:, 0]
    for row, measure in enumerate(grid.measures.itertuples()):
        formula, divisor = FORMULAS[str(measure.formula)], int(measure.divisor)
        of_measure = asks.of(row)
        if formula.counts_people:
            divided = of_measure.divide(np.round(plans[row] * divisor), divisor, cumulative=formula.adds_years)
            levels[row], rest[row] = divided.levels / divisor, divided.rest / divisor
            closed[row] = of_measure.levels_of_closed(levels[row]) if formula.adds_years else np.nan
        else:
            # A growth is no part of the city's: whoever has no plan of its own has none at all.
            guide = np.full(len(years), np.nan) if formula.compares_years else _guide_of_share(plans[row], added[row])
            levels[row] = of_measure.with_guide(guide)
    is_own = ~np.isnan(asks.fixed)
    return OrganizationPlans(
        _plan_rows(grid, levels, is_own), _plan_rows(grid, closed, _last_of(levels, is_own)), _unassigned(grid, rest)
    )


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
class _Asks:
    """What is asked and set, measures (where there are several) by organizations by years.

    ``fixed``: plans that somebody set, NaN without one; ``receives``: who is asked for the measure; ``gives_whole``:
    for its denominator too; ``contingents`` of the organizations.
    """

    fixed: np.ndarray
    receives: np.ndarray
    gives_whole: np.ndarray
    contingents: np.ndarray

    def of(self, row: int) -> _Asks:
        """Those of one measure."""
        return _Asks(self.fixed[row], self.receives[row], self.gives_whole[row], self.contingents)

    def divide(self, city: np.ndarray, divisor: int, *, cumulative: bool) -> Division:
        """The city's people of a count (``divide_count``)."""
        fixed = np.round(self.fixed * divisor)
        return divide_count(city, fixed, self.receives, self.contingents, cumulative=cumulative)

    def with_guide(self, guide: np.ndarray) -> np.ndarray:
        """Own plans, and the same guide for everybody else who is asked for the denominator."""
        return np.where(~np.isnan(self.fixed), self.fixed, np.where(self.gives_whole, guide, np.nan))

    def levels_of_closed(self, levels: np.ndarray) -> np.ndarray:
        """The last level of each organization in the years after the last one in which it has any, else NaN."""
        last = _last_year(levels)
        gone = (last >= 0) & (np.arange(levels.shape[-1]) > last) & ~self.receives & np.isnan(self.fixed)
        return np.where(gone, _at(levels, last), np.nan)


def _guide_of_share(plan: np.ndarray, added: np.ndarray) -> np.ndarray:
    """The city's plan less the points that others bring, in a year without values those of the last that has them."""
    last = np.maximum.accumulate(np.where(np.isnan(added), -1, np.arange(len(added))))
    points: np.ndarray = np.where(last >= 0, added[last], 0.0)
    guide: np.ndarray = np.maximum(plan - points, 0.0)
    return guide


def _last_year(levels: np.ndarray) -> np.ndarray:
    """The position of the last year with a level, -1 without one; the axis of years is kept, of length 1."""
    positions = np.where(np.isnan(levels), -1, np.arange(levels.shape[-1]))
    last: np.ndarray = positions.max(axis=-1, initial=-1, keepdims=True)
    return last


def _at(values: np.ndarray, years: np.ndarray) -> np.ndarray:
    taken: np.ndarray = np.take_along_axis(values, np.maximum(years, 0), axis=-1)
    return taken


def _last_of(levels: np.ndarray, is_own: np.ndarray) -> np.ndarray:
    """Whether the last level of each organization was set by somebody (bool), for all years alike."""
    return np.broadcast_to(_at(is_own, _last_year(levels)), levels.shape)


def _plan_rows(grid: Grid, plans: np.ndarray, is_own: np.ndarray) -> pd.DataFrame:
    """The plans that there are as rows of ``PLANS``."""
    rows = grid.rows(~np.isnan(plans), {"plan": plans, "is_own": is_own})
    kinds = pd.array([GUIDE, OWN_PLAN], dtype="str")
    return rows.assign(plan_kind=kinds.take(rows.pop("is_own").to_numpy(dtype="int64")))


def _unassigned(grid: Grid, rest: np.ndarray) -> pd.DataFrame:
    """What is left of the city's plan (measure × year), as rows of ``UNASSIGNED``."""
    measure, year = np.nonzero(~np.isnan(rest) & (rest != 0))
    guide = rest[measure, year]
    columns = {"measure": grid.measures["id"].array.take(measure), "year": np.array(grid.years, dtype="int64")[year]}
    reasons = pd.array([NOBODY, OWN_ABOVE], dtype="str").take((guide < 0).astype("int64"))
    return pd.DataFrame(columns | {"guide": guide, "reason": reasons}).astype(UNASSIGNED)
