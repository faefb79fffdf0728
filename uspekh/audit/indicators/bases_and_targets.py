"""Section 2 and annex 2: bases, units and targets of the indicators."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pandas as pd

from uspekh.audit import quotes
from uspekh.audit.document.unread import numbers_unread
from uspekh.audit.family import results_of
from uspekh.audit.finding import Citation
from uspekh.audit.rules import Contradiction, rule
from uspekh.audit.wording import base_of, kind, scale, stated, whole
from uspekh.passport.plan import Plan
from uspekh.russian.format import day, number, with_unit

_NUMBER = re.compile(r"^[\d\s,]+")
_BOUND = re.compile(r"от \d{1,2} до (\d{1,2}) лет")
_BOUND_SAID = re.compile(r"включительно|не достиг|полных лет")


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
    unread = numbers_unread(plan, "indicators", "base_value", "base_date")
    without = (indicators["base_value"].isna() | indicators["base_date"].isna()) & ~indicators["id"].isin(unread)
    for row in indicators[without].itertuples():
        yield Contradiction(
            f"Показатель {row.id}: не указано базовое значение или его дата.",
            (quotes.indicator(row.id, row.title),),
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
        for value, unit, reference in _other_bases(plan, row):
            if value != row.base_value and whole(value, unit) != whole(row.base_value, row.unit):
                yield Contradiction(
                    f"Показатель {row.id}: базовое значение {with_unit(row.base_value, row.unit)} в разделе 2 и "
                    f"«{reference.quote}» — {reference.section}.{_also_a_target(plan, row, value)}",
                    (quotes.indicator(row.id, with_unit(row.base_value, row.unit)), reference),
                    proposal=f"{reference}: {with_unit(row.base_value, row.unit)}, как в разделе 2",
                )


@rule(
    "Даты базовых значений расходятся",
    severity="local",
    why="Неизвестно, на какую дату взято базовое значение.",
    advice="Указать одну дату в обоих местах.",
    needs=("indicators.base_date", "annex2_indicators.base_date"),
)
def base_date_differs(plan: Plan) -> Iterator[Contradiction]:
    """The dates of base values in annex 2 that are not those of section 2: one cause, one finding."""
    both = plan["indicators"].merge(plan["annex2_indicators"], left_on="id", right_on="indicator")
    both = both.dropna(subset=["base_date_x", "base_date_y"])
    unlike = list(both[both["base_date_x"] != both["base_date_y"]].itertuples())
    if unlike:
        shown = "; ".join(f"показатель {r.id} — {day(r.base_date_x)} и {day(r.base_date_y)}" for r in unlike)
        yield Contradiction(
            f"Даты базовых значений в разделе 2 и в приложении № 2 разные: {shown}.",
            tuple(
                reference
                for r in unlike
                for reference in (quotes.indicator(r.id, day(r.base_date_x)), quotes.annex2(r.row, day(r.base_date_y)))
            ),
            proposal="Приложение № 2: " + "; ".join(f"строка {r.row} — {day(r.base_date_x)}" for r in unlike),
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
                (quotes.indicator(row.id, day(row.base_date)), quotes.head(f"{day(plan.start)} – {day(plan.end)}")),
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
    rows = plan["annex2_indicators"].drop_duplicates("indicator").set_index("indicator")
    for row in both.itertuples():
        unit, other = units[row.indicator], rows.loc[row.indicator, "unit"]
        if row.target_y != row.target_x and whole(row.target_y, other) != whole(row.target_x, unit):
            figures = with_unit(row.target_x, unit), with_unit(row.target_y, other)
            yield Contradiction(
                f"Показатель {row.indicator}, {row.year} год: план {figures[0]} и {figures[1]}.",
                (
                    quotes.indicator(row.indicator, f"{row.year}: {figures[0]}"),
                    quotes.annex2(rows.loc[row.indicator, "row"], f"{row.year}: {figures[1]}"),
                ),
                proposal=f"Приложение № 2, {row.year} год: {figures[0]}, как в разделе 2",
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
    listed = set(plan["annex2_indicators"]["indicator"])
    for row in plan["indicators"].itertuples():
        if listed and row.id not in listed:
            yield Contradiction(
                f"Показатель {row.id}: нет строки в приложении № 2.",
                (quotes.indicator(row.id, row.title),),
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
            f"Показатель {row.id}: единица измерения в разделе 2 — «{_end(row.title_x)}», "
            f"в приложении № 2 — «{_end(row.title_y)}», а числа одни и те же.",
            (quotes.indicator(row.id, quotes.end_of(row.title_x)), quotes.annex2(row.row, quotes.end_of(row.title_y))),
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
        mine = _of(plan, "indicator_targets", row.id)
        targets = {whole(target, row.unit): year for target, year in zip(mine["target"], mine["year"], strict=True)}
        for written, unit, value in stated(row.title):
            if unit == kind(row.unit) and value in targets:
                yield Contradiction(
                    f"Показатель {row.id}: в наименовании стоит план {targets[value]} года «{written}».",
                    (
                        quotes.indicator(row.id, quotes.end_of(row.title)),
                        quotes.indicator(row.id, f"{targets[value]}: {number(float(value) / scale(row.unit), 3)}"),
                    ),
                    proposal=row.title.replace(f" {written}", f", {_NUMBER.sub('', written)}").replace(",,", ","),
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
        results = set(results_of(plan, "indicator", indicator.id))
        if not results & planned:
            lack = "нет пунктов плана" if results else "нет ни одного результата"
            yield Contradiction(
                f"Показатель {indicator.id}: {lack}.",
                (quotes.indicator(indicator.id, indicator.title),),
            )


@rule(
    "Граница возраста не определена",
    severity="local",
    why="Входят ли дети последнего года, не сказано: от этого зависит численность, от которой считают.",
    advice="Написать «включительно» или «не достигшие N лет».",
    needs=("indicators",),
)
def bound_unsaid(plan: Plan) -> Iterator[Contradiction]:
    """«От 5 до 18 лет» of which nobody says whether the last year is in it."""
    texts = [(row.title, quotes.indicator(row.id, row.title)) for row in plan["indicators"].itertuples()]
    texts += [
        (f"{row.method} {row.terms}", quotes.method(row.indicator, quotes.around(f"{row.method} {row.terms}", "от ")))
        for row in plan["methods"].itertuples()
    ]
    if any(_BOUND_SAID.search(text) for text, _ in texts):
        return
    bounds = [(_BOUND.search(text), reference) for text, reference in texts]
    unsaid = [(match, reference) for match, reference in bounds if match]
    if unsaid and any(_BOUND.search(title) for title in plan["indicators"]["title"]):
        match = unsaid[0][0]
        yield Contradiction(
            f"«{match[0]}»: не сказано, входят ли дети {match[1]} лет.",
            tuple(reference for _, reference in unsaid),
            proposal=f"{match[0]} включительно (или: не достигшие {match[1]} лет)",
        )


def _end(title: str) -> str:
    """What stands after the last comma of a title, where it is short: the unit of measurement."""
    return quotes.end_of(title, 25)


def _other_bases(plan: Plan, row: Any) -> Iterator[tuple[float, str, Citation]]:
    for other in _of(plan, "annex2_indicators", row.id).itertuples():
        if not pd.isna(other.base_value):
            yield (
                other.base_value,
                other.unit,
                quotes.annex2(other.row, number(other.base_value, 3)),
            )
    for other in _of(plan, "methods", row.id).itertuples():
        value = base_of(other.base)
        if value is not None:
            yield value, row.unit, quotes.method(other.indicator, other.base)


def _also_a_target(plan: Plan, row: Any, value: float) -> str:
    mine = _of(plan, "indicator_targets", row.id)
    years = mine.loc[mine["target"] == value, "year"]
    return f" Это же число — план на {years.iloc[0]} год." if len(years) else ""


def _same_numbers(plan: Plan, row: Any) -> bool:
    both = _of(plan, "indicator_targets", row.id).merge(_of(plan, "annex2_targets", row.id), on=["year", "target"])
    return bool((both["target"] != 0).any())


def _of(plan: Plan, table: str, indicator: str) -> pd.DataFrame:
    rows = plan[table]
    return rows[rows["indicator"] == indicator]
