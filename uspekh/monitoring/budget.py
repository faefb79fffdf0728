"""Budget: the passport's plan, the refined plan and cash execution by line, source and year (section 4)."""

from __future__ import annotations

from typing import Any

import pandas as pd

from uspekh.monitoring.judgement import compared, judged_months, ratio
from uspekh.monitoring.rules import Rules
from uspekh.monitoring.selection import Selection
from uspekh.passport.plan import Plan
from uspekh.russian.periods import YEAR

ROW = ["line", "source", "year"]
PARTLY_REFINED = "в сумму уточнённого плана строки без уточнения входят с планом по паспорту"
"""What must be said beside a refined sum of rows that are ``partly_refined``."""
MONEY = ["plan", "refined", "executed"]


def budget(plan: Plan, values: pd.DataFrame, rules: Rules, selection: Selection) -> pd.DataFrame:
    """One row per line, source and year; ``plan, refined, executed`` in whole kopecks (``Int64``).

    ``completion`` = 100·executed/plan, ``completion_refined`` = 100·executed/refined, in percent; ``months``: the
    latest period reported; ``due_plan``: the plan in proportion to the months judged, in kopecks.
    """
    frame = plan["budget"].rename(columns={"kopecks": "plan"})
    for field in ("refined", "executed"):
        frame = frame.join(_latest(values, field, selection), on=ROW)
    frame = with_completion(frame.rename(columns={"executed_months": "months"}).drop(columns="refined_months"))
    latest = frame.groupby("year")["months"].transform("max").to_numpy("float64")
    frame["judged_months"] = judged_months(frame["year"].to_numpy(), latest, selection)
    frame["due_plan"] = frame["plan"] * frame["judged_months"] / YEAR
    frame["flag"] = [_flag(row, rules, selection) for row in frame.itertuples()]
    return frame


def with_completion(frame: pd.DataFrame) -> pd.DataFrame:
    """Adds ``deviation`` (kopecks), ``completion`` and ``completion_refined`` (percent)."""
    frame[MONEY] = frame[MONEY].astype("Int64")
    money = {column: frame[column].astype("float64") for column in MONEY}
    return frame.assign(
        deviation=frame["executed"] - frame["plan"],
        completion=ratio(money["executed"], money["plan"]),
        completion_refined=ratio(money["executed"], money["refined"]),
    )


def totals(frame: pd.DataFrame, by: list[str]) -> pd.DataFrame:
    """The rows of ``budget`` summed by columns, in whole kopecks; what no row of a sum reported stays missing.

    A row without a refined plan enters the refined sum with its passport plan (contract, section 2): otherwise what
    was spent on it would be compared with the plan of other rows. Where no row of a sum was refined there is none.
    """
    entered = frame[[*by, *MONEY]].assign(
        refined=frame["refined"].fillna(frame["plan"]), any_refined=frame["refined"].notna()
    )
    groups = entered.groupby(by, sort=False)
    summed = groups[MONEY].sum(min_count=1)
    summed["refined"] = summed["refined"].where(groups["any_refined"].any())
    return with_completion(summed.reset_index())


def total(frame: pd.DataFrame) -> pd.Series:
    """The rows of ``budget`` as one, columns as of ``totals``; without rows everything is missing."""
    return totals(frame.assign(whole=0), ["whole"]).set_index("whole").reindex([0]).iloc[0]


def funded(frame: pd.DataFrame) -> pd.DataFrame:
    """Rows of ``budget``, or of ``totals`` of it, in which there is money: planned, refined or spent."""
    return frame[frame[MONEY].fillna(0).sum(axis=1) > 0]


def partly_refined(frame: pd.DataFrame) -> bool:
    """Whether some rows with a plan were refined and others were not: then a refined sum holds passport plans too."""
    planned = frame[frame["plan"] > 0]["refined"]
    return bool(planned.isna().any() and frame["refined"].notna().any())


def _latest(values: pd.DataFrame, field: str, selection: Selection) -> pd.DataFrame:
    rows = values[(values["kind"] == "budget") & (values["field"] == field)]
    later = (rows["year"] == selection.year) & (rows["months"] > selection.months)
    rows = rows[~later].sort_values("months").drop_duplicates(["subject", "part", "year"], keep="last")
    names = {"subject": "line", "part": "source", "number": field, "months": f"{field}_months"}
    return rows.rename(columns=names).set_index(ROW)[[field, f"{field}_months"]]


def _flag(row: Any, rules: Rules, selection: Selection) -> str:
    if pd.isna(row.executed):
        last = pd.Timestamp(row.year, row.judged_months, 1) + pd.offsets.MonthEnd(0)
        return "not_due" if selection.as_of < last.date() else "no_data"
    return compared(float(row.executed), float(row.due_plan), rules)
