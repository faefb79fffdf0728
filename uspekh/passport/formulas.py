"""The kinds of figures that a method of calculation can ask for, and everything in which they differ.

The column ``formula`` of the plan table ``measures`` names one of ``FORMULAS``. Whoever needs to know how a kind
behaves asks its object; nobody else compares the names, so a new kind is a class of this module.

Arrays are float64 with the years of the project along the last axis, NaN where nothing was reported or planned.
"""

from __future__ import annotations

import math
from abc import ABC, abstractmethod
from collections.abc import Callable
from dataclasses import dataclass
from typing import ClassVar

import numpy as np
import pandas as pd

MONTHS_OF_YEAR = 12


@dataclass(frozen=True)
class Formula(ABC):
    """A kind of figure. The attributes hold unless a kind says otherwise."""

    name: ClassVar[str]
    needs_denominator: ClassVar[bool] = False
    """Whether it relates one count to another: a percentage on few people is not shown, and is asked of all alike."""
    counts_people: ClassVar[bool] = False
    """Whether its plan can be divided among organizations, and is due within a year in proportion to the months."""
    adds_years: ClassVar[bool] = False
    """Whether people of all years since the project's start are added up."""
    compares_years: ClassVar[bool] = False
    """Whether the year before is a part of it, in one of the readings of ``monitoring.rules``."""
    highest: ClassVar[float] = math.inf
    """The greatest value it can have where nobody is counted twice."""

    @abstractmethod
    def fact(self, numerator: np.ndarray, denominator: np.ndarray, divisor: np.ndarray, reading: str) -> np.ndarray:
        """The figure of each year in the unit of the measure; ``divisor`` brings people to that unit."""

    def ratio(self, numerator: np.ndarray, denominator: np.ndarray) -> np.ndarray:
        """The ratio behind the figure; NaN for kinds that have none and where the denominator is not positive."""
        return np.full_like(numerator, np.nan)

    def complete(self, whole: np.ndarray) -> np.ndarray:
        """Whether nothing is missing from the figure of a year, by whether each year was reported whole (bool)."""
        return whole

    def due_plan(self, plan: np.ndarray, months: np.ndarray) -> np.ndarray:
        """What of the year's plan is due when so many months have passed."""
        return plan

    def people(self, numerator: pd.Series, so_far: pd.Series) -> pd.Series:
        """The people behind the figure of a year: those of the year, or ``so_far`` since the project's start."""
        return so_far if self.adds_years else numerator

    def first_year(self, year: int, start: int) -> int:
        """The first year whose values are a part of the figure of ``year``; the project starts in ``start``."""
        if self.adds_years:
            return start
        return year - 1 if self.compares_years else year

    @property
    def uses_earlier_years(self) -> bool:
        """Whether values of other years are a part of the figure."""
        return self.adds_years or self.compares_years


class Share(Formula):
    """100 · Σ numerators / Σ denominators, percent."""

    name = "share"
    needs_denominator = True
    scale: ClassVar[int] = 100
    highest = 100.0

    def fact(self, numerator: np.ndarray, denominator: np.ndarray, divisor: np.ndarray, reading: str) -> np.ndarray:
        return self.ratio(numerator, denominator)

    def ratio(self, numerator: np.ndarray, denominator: np.ndarray) -> np.ndarray:
        return self.scale * numerator / np.where(denominator > 0, denominator, np.nan)


class PerThousand(Share):
    """1 000 · Σ numerators / Σ denominators, «на 1 000 детей»."""

    name = "per_thousand"
    scale = 1000
    highest = 1000.0


class Growth(Share):
    """The change of a share on the year before: percent of that share («relative») or percentage points («points»)."""

    name = "growth"
    compares_years = True
    highest = math.inf

    def fact(self, numerator: np.ndarray, denominator: np.ndarray, divisor: np.ndarray, reading: str) -> np.ndarray:
        share = self.ratio(numerator, denominator)
        before = shift_years(share, np.nan)
        if reading == "relative":
            return 100 * (share / np.where(before > 0, before, np.nan) - 1)
        points: np.ndarray = share - before
        return points

    def complete(self, whole: np.ndarray) -> np.ndarray:
        both: np.ndarray = whole & shift_years(whole, True)
        return both


class Sum(Formula):
    """Σ of the year, in the unit of the measure."""

    name = "sum"
    counts_people = True

    def fact(self, numerator: np.ndarray, denominator: np.ndarray, divisor: np.ndarray, reading: str) -> np.ndarray:
        figure: np.ndarray = numerator / divisor
        return figure

    def due_plan(self, plan: np.ndarray, months: np.ndarray) -> np.ndarray:
        return _in_proportion(plan, months, np.zeros_like(plan))


class Cumulative(Sum):
    """Σ over the years from the project's start; missing in a year of which nothing was reported."""

    name = "cumulative"
    adds_years = True

    def fact(self, numerator: np.ndarray, denominator: np.ndarray, divisor: np.ndarray, reading: str) -> np.ndarray:
        people = np.where(np.isnan(numerator), np.nan, np.nancumsum(numerator, axis=-1))
        return super().fact(people, denominator, divisor, reading)

    def complete(self, whole: np.ndarray) -> np.ndarray:
        return np.logical_and.accumulate(whole, axis=-1)

    def due_plan(self, plan: np.ndarray, months: np.ndarray) -> np.ndarray:
        return _in_proportion(plan, months, np.nan_to_num(shift_years(plan, 0.0)))


FORMULAS: dict[str, Formula] = {kind.name: kind for kind in (Share(), PerThousand(), Growth(), Sum(), Cumulative())}
"""Every kind by the name that the plan table uses."""


def which(names: pd.Series, holds: Callable[[Formula], bool]) -> pd.Series:
    """For each name of a formula, whether something holds of its kind (bool)."""
    return names.map({name: holds(kind) for name, kind in FORMULAS.items()}).astype(bool)


def shift_years(array: np.ndarray, first: float | bool) -> np.ndarray:
    """The value of the year before; ``first`` for the first year."""
    return np.concatenate([np.full_like(array[..., :1], first), array[..., :-1]], axis=-1)


def _in_proportion(plan: np.ndarray, months: np.ndarray, before: np.ndarray) -> np.ndarray:
    """From ``before`` to the year's plan in proportion to the months; the plan itself once the year is over."""
    return np.where(months < MONTHS_OF_YEAR, before + (plan - before) * months / MONTHS_OF_YEAR, plan)
