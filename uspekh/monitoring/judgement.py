"""Deviation, completion and flag of a fact against its plan (contract, section 2)."""

from __future__ import annotations

from datetime import date

import numpy as np
import pandas as pd

from uspekh.monitoring.rules import Rules
from uspekh.monitoring.selection import Selection
from uspekh.russian.periods import YEAR

PROPORTIONAL = ("sum", "cumulative")
_NOISE = 9


def judged(frame: pd.DataFrame, measures: pd.DataFrame, rules: Rules, selection: Selection) -> pd.DataFrame:
    """Adds ``deviation``, ``completion`` (percent), ``judged_months``, ``due_plan`` and ``flag`` to facts with plans.

    ``frame``: ``measure, organization, year, months, fact, plan``, in order of years. Within a year a flow is
    judged against ``due_plan``, the plan in proportion to the months passed; a share against the year's plan.
    Without a plan there is no flag.
    """
    columns = measures.set_index("id")[["unit", "direction", "report_due"]]
    frame = frame.join(columns, on="measure")
    frame["deviation"] = frame["fact"] - frame["plan"]
    frame["completion"] = ratio(frame["fact"], frame["plan"])
    frame["judged_months"] = judged_months(frame, selection)
    frame["due_plan"] = _due_plan(frame)
    frame["flag"] = _flags(frame, rules, selection)
    return frame.drop(columns=["direction", "report_due"])


def ratio(fact: pd.Series, plan: pd.Series) -> pd.Series:
    """Completion in percent; missing where the plan is zero or missing. Free of binary noise at the bands."""
    return (100 * fact / plan.where(plan != 0)).round(_NOISE)


def judged_months(frame: pd.DataFrame, selection: Selection) -> pd.Series:
    """Months passed: of the selected period, of the latest report in a year still running, else the whole year."""
    latest = frame.groupby(["measure", "year"])["months"].transform("max").fillna(YEAR)
    running = frame["year"] >= selection.as_of.year
    months = latest.where(running, YEAR)
    return months.mask(frame["year"] == selection.year, months.clip(upper=selection.months)).astype("int64")


def _due_plan(frame: pd.DataFrame) -> pd.Series:
    before = frame.groupby(["measure", "organization"], sort=False)["plan"].shift(1).fillna(0.0)
    before = before.where(frame["formula"] == "cumulative", 0.0)
    to_date = before + (frame["plan"] - before) * frame["judged_months"] / YEAR
    partial = frame["formula"].isin(PROPORTIONAL) & (frame["judged_months"] < YEAR)
    return frame["plan"].mask(partial, to_date)


def _flags(frame: pd.DataFrame, rules: Rules, selection: Selection) -> pd.Series:
    """Missing without a plan; ``not_due`` or ``no_data`` without a fact; else the state of the fact."""
    falling = frame["direction"] == "down"
    reached = frame["fact"].mask(falling, frame["due_plan"])
    asked = frame["due_plan"].mask(falling, frame["fact"])
    percent = (100 * reached / asked.where(asked != 0)).round(_NOISE)
    percent = percent.mask(asked == 0, (reached >= 0) * 100.0)
    judged = frame["plan"].notna() & frame["fact"].notna()
    flags = pd.Series(None, frame.index, dtype="str")
    flags[judged] = rules.flags(percent[judged])
    days = {key: due_day(*key, selection) for key in set(zip(frame["year"], frame["report_due"], strict=True))}
    early = [selection.as_of < days[key] for key in zip(frame["year"], frame["report_due"], strict=True)]
    silent = frame["plan"].notna() & frame["fact"].isna()
    flags[silent] = np.where(np.array(early, dtype=bool)[silent], "not_due", "no_data")
    return flags


def compared(fact: float, plan: float, rules: Rules, *, falling: bool = False) -> str:
    """The flag of a fact; where less is better, fact and plan change places."""
    reached, asked = (plan, fact) if falling else (fact, plan)
    if asked == 0:
        return rules.flag(100.0 if reached >= 0 else 0.0)
    return rules.flag(round(100 * reached / asked, _NOISE))


def due_day(year: int, report_due: str, selection: Selection) -> date:
    """The day by which the value of a year (or of the selected part of it) is to be known.

    ``report_due``: month and day of the next year, «03-30»; empty for the last day of the year itself.
    """
    if year == selection.year and selection.months < YEAR:
        return (pd.Timestamp(year, selection.months, 1) + pd.offsets.MonthEnd(0)).date()
    if report_due:
        month, day = map(int, report_due.split("-"))
        return date(year + 1, month, day)
    return date(year, YEAR, 31)
