"""Section 2 and annex 2: bases, units and targets of the indicators."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pandas as pd

from uspekh.audit import places
from uspekh.audit.finding import Place
from uspekh.audit.rules import Contradiction, rule
from uspekh.audit.wording import base_of, kind, scale, stated, whole
from uspekh.passport.plan import Plan
from uspekh.russian.format import day, with_unit


@rule(
    "Нет базового значения",
    severity="local",
    why="Прирост показателя считать не от чего.",
    advice="Указать базовое значение и дату.",
    needs=("indicators.base_value",),
)
def base_missing(plan: Plan) -> Iterator[Contradiction]:
    """An indicator of section 2 with no base value or no date of it."""
    indicators = plan["indicators"]
    for row in indicators[indicators["base_value"].isna() | indicators["base_date"].isna()].itertuples():
        yield Contradiction(
            f"Показатель {row.id}: не указано базовое значение или его дата.",
            (places.indicator(row.id, row.title),),
        )


@rule(
    "Базовые значения расходятся",
    severity="breaks",
    why="От базового значения считают прирост: при двух базах получаются два разных прироста.",
    advice="Выбрать верное значение и исправить второе место.",
    needs=("indicators.base_value",),
)
def base_value_differs(plan: Plan) -> Iterator[Contradiction]:
    """The base value of an indicator in annex 2 or in the methods is not that of section 2."""
    for row in plan["indicators"].itertuples():
        for value, unit, place in _other_bases(plan, row):
            if value != row.base_value and whole(value, unit) != whole(row.base_value, row.unit):
                yield Contradiction(
                    f"Показатель {row.id}: базовое значение {with_unit(row.base_value, row.unit)} в разделе 2 и "
                    f"{with_unit(value, unit or row.unit)} — {place.section}.{_also_a_target(plan, row, value)}",
                    (places.indicator(row.id, with_unit(row.base_value, row.unit)), place),
                )


@rule(
    "Даты базовых значений расходятся",
    severity="local",
    why="Неизвестно, на какую дату взято базовое значение.",
    advice="Указать одну дату в обоих местах.",
    needs=("indicators.base_date", "annex2_indicators.base_date"),
)
def base_date_differs(plan: Plan) -> Iterator[Contradiction]:
    """The date of the base value in annex 2 is not that of section 2."""
    both = plan["indicators"].merge(plan["annex2_indicators"], left_on="id", right_on="indicator")
    for row in both.dropna(subset=["base_date_x", "base_date_y"]).itertuples():
        if row.base_date_x != row.base_date_y:
            yield Contradiction(
                f"Показатель {row.id}: дата базового значения {day(row.base_date_x)} и {day(row.base_date_y)}.",
                (places.indicator(row.id, day(row.base_date_x)), places.annex2(row.row, day(row.base_date_y))),
            )


@rule(
    "Базовое значение на дату внутри проекта",
    severity="local",
    why="Часть первого года не входит ни в базу, ни в прирост.",
    advice="Указать базу на дату не позже начала проекта.",
    needs=("indicators.base_date",),
)
def base_date_inside_project(plan: Plan) -> Iterator[Contradiction]:
    """The base is dated after the project began, so the first year's target counts from the middle of the year."""
    for row in plan["indicators"].dropna(subset=["base_date"]).itertuples():
        if row.base_date.date() > plan.start:
            yield Contradiction(
                f"Показатель {row.id}: базовое значение на {day(row.base_date)}, проект идёт с {day(plan.start)}.",
                (places.indicator(row.id, day(row.base_date)), places.head(f"{day(plan.start)} – {day(plan.end)}")),
            )


@rule(
    "Плановые значения расходятся",
    severity="breaks",
    why="Выполнение считают от плана: при двух планах выполнение не определено.",
    advice="Указать одно плановое значение в обоих местах.",
    needs=("indicator_targets", "annex2_indicators", "annex2_targets"),
)
def targets_differ(plan: Plan) -> Iterator[Contradiction]:
    """The target of a year in annex 2 is not that of section 2."""
    both = plan["indicator_targets"].merge(plan["annex2_targets"], on=["indicator", "year"])
    units = plan["indicators"].set_index("id")["unit"]
    rows = plan["annex2_indicators"].set_index("indicator")
    for row in both.itertuples():
        unit, other = units[row.indicator], rows.loc[row.indicator, "unit"]
        if row.target_y != row.target_x and whole(row.target_y, other) != whole(row.target_x, unit):
            figures = with_unit(row.target_x, unit), with_unit(row.target_y, other)
            yield Contradiction(
                f"Показатель {row.indicator}, {row.year} год: план {figures[0]} и {figures[1]}.",
                (
                    places.indicator(row.indicator, f"{row.year}: {figures[0]}"),
                    places.annex2(rows.loc[row.indicator, "row"], f"{row.year}: {figures[1]}"),
                ),
            )


@rule(
    "Показателя нет в приложении № 2",
    severity="local",
    why="Не видно, кто из организаций отвечает за показатель.",
    advice="Добавить строку в приложение № 2.",
    needs=("indicators", "annex2_indicators"),
)
def annex2_row_missing(plan: Plan) -> Iterator[Contradiction]:
    """An indicator of section 2 that annex 2 leaves out, where there is an annex 2."""
    known = set(plan["annex2_indicators"]["indicator"])
    for row in plan["indicators"].itertuples():
        if known and row.id not in known:
            yield Contradiction(
                f"Показатель {row.id}: нет строки в приложении № 2.",
                (places.indicator(row.id, row.title),),
            )


@rule(
    "Единицы измерения расходятся",
    severity="breaks",
    why="Числа с разными единицами нельзя сравнить.",
    advice="Указать одну единицу измерения.",
    needs=("indicators", "annex2_indicators.unit"),
)
def unit_differs(plan: Plan) -> Iterator[Contradiction]:
    """One indicator with one number in units of different scale or kind."""
    both = plan["indicators"].merge(plan["annex2_indicators"], left_on="id", right_on="indicator")
    for row in both[both["unit_y"] != ""].itertuples():
        same_kind = kind(row.unit_x) == kind(row.unit_y)
        if same_kind and (scale(row.unit_x) == scale(row.unit_y) or not _same_numbers(plan, row)):
            continue
        yield Contradiction(
            f"Показатель {row.id}: «{row.unit_x}» в разделе 2 и «{row.unit_y}» в приложении № 2 при одних числах.",
            (places.indicator(row.id, places.end_of(row.title_x)), places.annex2(row.row, places.end_of(row.title_y))),
            why=f"Число прочтут в {scale(row.unit_x) * scale(row.unit_y)} раз меньше или больше."
            if same_kind
            else "Числа с разными единицами нельзя сравнить.",
        )


@rule(
    "План года стоит в наименовании показателя",
    severity="local",
    why="Наименование верно только для одного года, единица измерения видна лишь из числа.",
    advice="Оставить в наименовании единицу измерения без числа.",
    needs=("indicators", "indicator_targets"),
)
def target_in_title(plan: Plan) -> Iterator[Contradiction]:
    """A title that carries the number of one year's target."""
    for row in plan["indicators"].itertuples():
        mine = plan["indicator_targets"].query("indicator == @row.id")
        targets = {whole(target, row.unit): year for target, year in zip(mine["target"], mine["year"], strict=True)}
        for written, unit, value in stated(row.title):
            if unit == kind(row.unit) and value in targets:
                yield Contradiction(
                    f"Показатель {row.id}: в наименовании стоит план {targets[value]} года «{written}».",
                    (
                        places.indicator(row.id, places.end_of(row.title)),
                        places.indicator(row.id, f"{targets[value]}: {written}"),
                    ),
                )


@rule(
    "Показатель без результатов и мероприятий",
    severity="breaks",
    why="Не видно, за счёт чего показатель изменится.",
    advice="Добавить результат и мероприятия для показателя.",
    needs=("indicators", "results"),
)
def indicator_without_result(plan: Plan) -> Iterator[Contradiction]:
    """An indicator that no result of section 3 serves, or whose results have no items in annex 1."""
    links = plan["links"]
    planned = set(links.loc[links["kind"] == "plan_item", "result"])
    for indicator in plan["indicators"].itertuples():
        results = set(links.query("kind == 'indicator' and target == @indicator.id")["result"])
        if not results & planned:
            lack = "нет пунктов плана" if results else "нет ни одного результата"
            yield Contradiction(
                f"Показатель {indicator.id}: {lack}.",
                (places.indicator(indicator.id, indicator.title),),
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


def _same_numbers(plan: Plan, row: Any) -> bool:
    mine = plan["indicator_targets"].query("indicator == @row.id and target != 0")
    theirs = plan["annex2_targets"].query("indicator == @row.id")
    return bool(len(mine.merge(theirs, on=["year", "target"])))
