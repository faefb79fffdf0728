"""The plan of measures with recurrences expanded, and the status of each item as of a date (annex 1)."""

from __future__ import annotations

from datetime import date, timedelta

import pandas as pd

from uspekh.monitoring.rules import Rules
from uspekh.passport.plan import Plan
from uspekh.passport.recurrence import occurrences

DONE = ("done", "done_late")
COLUMNS = ["item", "kind", "parent", "title", "year", "start", "due", "done", "forecast", "document", "flag",
           "control", "executor", "first_due", "present_due", "moved_on", "superseded"]  # fmt: skip
_REPORTED = ["done", "forecast", "document"]


def milestones(plan: Plan, values: pd.DataFrame, rules: Rules, as_of: date) -> pd.DataFrame:
    """One row per plan item and year in which it falls due, columns ``COLUMNS``; dates are ``datetime.date``.

    An item «далее ежегодно» falls due every year to its stated end or the project's. ``flag`` is a status:
    ``done``, ``done_late``, ``overdue``, ``due_soon``, ``not_due``; what was done after ``as_of`` was not yet done.
    What an edition moved into another year (``recurrence.occurrences``) is reported once, for either of them.
    """
    rows = values[values["kind"] == "milestone"]
    reported = rows.pivot(index=["subject", "year"], columns="field", values="text")
    frame = occurrences(plan).join(reported.reindex(columns=_REPORTED), on=["item", "year"])
    if (twice := ~frame["yearly"] & frame["item"].duplicated(keep=False)).any():
        frame.loc[twice, _REPORTED] = frame[twice].groupby("item")[_REPORTED].transform(_fill_both_ways)
    for column in ("done", "forecast"):
        frame[column] = [None if pd.isna(day) else date.fromisoformat(day) for day in frame[column]]
    frame["flag"] = [status(due, done, as_of, rules) for due, done in zip(frame["due"], frame["done"], strict=True)]
    return frame[COLUMNS]


def _fill_both_ways(values: pd.Series) -> pd.Series:
    return values.bfill().ffill()


def items_of_year(frame: pd.DataFrame, year: int | None) -> pd.DataFrame:
    """Rows of ``milestones`` that a year answers for: due in it, and overdue from the years before until they are done.

    All rows without a year. What an edition moved into a later year is answered for there.
    """
    rows = frame[(frame["year"] == year) | ~frame["superseded"].astype(bool)]
    if year is None:
        return rows
    return rows[(rows["year"] == year) | ((rows["flag"] == "overdue") & (rows["year"] < year))]


def overdue_items(frame: pd.DataFrame, year: int | None) -> pd.DataFrame:
    """Those of ``items_of_year`` that are past their date and not done, the oldest first."""
    rows = items_of_year(frame, year)
    return rows[rows["flag"] == "overdue"].sort_values("due", kind="stable")


def status(due: date, done: date | None, as_of: date, rules: Rules) -> str:
    """Status of one item that falls due on ``due``."""
    if done is not None and done <= as_of:
        return "done" if done <= due else "done_late"
    if due < as_of:
        return "overdue"
    return "due_soon" if due - as_of <= timedelta(days=rules.due_soon_days) else "not_due"
