"""What later editions of the passport changed of its plan: of a target, of money, of the date of a plan item."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pandas as pd

from uspekh.monitoring.plans.guides import CITY
from uspekh.passport.plan import Plan
from uspekh.russian.format import NBSP, day, missing, roubles, with_unit


def changed_target(plan: Plan, row: pd.Series) -> pd.Series | None:
    """The row of ``TargetHistory.changes`` of a row of figures, if a later edition changed the municipality's plan.

    ``row``: with ``measure, year, plan_kind``.
    """
    if plan.history is None or row["plan_kind"] != CITY:
        return None
    return _find(plan.history.changes, measure=row["measure"], year=row["year"])


def changed_money(plan: Plan, row: pd.Series) -> pd.Series | None:
    """The row of ``TargetHistory.budget_changes`` of a row of ``Figures.budget``, if an edition changed its plan."""
    if plan.history is None:
        return None
    return _find(plan.history.budget_changes, line=row["line"], source=row["source"], year=row["year"])


def say_changed_target(plan: Plan, row: pd.Series) -> str:
    """«план снижен 15.12.2022: 55 % → 50 %»; where the year is judged by another plan than the present one, that too.

    ``row``: of the figures, with ``measure, year, unit, plan_kind``. Empty where the plan is as it was.
    """
    change, unit = changed_target(plan, row), str(row["unit"])
    return "" if change is None else _say_change(change, lambda target: with_unit(target, unit))


def say_changed_money(plan: Plan, row: pd.Series) -> str:
    """The same of a row of ``Figures.budget``: «план снижен 15.12.2022: 1 300 000 руб. → 1 200 000 руб.»."""
    change = changed_money(plan, row)
    return "" if change is None else _say_change(change, lambda kopecks: f"{roubles(int(kopecks))}{NBSP}руб.")


def say_moved_due(row: Any) -> str:
    """«срок перенесён редакцией от 15.03.2023: 31.12.2022 → 01.06.2023», by which date it is judged.

    ``row``: of ``Figures.milestones``. Empty where the date is as it was.
    """
    if missing(row.moved_on):
        return ""
    moved = f"срок перенесён редакцией от {day(row.moved_on)}: {day(row.first_due)} → {day(row.present_due)}"
    by = f"; оценка — по сроку, который действовал в конце {row.year} года: {day(row.due)}"
    return moved + ("" if row.due == row.present_due else by)


def _find(changes: pd.DataFrame, **key: Any) -> pd.Series | None:
    fits = pd.Series(True, changes.index)
    for column, value in key.items():
        fits &= changes[column] == value
    return changes[fits].iloc[0] if fits.any() else None


def _say_change(change: pd.Series, say: Callable[[float], str]) -> str:
    verb = "снижен" if change["present"] < change["first"] else "повышен"
    first, present, judged = (say(change[name]) for name in ("first", "present", "judged"))
    year = int(change["year"])
    by = "" if judged == present else f"; оценка — по плану, который действовал в конце {year} года: {judged}"
    return f"план {verb} {day(change['changed_on'])}: {first} → {present}{by}"
