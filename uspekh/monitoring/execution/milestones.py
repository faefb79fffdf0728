"""The plan of measures with recurrences expanded, and the status of each item as of a date (annex 1)."""

from __future__ import annotations

from datetime import date, timedelta

import pandas as pd

from uspekh.monitoring.rules import Rules
from uspekh.once import remembered
from uspekh.passport.plan import Plan
from uspekh.passport.recurrence import due_years

DONE = ("done", "done_late")
COLUMNS = ["item", "kind", "parent", "title", "year", "start", "due", "done", "forecast", "document", "flag",
           "control", "executor"]  # fmt: skip


def milestones(plan: Plan, values: pd.DataFrame, rules: Rules, as_of: date) -> pd.DataFrame:
    """One row per plan item and year in which it falls due, columns ``COLUMNS``; dates are ``datetime.date``.

    An item «далее ежегодно» falls due every year to its stated end or the project's. ``flag`` is a status:
    ``done``, ``done_late``, ``overdue``, ``due_soon``, ``not_due``; what was done after ``as_of`` was not yet done.
    """
    rows = values[values["kind"] == "milestone"]
    reported = rows.pivot(index=["subject", "year"], columns="field", values="text")
    reported = reported.reindex(columns=["done", "forecast", "document"])
    frame = occurrences(plan).join(reported, on=["item", "year"])
    for column in ("done", "forecast"):
        frame[column] = [None if pd.isna(day) else date.fromisoformat(day) for day in frame[column]]
    frame["flag"] = [status(due, done, as_of, rules) for due, done in zip(frame["due"], frame["done"], strict=True)]
    return frame[COLUMNS]


def items_of_year(frame: pd.DataFrame, year: int | None) -> pd.DataFrame:
    """Rows of ``milestones`` that a year answers for: due in it, and overdue from the years before until they are done.

    All rows without a year.
    """
    if year is None:
        return frame
    return frame[(frame["year"] == year) | ((frame["flag"] == "overdue") & (frame["year"] < year))]


def overdue_items(frame: pd.DataFrame, year: int | None) -> pd.DataFrame:
    """Those of ``items_of_year`` that are past their date and not done, the oldest first."""
    rows = items_of_year(frame, year)
    return rows[rows["flag"] == "overdue"].sort_values("due", kind="stable")


@remembered
def occurrences(plan: Plan) -> pd.DataFrame:
    """Plan items by the year they fall due: the item's columns with ``year``, ``start`` and ``due``."""
    rows = []
    years = due_years(plan)
    for item in plan["plan_items"].itertuples():
        for shift, year in enumerate(years[item.item]):
            rows.append((item.Index, year, _shifted(item.start, shift), _shifted(item.end, shift)))
    dates = pd.DataFrame(rows, columns=["row", "year", "start", "due"]).astype({"start": object, "due": object})
    items = plan["plan_items"].drop(columns=["start", "row"]).rename(columns={"document": "planned_document"})
    return dates.join(items, on="row")


def _shifted(day: pd.Timestamp, years: int) -> date | None:
    return None if pd.isna(day) else (day + pd.DateOffset(years=years)).date()


def status(due: date, done: date | None, as_of: date, rules: Rules) -> str:
    """Status of one item that falls due on ``due``."""
    if done is not None and done <= as_of:
        return "done" if done <= due else "done_late"
    if due < as_of:
        return "overdue"
    return "due_soon" if due - as_of <= timedelta(days=rules.due_soon_days) else "not_due"
