"""Targets and units of indicators: section 2 against annex 2 and its own titles."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from uspekh.passport.audit import places
from uspekh.passport.audit.figures import kind, scale, stated, whole
from uspekh.passport.audit.finding import Finding
from uspekh.passport.plan import Plan
from uspekh.russian.format import with_unit


def targets_differ(plan: Plan) -> Iterator[Finding]:
    """The target of a year in annex 2 is not that of section 2."""
    both = plan["indicator_targets"].merge(plan["annex2_targets"], on=["indicator", "year"])
    units = plan["indicators"].set_index("id")["unit"]
    rows = plan["annex2_indicators"].set_index("indicator")
    for row in both.itertuples():
        unit, other = units[row.indicator], rows.loc[row.indicator, "unit"]
        if row.target_y != row.target_x and whole(row.target_y, other) != whole(row.target_x, unit):
            figures = with_unit(row.target_x, unit), with_unit(row.target_y, other)
            yield Finding(
                "targets_differ",
                "breaks",
                f"Показатель {row.indicator}, {row.year} год: план {figures[0]} и {figures[1]}.",
                (
                    places.indicator(row.indicator, f"{row.year}: {figures[0]}"),
                    places.annex2(rows.loc[row.indicator, "row"], f"{row.year}: {figures[1]}"),
                ),
                "Выполнение считают от плана: при двух планах выполнение не определено.",
                "Указать одно плановое значение в обоих местах.",
            )


def annex2_row_missing(plan: Plan) -> Iterator[Finding]:
    """An indicator of section 2 that annex 2 leaves out, where there is an annex 2."""
    known = set(plan["annex2_indicators"]["indicator"])
    for row in plan["indicators"].itertuples():
        if known and row.id not in known:
            yield Finding(
                "annex2_row_missing",
                "local",
                f"Показатель {row.id}: нет строки в приложении № 2.",
                (places.indicator(row.id, row.title),),
                "Не видно, кто из организаций отвечает за показатель.",
                "Добавить строку в приложение № 2.",
            )


def unit_differs(plan: Plan) -> Iterator[Finding]:
    """One indicator with one number in units of different scale or kind."""
    both = plan["indicators"].merge(plan["annex2_indicators"], left_on="id", right_on="indicator")
    for row in both[both["unit_y"] != ""].itertuples():
        same_kind = kind(row.unit_x) == kind(row.unit_y)
        if same_kind and (scale(row.unit_x) == scale(row.unit_y) or not _same_numbers(plan, row)):
            continue
        yield Finding(
            "unit_differs",
            "breaks",
            f"Показатель {row.id}: «{row.unit_x}» в разделе 2 и «{row.unit_y}» в приложении № 2 при одних числах.",
            (places.indicator(row.id, places.end_of(row.title_x)), places.annex2(row.row, places.end_of(row.title_y))),
            f"Число прочтут в {scale(row.unit_x) * scale(row.unit_y)} раз меньше или больше."
            if same_kind
            else "Числа с разными единицами нельзя сравнить.",
            "Указать одну единицу измерения.",
        )


def target_in_title(plan: Plan) -> Iterator[Finding]:
    """A title that carries the number of one year's target."""
    for row in plan["indicators"].itertuples():
        mine = plan["indicator_targets"].query("indicator == @row.id")
        targets = {whole(target, row.unit): year for target, year in zip(mine["target"], mine["year"], strict=True)}
        for written, unit, value in stated(row.title):
            if unit == kind(row.unit) and value in targets:
                yield Finding(
                    "target_in_title",
                    "local",
                    f"Показатель {row.id}: в наименовании стоит план {targets[value]} года «{written}».",
                    (
                        places.indicator(row.id, places.end_of(row.title)),
                        places.indicator(row.id, f"{targets[value]}: {written}"),
                    ),
                    "Наименование верно только для одного года, единица измерения видна лишь из числа.",
                    "Оставить в наименовании единицу измерения без числа.",
                )


def _same_numbers(plan: Plan, row: Any) -> bool:
    mine = plan["indicator_targets"].query("indicator == @row.id and target != 0")
    theirs = plan["annex2_targets"].query("indicator == @row.id")
    return bool(len(mine.merge(theirs, on=["year", "target"])))
