"""Whether an organization differs from the city by more than chance, and how many children would change its flag."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

import numpy as np
import pandas as pd

from uspekh.monitoring.figures import Figures
from uspekh.monitoring.judging.judgement import compared
from uspekh.monitoring.rules import Rules
from uspekh.monitoring.small_counts.sensitive import FEWEST_IN_SHARE
from uspekh.passport.formulas import Share, which

WITHIN, EDGE, OUTSIDE = "within", "edge", "outside"
LABELS = {
    WITHIN: "в пределах случайного",
    EDGE: "на границе случайного",
    OUTSIDE: "за пределами случайного",
}
RANGE = "при таком числе детей доля случайно колеблется в этих пределах в 95 случаях из 100"
"""What an interval of chance is."""
MODEL = "случайность посчитана так, будто дети не зависят друг от друга"
"""Stands wherever chance is spoken of: children of one class are not independent, so the real limits are wider."""
_INNER, _OUTER = 0.025, 0.001
"""What lies beyond each of the two limits of 95 % and of 99,8 %."""


def judge_chance(rows: pd.DataFrame, of_city: pd.Series) -> pd.Series:
    """What chance alone gives at the share of the city, for each row: ``within``, ``edge``, ``outside`` or ``None``.

    ``rows``: ``measure, year, numerator, denominator, late`` of every organization, not of a selection; ``of_city``:
    their ``reference_shares``. Late ones, those without a denominator and those with fewer than ten children have no
    chance, and nobody has where children are counted twice.
    """
    exact, shares = _gave_both(rows), of_city.to_numpy("float64")
    numerator, denominator = (rows[name].to_numpy("float64") for name in ("numerator", "denominator"))
    judged = exact.to_numpy() & (denominator >= FEWEST_IN_SHARE) & (numerator <= denominator) & (shares <= 1)
    states = np.full(len(rows), None, dtype=object)
    states[judged] = _states(numerator[judged], denominator[judged], shares[judged])
    return pd.Series(states, rows.index, dtype=object)


def reference_shares(rows: pd.DataFrame) -> pd.Series:
    """For each row the share (0 to 1) of all who gave a denominator for exactly the period of its measure and year."""
    columns = ["measure", "year", "numerator", "denominator"]
    of_city = rows.loc[_gave_both(rows), columns].groupby(["measure", "year"], sort=False).sum()
    share = (of_city["numerator"] / of_city["denominator"]).rename("city_share")
    return rows[["measure", "year"]].join(share, on=["measure", "year"])["city_share"]


def _gave_both(rows: pd.DataFrame) -> pd.Series:
    return rows["denominator"].gt(0) & ~rows["late"].astype(bool) & rows["numerator"].notna()


def _states(numerator: np.ndarray, denominator: np.ndarray, share: np.ndarray) -> np.ndarray:
    """By the smaller of the two exact tails, each with the count itself in it."""
    # Here and below: «Сегодня» and most commands ask for no chance, and SciPy is slow to import.
    from scipy.special import bdtr, bdtrc

    size = denominator.astype("int64")
    fewer, more = bdtr(numerator, size, share), bdtrc(numerator - 1, size, share)
    tail = np.minimum(fewer, more)
    return np.where(tail > _INNER, WITHIN, np.where(tail > _OUTER, EDGE, OUTSIDE)).astype(object)


def chance_limits(share: float, sizes: Iterable[int]) -> pd.DataFrame:
    """``size`` and the percentages that chance leaves to it: ``inner_low, inner_high, outer_low, outer_high``.

    ``share``: of the city, 0 to 1. The limits are counts of children as percentages of the size, so that a share on a
    limit is still inside it, as ``judge_chance`` has it.
    """
    size = np.array(sorted({int(each) for each in sizes if each >= FEWEST_IN_SHARE}), dtype="int64")
    limits: dict[str, np.ndarray] = {}
    for name, tail in (("inner", _INNER), ("outer", _OUTER)):
        low = np.array([_least(tail, each, share) for each in size], dtype="int64")
        high = size - np.array([_least(tail, each, 1 - share) for each in size], dtype="int64")
        limits |= {f"{name}_low": 100 * low / size, f"{name}_high": 100 * high / size}
    return pd.DataFrame({"size": size, **limits})


def _least(tail: float, size: int, share: float) -> int:
    """The smallest count whose lower tail, itself in it, is greater than ``tail``."""
    from scipy.special import bdtr

    return int(np.argmax(bdtr(np.arange(size + 1.0), int(size), share) > tail))


@dataclass(frozen=True)
class Step:
    """Another flag that so many children more (negative: fewer) in the numerator would bring."""

    flag: str
    children: int


def steps_to_flags(numerator: int, denominator: int, plan: float, rules: Rules, *, falling: bool) -> tuple[Step, ...]:
    """The nearest other flag with more children and the nearest with fewer, where there is one; percentages.

    ``plan`` in percent; a plan of 0 is not judged. The flag of each count is that of the share it gives.
    """
    if denominator <= 0 or plan == 0:
        return ()

    def flag(count: int) -> str:
        return compared(100 * count / denominator, plan, rules, falling=falling)

    now, steps = flag(numerator), []
    for end, step in ((denominator, 1), (0, -1)):
        count = _first_change(numerator, end, step, now, flag)
        if count is not None:
            steps.append(Step(flag(count), count - numerator))
    return tuple(steps)


def _first_change(start: int, end: int, step: int, now: str, flag: Callable[[int], str]) -> int | None:
    """The count nearest to ``start`` towards ``end`` with another flag than ``now``: flags change in one direction."""
    if (end - start) * step <= 0 or flag(end) == now:
        return None
    same, other = start, end
    while abs(other - same) > 1:
        middle = (same + other) // 2
        same, other = (middle, other) if flag(middle) == now else (same, middle)
    return other


def children_to_reach(numerator: float, denominator: float, target: float, scale: int, *, falling: bool) -> int:
    """How many children more (where less is better: fewer) reach a plan or guide; zero where it is reached.

    ``target`` on the scale of the share: 100 for per cent.
    """
    needed = round(target * denominator / scale, 6)
    lacking = numerator - np.floor(needed) if falling else np.ceil(needed) - numerator
    return max(0, int(lacking))


def chance_of(figures: Figures) -> pd.DataFrame:
    """Chance of every share of the selected organizations, judged by all organizations of the city.

    ``measure, organization, year, numerator, denominator, share, chance, city_share`` (0 to 1). Where anything of a
    measure and year is not shown to the person, none of its chances is: each says something of the city's share, and
    so of the counts that are left out.
    """
    shares = which(figures.definitions["formula"], lambda kind: isinstance(kind, Share) and not kind.compares_years)
    measures = figures.definitions.loc[shares, "id"]
    whole = figures.of(measures, ()) if figures.selection.organizations else figures
    columns = ["measure", "organization", "year", "numerator", "denominator", "share"]
    everything = whole.organizations
    needed = [*columns, "late", *(["hidden"] if "hidden" in everything else [])]
    rows = everything.loc[everything["measure"].isin(measures), needed]
    city_share = reference_shares(rows)
    chance = judge_chance(rows, city_share)
    if "hidden" in rows:
        partly = rows.groupby(["measure", "year"])["hidden"].transform("any").astype(bool)
        chance, city_share = chance.mask(partly, None), city_share.mask(partly)
    judged = rows[columns].assign(chance=chance, city_share=city_share)
    return judged[judged["organization"].isin(figures.directory["code"])]
