"""Dates of annex 1: within the project, within the parent, in order."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pandas as pd

from uspekh.passport.audit import places
from uspekh.passport.audit.finding import Finding, Place
from uspekh.passport.plan import Plan
from uspekh.russian.format import day


def outside_project(plan: Plan) -> Iterator[Finding]:
    """An item that begins before the project or ends after it."""
    for item in plan["plan_items"].itertuples():
        if _outside(plan, item):
            yield Finding(
                "outside_project",
                "local",
                f"{item.item}: срок {_span(item)} вне срока проекта ({day(plan.start)}–{day(plan.end)}).",
                (dated(item), places.head(f"{day(plan.start)} – {day(plan.end)}")),
                "Пункт нельзя выполнить в срок: он закончился до начала проекта или начинается после конца.",
                "Исправить срок или исключить пункт.",
            )


def end_before_start(plan: Plan) -> Iterator[Finding]:
    """An item that ends before it starts."""
    items = plan["plan_items"]
    for item in items[items["end"] < items["start"]].itertuples():
        yield Finding(
            "end_before_start",
            "breaks",
            f"{item.item}: окончание {day(item.end)} раньше начала {day(item.start)}.",
            (dated(item),),
            "Срок пункта не определён.",
            "Исправить одну из дат.",
        )


def child_outside_parent(plan: Plan) -> Iterator[Finding]:
    """An item whose own dates leave those of its result; items outside the project have a rule of their own."""
    for item, parent in _with_parents(plan):
        early = not pd.isna(item.start) and not pd.isna(parent.start) and item.start < parent.start
        if (early or item.end > parent.end) and not _outside(plan, item):
            yield Finding(
                "child_outside_parent",
                "local",
                f"{item.item}: срок {_span(item)} выходит за срок результата {parent.item} ({_span(parent)}).",
                (dated(item), dated(parent)),
                "Результат считается достигнутым, пока его пункт ещё идёт.",
                "Привести срок пункта к сроку результата или перенести пункт к другому результату.",
            )


def recurs_after_parent(plan: Plan) -> Iterator[Finding]:
    """«Далее ежегодно» under a result that ends earlier and does not recur itself."""
    for item, parent in _with_parents(plan):
        last = plan.end.year if pd.isna(item.yearly_until) else item.yearly_until.year
        if item.yearly and not parent.yearly and last > parent.end.year:
            yield Finding(
                "recurs_after_parent",
                "local",
                f"{item.item} повторяется до {last} года, а результат {parent.item} закончен {day(parent.end)}.",
                (dated(item), dated(parent)),
                "В следующие годы пункт не относится ни к одному открытому результату.",
                "Повторить пункт под результатами следующих лет.",
            )


def _with_parents(plan: Plan) -> Iterator[tuple[Any, Any]]:
    rows = {item.item: item for item in plan["plan_items"].itertuples()}
    for item in rows.values():
        if item.parent:
            yield item, rows[item.parent]


def _outside(plan: Plan, item: Any) -> bool:
    start = item.end if pd.isna(item.start) else item.start
    return start.date() < plan.start or item.end.date() > plan.end


def _span(item: Any) -> str:
    return day(item.end) if pd.isna(item.start) else f"{day(item.start)}–{day(item.end)}"


def dated(item: Any) -> Place:
    """The item's row with its title and dates as printed."""
    dates = f"{item.start_text} – {item.end_text}" if item.start_text else item.end_text
    return places.item(item.number, f"{places.cut(item.title, 90)}: {dates}")
