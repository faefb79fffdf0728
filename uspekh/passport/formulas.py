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
_NOISE = 9


@dataclass(frozen=True)
class Counts:
    """What was reported, for the years of the project: people (float64).

    ``numerator_before``, ``denominator_before``: of the same organizations and the same period a year before, for
    kinds that compare years.
    """

    numerator: np.ndarray
    denominator: np.ndarray
    numerator_before: np.ndarray
    denominator_before: np.ndarray


@dataclass(frozen=True)
class Formula(ABC):
    """A kind of figure. The attributes hold unless a kind says otherwise."""

    name: ClassVar[str]
    title: ClassVar[str]
    """The kind in words, as a person chooses it."""
    needs_denominator: ClassVar[bool] = False
    """Whether it relates one count to another: a percentage on few people is not shown, and is judged at the year's
    end alone."""
    counts_people: ClassVar[bool] = False
    """Whether its plan can be divided among organizations, and is due within a year in proportion to the months."""
    adds_years: ClassVar[bool] = False
    """Whether people of all years since the project's start are added up."""
    compares_years: ClassVar[bool] = False
    """Whether the year before is a part of it, in one of the readings of ``monitoring.rules``."""
    highest: ClassVar[float] = math.inf
    """The greatest value it can have where nobody is counted twice."""
    scale: ClassVar[int] = 1
    """What the whole is taken for in its ratio: 100 for percent."""

    @abstractmethod
    def fact(self, counts: Counts, divisor: np.ndarray, reading: str) -> np.ndarray:
        """The figure of each year in the unit of the measure; ``divisor`` brings people to that unit."""

    def ratio(self, numerator: np.ndarray, denominator: np.ndarray) -> np.ndarray:
        """The ratio behind the figure; NaN for kinds that have none and where the denominator is not positive."""
        return np.full_like(numerator, np.nan)

    def exceeds_whole(self, counts: Counts) -> np.ndarray:
        """Whether more than the whole was counted (bool): then children stand in the sum twice."""
        return np.zeros_like(counts.numerator, dtype=bool)

    def complete(self, whole: np.ndarray) -> np.ndarray:
        """Whether nothing is missing from the figure of a year, by whether each year was reported whole (bool)."""
        return whole

    def due_plan(self, plan: np.ndarray, months: np.ndarray, before: np.ndarray) -> np.ndarray:
        """What of the year's plan is due when so many months have passed; ``before``: the plan of the year before."""
        return plan

    def completion(self, fact: np.ndarray, due_plan: np.ndarray, falling: np.ndarray) -> np.ndarray:
        """The fact in percent of the plan that is due; where less is better (``falling``), the plan of the fact."""
        reached, required = np.where(falling, due_plan, fact), np.where(falling, fact, due_plan)
        return percent_of(reached, required)

    def people(self, numerator: pd.Series, so_far: pd.Series) -> pd.Series:
        """The people behind the figure of a year: those of the year, or ``so_far`` since the project's start."""
        return so_far if self.adds_years else numerator

    def first_year(self, year: int, start: int) -> int:
        """The first year whose values are a part of the figure of ``year``; the project starts in ``start``."""
        if self.adds_years:
            return start
        return year - 1 if self.compares_years else year


class Share(Formula):
    """100 · Σ numerators / Σ denominators, percent."""

    name = "share"
    title = "доля, %"
    needs_denominator = True
    scale = 100
    highest = 100.0

    def fact(self, counts: Counts, divisor: np.ndarray, reading: str) -> np.ndarray:
        return self.ratio(counts.numerator, counts.denominator)

    def ratio(self, numerator: np.ndarray, denominator: np.ndarray) -> np.ndarray:
        return self.scale * numerator / np.where(denominator > 0, denominator, np.nan)

    def exceeds_whole(self, counts: Counts) -> np.ndarray:
        exceeds: np.ndarray = counts.numerator > counts.denominator
        return exceeds


class PerThousand(Share):
    """1 000 · Σ numerators / Σ denominators, «на 1 000 детей»."""

    name = "per_thousand"
    title = "на 1 000"
    scale = 1000
    highest = 1000.0


class Growth(Share):
    """The change of a share on the year before: percent of that share («relative») or percentage points («points»)."""

    name = "growth"
    title = "прирост доли к прошлому году"
    compares_years = True
    highest = math.inf

    def fact(self, counts: Counts, divisor: np.ndarray, reading: str) -> np.ndarray:
        share = self.ratio(counts.numerator, counts.denominator)
        before = self.ratio(counts.numerator_before, counts.denominator_before)
        if reading == "relative":
            return np.asarray(100 * (share / np.where(before > 0, before, np.nan) - 1))
        return np.asarray(share - before)

    def exceeds_whole(self, counts: Counts) -> np.ndarray:
        exceeds: np.ndarray = super().exceeds_whole(counts) | (counts.numerator_before > counts.denominator_before)
        return exceeds

    def complete(self, whole: np.ndarray) -> np.ndarray:
        both: np.ndarray = whole & shift_years(whole, True)
        return both

    def completion(self, fact: np.ndarray, due_plan: np.ndarray, falling: np.ndarray) -> np.ndarray:
        return np.full_like(fact, np.nan)


class Sum(Formula):
    """Σ of the year, in the unit of the measure."""

    name = "sum"
    title = "сумма за год"
    counts_people = True

    def fact(self, counts: Counts, divisor: np.ndarray, reading: str) -> np.ndarray:
        figure: np.ndarray = counts.numerator / divisor
        return figure

    def due_plan(self, plan: np.ndarray, months: np.ndarray, before: np.ndarray) -> np.ndarray:
        return _in_proportion(plan, months, np.zeros_like(plan))


class Cumulative(Sum):
    """Σ over the years from the project's start; missing in a year of which nothing was reported."""

    name = "cumulative"
    title = "нарастающим итогом с начала проекта"
    adds_years = True

    def fact(self, counts: Counts, divisor: np.ndarray, reading: str) -> np.ndarray:
        numerator = counts.numerator
        people = np.where(np.isnan(numerator), np.nan, np.nancumsum(numerator, axis=-1))
        figure: np.ndarray = people / divisor
        return figure

    def complete(self, whole: np.ndarray) -> np.ndarray:
        return np.logical_and.accumulate(whole, axis=-1)

    def due_plan(self, plan: np.ndarray, months: np.ndarray, before: np.ndarray) -> np.ndarray:
        return _in_proportion(plan, months, before)


FORMULAS: dict[str, Formula] = {kind.name: kind for kind in (Share(), PerThousand(), Growth(), Sum(), Cumulative())}
"""Every kind by the name that the plan table uses."""


def which(names: pd.Series, holds: Callable[[Formula], bool]) -> pd.Series:
    """For each name of a formula, whether something holds of its kind (bool)."""
    return names.isin([name for name, kind in FORMULAS.items() if holds(kind)])


def percent_of(fact: np.ndarray, plan: np.ndarray) -> np.ndarray:
    """``fact`` in percent of ``plan``; missing where the plan is zero or missing. Free of binary noise at the bands."""
    percent: np.ndarray = np.round(100 * fact / np.where(plan != 0, plan, np.nan), _NOISE)
    return percent


def shift_years(array: np.ndarray, first: float | bool | None) -> np.ndarray:
    """The value of the year before; ``first`` for the first year."""
    return np.concatenate([np.full_like(array[..., :1], first), array[..., :-1]], axis=-1)


def _in_proportion(plan: np.ndarray, months: np.ndarray, before: np.ndarray) -> np.ndarray:
    """From ``before`` to the year's plan in proportion to the months; the plan itself once the year is over."""
    return np.where(months < MONTHS_OF_YEAR, before + (plan - before) * months / MONTHS_OF_YEAR, plan)
