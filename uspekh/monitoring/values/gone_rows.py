"""Values of rows that the present edition of the passport does not have."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from uspekh.passport.organization_plans import plan_labels
from uspekh.passport.plan import Plan
from uspekh.russian.format import NBSP, plural

_WORDS = {"budget": "строка бюджета", "milestone": "пункт плана", "plan": "план"}


def count_values_of_gone_rows(plan: Plan, values: pd.DataFrame) -> dict[tuple[str, str], int]:
    """How many values in force (tidy frame) a number has that no row of the passport has, by kind and number.

    Of a plan the number is its label («П4»).
    """
    numbers: Mapping[str, set[str]] = {
        "budget": set(plan["budget_lines"]["line"]),
        "milestone": set(plan["plan_items"]["item"]),
        "plan": set(plan_labels(plan["measures"]).values()),
    }
    rows = values[values["kind"].isin(list(numbers))]
    named = rows["part"].where(rows["kind"] == "plan", rows["subject"])
    gone = [number not in numbers[kind] for kind, number in zip(rows["kind"], named, strict=True)]
    fits = pd.Series(gone, rows.index, dtype=bool)
    counts = rows.assign(named=named)[fits].groupby(["kind", "named"], sort=True).size()
    return {(str(kind), str(number)): int(count) for (kind, number), count in counts.items()}


def say_values_of_gone_rows(plan: Plan, values: pd.DataFrame) -> str:
    """«У строк, которых нет в действующей редакции, — 3 значения: строка бюджета 2 (ред. 1) — 3»; mostly empty."""
    counts = count_values_of_gone_rows(plan, values)
    if not counts:
        return ""
    every = sum(counts.values())
    named = ", ".join(f"{_WORDS[kind]}{NBSP}{number} — {count}" for (kind, number), count in counts.items())
    amount = f"{every}{NBSP}{plural(every, 'значение', 'значения', 'значений')}"
    return f"У строк, которых нет в действующей редакции, — {amount}: {named}"
