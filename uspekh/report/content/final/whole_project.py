"""What the final report is made of: the whole municipality, all years, as of the day when everything was known."""

from __future__ import annotations

from datetime import date, timedelta

import pandas as pd

from uspekh.monitoring.periods.deadlines import reporting_date
from uspekh.monitoring.rules import Rules
from uspekh.monitoring.selection import Selection
from uspekh.passport.plan import Plan
from uspekh.russian.periods import YEAR


def select_whole_project(plan: Plan, rules: Rules, today: date, changed_on: date | None = None) -> Selection:
    """The last year of the project, whole, of all organizations.

    Once every report is due the day is that of the last deadline, or of the last change of the store (``changed_on``)
    if that came later, so the same store gives the same report on any day. Before, it is ``today``.
    """
    last = plan.years[-1]
    deadlines = [reporting_date(rules, last, YEAR, due) for due in ("", *plan["measures"]["report_due"])]
    settled = max(plan.end, *deadlines) + timedelta(days=1)
    return Selection(last, min(today, max(settled, changed_on or settled)))


def last_change(uploads: pd.DataFrame, decisions: pd.DataFrame) -> date | None:
    """The day on which the store changed last: ``at`` and ``undone_at`` of uploads, ``at`` of decisions (UTC)."""
    moments = pd.concat([uploads["at"], uploads["undone_at"], decisions["at"]]).dropna()
    return moments.max().date() if len(moments) else None
