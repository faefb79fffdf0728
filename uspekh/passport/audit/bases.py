"""Base values and their dates: section 2 against annex 2, the methods and the project's start."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pandas as pd

from uspekh.passport.audit import places
from uspekh.passport.audit.figures import base_of, whole
from uspekh.passport.audit.finding import Finding, Place
from uspekh.passport.plan import Plan
from uspekh.russian.format import day, with_unit


def base_missing(plan: Plan) -> Iterator[Finding]:
    """An indicator of section 2 with no base value or no date of it."""
    indicators = plan["indicators"]
    for row in indicators[indicators["base_value"].isna() | indicators["base_date"].isna()].itertuples():
        yield Finding(
            "base_missing",
            "local",
            f"Показатель {row.id}: не указано базовое значение или его дата.",
            (places.indicator(row.id, row.title),),
            "Прирост показателя считать не от чего.",
            "Указать базовое значение и дату.",
        )


def base_value_differs(plan: Plan) -> Iterator[Finding]:
    """The base value of an indicator in annex 2 or in the methods is not that of section 2."""
    for row in plan["indicators"].itertuples():
        for value, unit, place in _other_bases(plan, row):
            if value != row.base_value and whole(value, unit) != whole(row.base_value, row.unit):
                yield Finding(
                    "base_value_differs",
                    "breaks",
                    f"Показатель {row.id}: базовое значение {with_unit(row.base_value, row.unit)} в разделе 2 и "
                    f"{with_unit(value, unit or row.unit)} — {place.section}.{_also_a_target(plan, row, value)}",
                    (places.indicator(row.id, with_unit(row.base_value, row.unit)), place),
                    "От базового значения считают прирост: при двух базах получаются два разных прироста.",
                    "Выбрать верное значение и исправить второе место.",
                )


def base_date_differs(plan: Plan) -> Iterator[Finding]:
    """The date of the base value in annex 2 is not that of section 2."""
    both = plan["indicators"].merge(plan["annex2_indicators"], left_on="id", right_on="indicator")
    for row in both.dropna(subset=["base_date_x", "base_date_y"]).itertuples():
        if row.base_date_x != row.base_date_y:
            yield Finding(
                "base_date_differs",
                "local",
                f"Показатель {row.id}: дата базового значения {day(row.base_date_x)} и {day(row.base_date_y)}.",
                (places.indicator(row.id, day(row.base_date_x)), places.annex2(row.row, day(row.base_date_y))),
                "Неизвестно, на какую дату взято базовое значение.",
                "Указать одну дату в обоих местах.",
            )


def base_date_inside_project(plan: Plan) -> Iterator[Finding]:
    """The base is dated after the project began, so the first year's target counts from the middle of the year."""
    for row in plan["indicators"].dropna(subset=["base_date"]).itertuples():
        if row.base_date.date() > plan.start:
            yield Finding(
                "base_date_inside_project",
                "local",
                f"Показатель {row.id}: базовое значение на {day(row.base_date)}, проект идёт с {day(plan.start)}.",
                (places.indicator(row.id, day(row.base_date)), places.head(f"{day(plan.start)} – {day(plan.end)}")),
                "Часть первого года не входит ни в базу, ни в прирост.",
                "Указать базу на дату не позже начала проекта.",
            )


def _other_bases(plan: Plan, row: Any) -> Iterator[tuple[float, str, Place]]:
    for other in plan["annex2_indicators"].query("indicator == @row.id").itertuples():
        if not pd.isna(other.base_value):
            yield (
                other.base_value,
                other.unit,
                places.annex2(other.row, with_unit(other.base_value, other.unit or row.unit)),
            )
    for other in plan["methods"].query("indicator == @row.id").itertuples():
        value = base_of(other.base)
        if value is not None:
            yield value, row.unit, places.method(f"{other.indicator}.", other.base)


def _also_a_target(plan: Plan, row: Any, value: float) -> str:
    years = plan["indicator_targets"].query("indicator == @row.id and target == @value")["year"]
    return f" Это же число — план на {years.iloc[0]} год." if len(years) else ""
