"""How a figure comes of the cells behind it: the sum of each count, and what is made of the sums, in words."""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd

from uspekh.passport.formulas import FORMULAS, Formula
from uspekh.passport.plan import Plan
from uspekh.russian.format import NBSP, number, roubles, with_unit
from uspekh.words import MONEY, SHARE

_LISTED = 6
"""Addends that are written out; more are only counted."""


def say_arithmetic(plan: Plan, cells: pd.DataFrame) -> tuple[str, ...]:
    """Sentences about rows of the values in force (tidy frame) that make one figure; none of dates and texts.

    Money is added by kind; people by count and year, and where the counts are those of a measure, its share or its
    sum over the years follows.
    """
    numeric = cells[cells["number"].notna()]
    money, people = numeric[numeric["kind"] == "budget"], numeric[numeric["kind"] == "component"]
    return (*_money(money), *_people(plan, people))


def _money(cells: pd.DataFrame) -> Iterator[str]:
    for field, rows in cells.groupby("field"):
        values = [roubles(int(value)) for value in rows["number"]]
        yield f"{MONEY[str(field)]}, руб.: {_added(values, roubles(int(rows['number'].sum())))}."


def _people(plan: Plan, cells: pd.DataFrame) -> Iterator[str]:
    headings = plan["components"].set_index("id")["heading"]
    sums = cells.groupby(["field", "year"])["number"].sum()
    several = cells["year"].nunique() > 1
    for (field, year), rows in cells.groupby(["field", "year"]):
        values = [number(value, 0) for value in rows["number"]]
        of_year = f", {year} год" if several else ""
        yield f"{headings.get(field, field)}{of_year}: {_added(values, number(sums[field, year], 0))}."
    measure = _measure(plan, set(cells["field"]))
    if measure is not None:
        yield from _made_of(FORMULAS[str(measure["formula"])], measure, sums)


def _made_of(formula: Formula, measure: pd.Series, sums: pd.Series) -> Iterator[str]:
    """The share of each year, or the sum over the years in the unit of the measure."""
    numerators = sums.loc[measure["numerator"]]
    if formula.needs_denominator:
        denominators = sums.loc[measure["denominator"]]
        for year in numerators.index.intersection(denominators[denominators > 0].index):
            part, whole = numerators[year], denominators[year]
            share = number(formula.scale * part / whole, 2)
            unit = f"{NBSP}{SHARE}" if formula.scale == FORMULAS["share"].scale else ""
            yield f"{year} год: {number(part, 0)} / {number(whole, 0)} × {number(formula.scale)} = {share}{unit}."
        return
    total = numerators.sum()
    if formula.adds_years and len(numerators) > 1:
        yield f"С начала проекта: {_added([number(value, 0) for value in numerators], number(total, 0))}."
    if (divisor := measure["divisor"]) != 1:
        figure = with_unit(total / divisor, str(measure["unit"]))
        yield f"{number(total, 0)} / {number(divisor, 0)} = {figure.rstrip('.')}."


def _measure(plan: Plan, fields: set[str]) -> pd.Series | None:
    """The first measure that is made of exactly these counts."""
    for _, measure in plan["measures"].sort_values("primary", ascending=False, kind="stable").iterrows():
        if fields == set(filter(None, (measure["numerator"], measure["denominator"]))):
            return measure
    return None


def _added(values: list[str], total: str) -> str:
    """«70 + 50 = 120», one value alone, or how many were added."""
    if len(values) == 1:
        return total
    return f"{' + '.join(values)} = {total}" if len(values) <= _LISTED else f"сумма {len(values)} чисел — {total}"
