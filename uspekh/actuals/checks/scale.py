"""Numbers ten, a hundred or a thousand times off: an extra digit, people for thousands, roubles for millions."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pandas as pd

from uspekh.actuals.checks.evidence import Evidence, amount, cell_reference, problem_at
from uspekh.actuals.problems import Problem
from uspekh.russian.format import number, roubles
from uspekh.russian.periods import YEAR

LEAST = 100
# How far from the factor a ratio may be: what grows tenfold is rare, what grows five hundred times is a mistake.
_PEOPLE = {10: (8.5, 11.5), 100: (70, 140), 1000: (300, 3000)}
_LESS = {10: (9.9, 10.1), 100: (99, 101), 1000: (500, 2000), 1_000_000: (500_000, 2_000_000)}
_MORE = {10: (9.9, 10.1), 100: (99, 101), 1000: (990, 1010)}
_UNITS = {1000: " Похоже на тысячи рублей вместо рублей.", 1_000_000: " Похоже на миллионы рублей вместо рублей."}
_DIGIT = " Проверьте, нет ли лишнего знака."


def find_scale_of_people(evidence: Evidence) -> Iterator[Problem]:
    """A headcount about 10, 100 or 1000 times last year's (and that of the year before, where there is one)."""
    people = evidence.headcounts
    people = people[~people["stored"] & (people["number"] > 0) & (people["last"] > 0)]
    people = people[people[["number", "last"]].max(axis=1) >= LEAST]
    if people.empty:
        return
    factor = _factors(people["number"] / people["last"], _PEOPLE, _PEOPLE)
    # The year after a mistake differs from the mistake, but not from the year before it.
    ratio = np.log(people["number"] / people["before"].where(people["before"] > 0))
    shifted = (factor != 0) & (ratio.isna() | (ratio * np.sign(factor) > np.log(3)))
    pairs = evidence.pairs_at(people.loc[shifted, "at"], people.loc[shifted, "last_at"])
    for (value, last), times in zip(pairs, factor[shifted], strict=True):
        where = cell_reference(last, value.sheet)
        unit = " Похоже на тысячи человек вместо человек." if times == -1000 else _DIGIT
        message = f"{_times(times)}, чем за {last.year} год: {amount(value)} и {amount(last)} ({where}).{unit}"
        yield problem_at(value, "suspect.scale", message)


def find_scale_of_money(evidence: Evidence) -> Iterator[Problem]:
    """A sum 10, 100, 1000 or a million times off from the line's plan in the passport (section 4)."""
    money = evidence.numbers
    # What was spent since January may truly be a small part; only the year's sum is near its plan.
    of_year = (money["field"] == "refined") | ((money["field"] == "executed") & (money["months"] == YEAR))
    money = money[of_year & (money["kind"] == "budget") & ~money["stored"] & (money["number"] > 0)]
    if money.empty:
        return
    plan = evidence.plan["budget"].rename(columns={"line": "subject", "source": "part"})
    money = money.astype({"subject": "str", "part": "str"})
    money = money.merge(plan[["subject", "part", "year", "kopecks"]], on=["subject", "part", "year"])
    money = money[money["kopecks"] > 0]
    factor = _factors(money["number"].astype("float64") / money["kopecks"], _MORE, _LESS)
    shifted = factor != 0
    values = evidence.values_at(money.loc[shifted, "at"])
    for value, planned, times in zip(values, money.loc[shifted, "kopecks"], factor[shifted], strict=True):
        passport = f"{_times(times)}, чем в паспорте на {value.year} год"
        message = f"{passport}: {amount(value)} и {roubles(planned)} руб.{_UNITS.get(-times, _DIGIT)}"
        yield problem_at(value, "suspect.scale", message)


def _factors(
    ratio: pd.Series[float], more: dict[int, tuple[float, float]], less: dict[int, tuple[float, float]]
) -> pd.Series[int]:
    """The factor that each ratio is near to, negative where the value is that many times smaller, 0 for none."""
    factors = pd.Series(0, index=ratio.index, dtype="int64")
    for factor, (low, high) in more.items():
        factors[ratio.between(low, high)] = factor
    for factor, (low, high) in less.items():
        factors[ratio.between(1 / high, 1 / low)] = -factor
    return factors


def _times(factor: int) -> str:
    return f"Примерно в {number(abs(factor), 0)} раз {'больше' if factor > 0 else 'меньше'}"
