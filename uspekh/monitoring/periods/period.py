"""The one period that everything on a screen is at (contract, «One period for everyone»)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from uspekh.monitoring.periods.deadlines import due, period_end, reporting_date
from uspekh.monitoring.rules import Rules
from uspekh.russian.format import day
from uspekh.russian.periods import YEAR, period_name


@dataclass(frozen=True)
class Coverage:
    """Who reported for the periods of a year.

    ``reported``: how many organizations gave any number asked of them for exactly a period, by months; ``expected``:
    how many organizations of the year are asked anything; ``municipality``: the periods of its own row.
    """

    reported: Mapping[int, int]
    expected: int
    municipality: frozenset[int] = frozenset()


@dataclass(frozen=True)
class OverdueReport:
    """A later period whose deadline has passed, and how many organizations have reported for it."""

    months: int
    due: date
    reported: int


@dataclass(frozen=True)
class ReportingPeriod:
    """``months`` of ``year`` from 1 January; ``reported`` of the ``expected`` organizations gave exactly this period.

    ``chosen``: a person asked for it; ``overdue``: the last later period that should have been reported by now.
    """

    year: int
    months: int
    chosen: bool
    reported: int
    expected: int
    overdue: OverdueReport | None = None

    def say(self) -> str:
        """«9 месяцев, сдали 7 из 9»."""
        return f"{period_name(self.months)}, сдали {self.reported} из {self.expected}"

    def say_overdue(self) -> str:
        """«срок за 9 месяцев прошёл 10.10.2024, сдали 4 из 9», empty where none has passed."""
        if self.overdue is None:
            return ""
        late = self.overdue
        return f"срок за {period_name(late.months)} прошёл {day(late.due)}, сдали {late.reported} из {self.expected}"


def choose_period(
    coverage: Coverage, rules: Rules, year: int, as_of: date, chosen: int | None = None
) -> ReportingPeriod:
    """The period of a year: the ``chosen`` one, else by the reports of all organizations and the deadlines."""
    months = chosen or _by_rule(coverage, rules, year, as_of)
    overdue = None if chosen else _overdue(coverage, rules, year, as_of, months)
    return ReportingPeriod(
        year, months, chosen is not None, coverage.reported.get(months, 0), coverage.expected, overdue
    )


def _by_rule(coverage: Coverage, rules: Rules, year: int, as_of: date) -> int:
    if as_of > reporting_date(rules, year, YEAR):
        return YEAR
    ended = [months for months in range(1, YEAR + 1) if period_end(year, months) <= as_of]
    by_half = [months for months in ended if 2 * coverage.reported.get(months, 0) >= max(coverage.expected, 1)]
    by_anyone = [months for months in ended if coverage.reported.get(months, 0) or months in coverage.municipality]
    listed = sorted(int(months) for months in rules.deadlines["months"]) or [YEAR]
    passed = [months for months in listed if as_of > reporting_date(rules, year, months)]
    return max(by_half or by_anyone or passed or listed[:1])


def _overdue(coverage: Coverage, rules: Rules, year: int, as_of: date, months: int) -> OverdueReport | None:
    for later in sorted((int(each) for each in rules.deadlines["months"]), reverse=True):
        last = due(rules, year, later)
        if later > months and last is not None and as_of > last:
            return OverdueReport(later, last, coverage.reported.get(later, 0))
    return None
