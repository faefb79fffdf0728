"""Budget: the passport's plan, the refined plan and cash execution by line, source and year (section 4)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

import numpy as np
import pandas as pd

from uspekh.monitoring.periods.deadlines import period_end, reporting_date
from uspekh.monitoring.rules import Rules
from uspekh.monitoring.selection import Selection
from uspekh.passport.formulas import percent_of
from uspekh.passport.plan import Plan
from uspekh.passport.targets import budget_targets
from uspekh.russian.format import missing, percent
from uspekh.russian.periods import YEAR

ROW = ["line", "source", "year"]
PARTLY_REFINED = "в сумму уточнённого плана строки без уточнения входят с планом по паспорту"
"""What must be said beside a refined sum of rows that are ``partly_refined``."""
MONEY = ["plan", "refined", "executed"]
OVER_PLAN, WITHOUT_PLAN = "сверх плана", "расход без плана"


def budget(plan: Plan, values: pd.DataFrame, rules: Rules, selection: Selection) -> pd.DataFrame:
    """One row per line, source and year; ``plan, refined, executed`` in whole kopecks (``Int64``).

    ``completion`` = 100·executed/plan, ``completion_refined`` = 100·executed/refined, in percent; ``months``: the
    period of the execution, ``period_months``: the one that the year is shown at; ``judged_by``: the refined plan,
    else the passport's; ``flag`` is missing within a year and where nothing was planned or spent; ``note``:
    ``OVER_PLAN`` or ``WITHOUT_PLAN``, within a year too, else empty.
    """
    months = budget_period(values, selection)
    planned = budget_targets(plan)
    period = {year: months if year == selection.year else YEAR for year in planned["year"].unique()}
    frame = planned.rename(columns={"kopecks": "plan"})
    for field in ("refined", "executed"):
        frame = frame.join(_latest(values, field, selection.year, months), on=ROW)
    frame = with_completion(frame.rename(columns={"executed_months": "months"}).drop(columns="refined_months"))
    frame["period_months"] = frame["year"].map(period).astype("int64")
    frame["judged_by"] = frame["refined"].fillna(frame["plan"])
    frame["note"] = notes(frame)
    flags = [_flag(row, rules, selection.as_of) for row in frame.itertuples()]
    return frame.assign(flag=pd.Series(flags, frame.index, dtype="str"))


def budget_period(values: pd.DataFrame, selection: Selection) -> int:
    """The period of money in the selected year: the chosen one, else the latest ended one with an execution.

    Where nothing was executed it is the period of everything else.
    """
    if selection.chosen:
        return selection.months
    rows = values[(values["kind"] == "budget") & (values["field"] == "executed") & (values["year"] == selection.year)]
    ended = [months for months in rows["months"].unique() if period_end(selection.year, months) <= selection.as_of]
    return int(max(ended, default=selection.months))


def uncounted(plan: Plan, values: pd.DataFrame, selection: Selection) -> pd.DataFrame:
    """Executions of lines and sources that the budget of their year does not have, in no sum of ``budget``.

    ``line, source, year, executed`` (kopecks): what was reported last, as of ``budget``, where it is not nought.
    """
    reported = _latest(values, "executed", selection.year, budget_period(values, selection))["executed"]
    reported = reported[reported.fillna(0) != 0]
    rows = pd.MultiIndex.from_frame(budget_targets(plan)[ROW])
    return reported[~reported.index.isin(rows)].reset_index().sort_values(["year", "line"], ignore_index=True)


def notes(frame: pd.DataFrame) -> pd.Series:
    """What must be said of the execution of rows of ``budget``, whatever their flag is."""
    executed, limit = frame["executed"].fillna(0), frame["judged_by"]
    above = (executed > limit).fillna(False)
    words = pd.Series("", frame.index, dtype="str").mask(above, OVER_PLAN)
    return words.mask(above & (limit == 0), WITHOUT_PLAN)


def with_completion(frame: pd.DataFrame) -> pd.DataFrame:
    """Adds ``deviation`` (kopecks), ``completion`` and ``completion_refined`` (percent)."""
    frame[MONEY] = frame[MONEY].astype("Int64")
    money = {column: frame[column].astype("float64") for column in MONEY}
    return frame.assign(
        deviation=frame["executed"] - frame["plan"],
        completion=percent_of(money["executed"], money["plan"]),
        completion_refined=percent_of(money["executed"], money["refined"]),
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


def year_passed(months: int) -> float | None:
    """How many per cent of a year are over after so many months; ``None`` once it is whole."""
    return 100 * months / YEAR if months < YEAR else None


def say_year_passed(months: int) -> str:
    """«прошло 75 % года», empty once it is over."""
    passed = year_passed(months)
    return "" if passed is None else f"прошло {percent(passed)} года"


def say_execution(whole: pd.Series, edges: Sequence[float]) -> str:
    """«исполнено 90 % плана и 90 % уточнённого плана», against the plans that there are (``total``).

    ``edges``: bounds of the flags, which a printed percentage must not seem to reach.
    """
    if missing(whole["executed"]):
        return "исполнение не сдано"
    plans = {"completion": "плана", "completion_refined": "уточнённого плана"}
    parts = [f"{percent(whole[name], bounds=edges)} {word}" for name, word in plans.items() if not missing(whole[name])]
    return f"исполнено {' и '.join(parts)}" if parts else WITHOUT_PLAN


def funded(frame: pd.DataFrame) -> pd.DataFrame:
    """Rows of ``budget``, or of ``totals`` of it, in which there is money: planned, refined or spent."""
    return frame[frame[MONEY].fillna(0).sum(axis=1) > 0]


def partly_refined(frame: pd.DataFrame) -> bool:
    """Whether some rows with a plan were refined and others were not: then a refined sum holds passport plans too."""
    planned = frame[frame["plan"] > 0]["refined"]
    return bool(planned.isna().any() and frame["refined"].notna().any())


def _latest(values: pd.DataFrame, field: str, selected: int, months: int) -> pd.DataFrame:
    """What was reported last of a field, in the selected year not after ``months``."""
    rows = values[(values["kind"] == "budget") & (values["field"] == field)]
    later = (rows["year"] == selected) & (rows["months"] > months)
    rows = rows[~later].sort_values("months").drop_duplicates(["subject", "part", "year"], keep="last")
    names = {"subject": "line", "part": "source", "number": field, "months": f"{field}_months"}
    return rows.rename(columns=names).set_index(ROW)[[field, f"{field}_months"]]


def _flag(row: Any, rules: Rules, as_of: date) -> str | None:
    """The flag of a line at the end of its year, against what it is judged by; ``None`` within the year."""
    if row.period_months < YEAR or (row.judged_by == 0 and not row.note):
        return None
    passed = as_of > reporting_date(rules, row.year, YEAR)
    if pd.isna(row.executed):
        return "no_data" if passed else "not_due"
    if row.months < YEAR and not passed:
        return "not_due"
    if row.note:
        return "missed"
    return rules.flag(float(percent_of(np.array([row.executed]), np.array([row.judged_by]))[0]))
