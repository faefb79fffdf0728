"""When reports are due: days after the end of each period. No act sets them: the table is the project's own."""

from __future__ import annotations

import calendar
from datetime import date, timedelta
from functools import lru_cache

from uspekh.monitoring.rules import Rules
from uspekh.russian.periods import YEAR


def period_end(year: int, months: int) -> date:
    """The last day of a period that is counted from 1 January."""
    return date(year, months, calendar.monthrange(year, months)[1])


def due(rules: Rules, year: int, months: int) -> date | None:
    """The last day on which the report of a period is in time; ``None`` where no deadline is set.

    A period that the table does not list has the days of the next longer one.
    """
    days = _days(rules, months)
    return None if days is None else period_end(year, months) + timedelta(days=days)


@lru_cache(maxsize=64)
def _days(rules: Rules, months: int) -> int | None:
    """The days after the end of a period; ``None`` where no deadline is set."""
    longer = rules.deadlines[rules.deadlines["months"] >= months].sort_values("months")
    return None if longer.empty else int(longer["days"].iloc[0])


def reporting_date(rules: Rules, year: int, months: int, report_due: str = "") -> date:
    """The last day until which a value of a period may still be missing.

    ``report_due``: month and day of the next year by which the value of a whole year is known, «03-30»; empty where
    the deadline of the period holds. Without any deadline it is the last day of the period.
    """
    if report_due and months == YEAR:
        month, day = map(int, report_due.split("-"))
        return date(year + 1, month, day)
    return due(rules, year, months) or period_end(year, months)


def basis(rules: Rules, months: int) -> str:
    """On what the deadline of a period rests; empty where none is set."""
    rows = rules.deadlines.loc[rules.deadlines["months"] == months, "basis"]
    return "" if rows.empty else str(rows.iloc[0])
