"""A file tried on: the figures as they would be if its values were stored, against those that stand."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import date

import pandas as pd

from uspekh.actuals.values.frame import COLUMNS, KEY
from uspekh.monitoring.explaining.consequences import Consequence, list_consequences, sort_consequences
from uspekh.monitoring.figures import Figures
from uspekh.monitoring.periods.deadlines import reporting_date
from uspekh.monitoring.periods.period import ReportingPeriod
from uspekh.monitoring.selection import Selection
from uspekh.project import Project, period_of
from uspekh.russian.periods import YEAR
from uspekh.store.values.queries import count_in_force, current

MOST = 200_000
"""Values in force beyond which nothing is tried: a person would wait for it."""


@dataclass(frozen=True)
class PeriodShift:
    """A year that would be shown at another period than now."""

    before: ReportingPeriod
    after: ReportingPeriod

    def say(self) -> str:
        """«2024 год: показатели будут за 9 месяцев, сдали 7 из 9; сейчас — I квартал, сдали 9 из 9»."""
        return f"{self.after.year} год: показатели будут за период «{self.after.say()}»; сейчас — «{self.before.say()}»"


@dataclass(frozen=True)
class Trial:
    """What follows of a file. ``shifts``: the years that would be shown at another period."""

    consequences: list[Consequence]
    shifts: list[PeriodShift]


def try_values(project: Project, values: pd.DataFrame, as_of: date, organization: str = "") -> Trial | None:
    """What would follow of the values of a file (tidy frame) for the municipality, or for one ``organization``.

    Each year is taken at the period that the rule finds for it. ``None`` where more than ``MOST`` values are in force.
    """
    if count_in_force(project.engine) > MOST:
        return None
    standing = current(project.engine)[COLUMNS]
    organizations = (organization,) if organization else ()
    whole = Selection(max(_years(project, values)), as_of, YEAR, organizations, chosen=False)
    before, after = (project.figures_of_values(whole, each) for each in (standing, put_over(standing, values)))
    consequences, shifts = [], []
    within: set[int] = set()
    for year in _years(project, values):
        if as_of > reporting_date(project.rules, year, YEAR):
            continue  # by the rule such a year is shown whole, whoever reported
        of_year = [_at_its_period(figures, year, as_of) for figures in (before, after)]
        (old, old_period), (new, new_period) = of_year
        if (old_period.months, new_period.months) == (YEAR, YEAR):
            continue
        within.add(year)
        consequences += list_consequences(old, new, [year])
        if old_period.months != new_period.months:
            shifts.append(PeriodShift(old_period, new_period))
    consequences += list_consequences(before, after, [year for year in project.plan.years if year not in within])
    return Trial(sort_consequences(consequences), shifts)


def put_over(standing: pd.DataFrame, values: pd.DataFrame) -> pd.DataFrame:
    """The values in force once those of a file are stored over them."""
    both = pd.concat([standing, values[COLUMNS]], ignore_index=True)
    return both.drop_duplicates(KEY, keep="last", ignore_index=True)


def _years(project: Project, values: pd.DataFrame) -> Collection[int]:
    """The years of the project that the values are of; its last where they are of none."""
    years = sorted({int(year) for year in values["year"].unique()} & set(project.plan.years))
    return years or [project.plan.years[-1]]


def _at_its_period(figures: Figures, year: int, as_of: date) -> tuple[Figures, ReportingPeriod]:
    period = period_of(figures.reported, figures.rules, year, as_of)
    selection = replace(figures.selection, year=year, months=period.months)
    return figures.with_inputs(selection=selection), period
