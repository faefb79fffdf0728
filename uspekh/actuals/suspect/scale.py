"""Numbers ten, a hundred or a thousand times off: an extra digit, people for thousands, roubles for millions."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np
import pandas as pd

from uspekh.actuals.problems import Problem
from uspekh.actuals.suspect.evidence import Evidence, place, shown, suspicion
from uspekh.russian.format import number, roubles

LEAST = 100
# How far from the factor a ratio may be: what grows tenfold is rare, what grows five hundred times is a mistake.
_PEOPLE = {10: (8.5, 11.5), 100: (70, 140), 1000: (300, 3000)}
_LESS = {10: (9.9, 10.1), 100: (99, 101), 1000: (500, 2000), 1_000_000: (500_000, 2_000_000)}
_MORE = {10: (9.9, 10.1), 100: (99, 101), 1000: (990, 1010)}
_UNITS = {1000: " Похоже на тысячи рублей вместо рублей.", 1_000_000: " Похоже на миллионы рублей вместо рублей."}


def scale_of_people(evidence: Evidence) -> Iterator[Problem]:
    """A headcount about 10, 100 or 1000 times last year's (and that of the year before, where there is one)."""
    people = evidence.people
    apart = (people.high >= 5 * people.low) & (people.high >= LEAST) & (people.low > 0) & people.fresh
    if not apart.any():
        return
    rows, columns = people.chosen(apart)
    amount = people.amount[rows, columns]
    factors = _factors(pd.Series(amount / people.last[rows, columns]), _PEOPLE, _PEOPLE).to_numpy()
    before = people.beside(people.years_before(columns, 2))[rows, np.arange(len(columns))]
    ratio = np.log(amount / np.where(before > 0, before, np.nan))
    found = (factors != 0) & (np.isnan(ratio) | (ratio * np.sign(factors) > np.log(3)))
    rows, columns, factors = rows[found], columns[found], factors[found]
    for row, earlier, factor in zip(*evidence.with_last(rows, columns), factors, strict=True):
        unit = " Похоже на тысячи человек вместо человек." if factor == -1000 else " Проверьте, нет ли лишнего знака."
        where = place(earlier, row.sheet)
        message = f"{_times(factor)}, чем за {earlier.year} год: {shown(row)} и {shown(earlier)} ({where})."
        yield suspicion("scale", row, message + unit)


def scale_of_money(evidence: Evidence) -> Iterator[Problem]:
    """A sum 10, 100, 1000 or a million times off from the line's plan in the passport (section 4)."""
    plan = evidence.plan["budget"].rename(columns={"line": "subject", "source": "part"})
    money = evidence.own("budget")
    if money.empty:
        return
    money = money[money["field"].isin(["refined", "executed"])]
    # What was spent since January may truly be a small part; only the year's sum is near its plan.
    money = money[(money["number"] > 0).fillna(False) & ((money["field"] == "refined") | (money["months"] == 12))]
    rows = money.merge(plan[["subject", "part", "year", "kopecks"]], on=["subject", "part", "year"])
    rows = rows[rows["kopecks"] > 0]
    factors = _factors(rows["number"].astype("float64") / rows["kopecks"], _MORE, _LESS)
    for row, factor in zip(rows[factors != 0].itertuples(), factors[factors != 0], strict=True):
        message = f"{_times(factor)}, чем в паспорте на {row.year} год: {shown(row)} и {roubles(row.kopecks)} руб."
        yield suspicion("scale", row, message + _UNITS.get(-factor, " Проверьте, нет ли лишнего знака."))


def _factors(
    ratio: pd.Series[Any], more: dict[int, tuple[float, float]], less: dict[int, tuple[float, float]]
) -> pd.Series[Any]:
    """The factor that each ratio is near to, negative where the value is that many times smaller, 0 for none."""
    found = pd.Series(0, index=ratio.index, dtype="int64")
    for factor, (low, high) in more.items():
        found[ratio.between(low, high)] = factor
    for factor, (low, high) in less.items():
        found[ratio.between(1 / high, 1 / low)] = -factor
    return found


def _times(factor: int) -> str:
    return f"Примерно в {number(abs(factor), 0)} раз {'больше' if factor > 0 else 'меньше'}"
