"""Annex 1, dates: within the project and the parent, in order, written as dates."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pandas as pd

from uspekh.audit import places
from uspekh.audit.finding import Place
from uspekh.audit.rules import Contradiction, rule
from uspekh.passport.plan import Plan
from uspekh.russian.format import day

_WRITTEN = re.compile(r"\d\d\.\d\d\.\d{4}(?: \(далее ежегодно(?: до \d{4} г\.)?\))?")
_MANY = 3
"""Events of one result from which equal dates mean that there is no order among them: our own."""


@rule(
    "Срок вне проекта",
    severity="local",
    why="Пункт нельзя выполнить в срок: он закончился до начала проекта или начинается после конца.",
    advice="Исправить срок или исключить пункт.",
    needs=("plan_items",),
)
def outside_project(plan: Plan) -> Iterator[Contradiction]:
    """An item that begins before the project or ends after it."""
    for item in plan["plan_items"].itertuples():
        if _outside(plan, item):
            yield Contradiction(
                f"{item.item}: срок {_span(item)} вне срока проекта ({day(plan.start)}–{day(plan.end)}).",
                (dated(item), places.head(f"{day(plan.start)} – {day(plan.end)}")),
            )


@rule(
    "Окончание раньше начала",
    severity="breaks",
    why="Срок пункта не определён.",
    advice="Исправить одну из дат.",
    needs=("plan_items.start",),
)
def end_before_start(plan: Plan) -> Iterator[Contradiction]:
    """An item that ends before it starts."""
    items = plan["plan_items"]
    for item in items[items["end"] < items["start"]].itertuples():
        yield Contradiction(
            f"{item.item}: окончание {day(item.end)} раньше начала {day(item.start)}.",
            (dated(item),),
        )


@rule(
    "Срок пункта шире срока результата",
    severity="local",
    why="Результат считается достигнутым, пока его пункт ещё идёт.",
    advice="Привести срок пункта к сроку результата или перенести пункт к другому результату.",
    needs=("plan_items",),
)
def child_outside_parent(plan: Plan) -> Iterator[Contradiction]:
    """An item whose own dates leave those of its result; items outside the project have a rule of their own."""
    for item, parent in _with_parents(plan):
        early = not pd.isna(item.start) and not pd.isna(parent.start) and item.start < parent.start
        if (early or item.end > parent.end) and not _outside(plan, item):
            yield Contradiction(
                f"{item.item}: срок {_span(item)} выходит за срок результата {parent.item} ({_span(parent)}).",
                (dated(item), dated(parent)),
            )


@rule(
    "Ежегодный пункт под закрытым результатом",
    severity="local",
    why="В следующие годы пункт не относится ни к одному открытому результату.",
    advice="Повторить пункт под результатами следующих лет.",
    needs=("plan_items",),
)
def recurs_after_parent(plan: Plan) -> Iterator[Contradiction]:
    """«Далее ежегодно» under a result that ends earlier and does not recur itself."""
    for item, parent in _with_parents(plan):
        last = plan.end.year if pd.isna(item.yearly_until) else item.yearly_until.year
        if item.yearly and not parent.yearly and last > parent.end.year:
            yield Contradiction(
                f"{item.item} повторяется до {last} года, а результат {parent.item} закончен {day(parent.end)}.",
                (dated(item), dated(parent)),
            )


def dated(item: Any) -> Place:
    """The item's row with its title and dates as printed."""
    dates = f"{item.start_text} – {item.end_text}" if item.start_text else item.end_text
    return places.item(item.number, f"{places.cut(item.title, 90)}: {dates}")


@rule(
    "Не указано начало",
    severity="local",
    why="Не видно, с какого дня пункт в работе.",
    advice="Указать дату начала.",
    needs=("plan_items.start",),
)
def start_missing(plan: Plan) -> Iterator[Contradiction]:
    """A result or event with no start."""
    items = plan["plan_items"]
    for item in items[items["start"].isna() & (items["kind"] != "control_point")].itertuples():
        yield Contradiction(
            f"{item.item}: не указано начало.",
            (dated(item),),
        )


@rule(
    "Начало у контрольной точки",
    severity="trifle",
    why="Контрольная точка — один день; с началом она читается как мероприятие.",
    advice="Убрать дату начала.",
    needs=("plan_items.start",),
)
def control_point_with_start(plan: Plan) -> Iterator[Contradiction]:
    """The few control points that have a start where most have none: a control point is one day."""
    points = plan["plan_items"].query("kind == 'control_point'")
    started = points[points["start"].notna()]
    if 0 < len(started) < len(points) / 2:
        yield Contradiction(
            f"У контрольных точек {', '.join(started['item'])} указано начало, "
            f"у остальных {len(points) - len(started)} — нет.",
            tuple(dated(item) for item in started.itertuples()),
        )


@rule(
    "Контрольная точка не в день окончания результата",
    severity="local",
    why="Неясно, на какую дату проверяют результат.",
    advice="Привести даты к одной.",
    needs=("plan_items",),
)
def control_point_date_differs(plan: Plan) -> Iterator[Contradiction]:
    """A result none of whose control points falls on its last day."""
    points = plan["plan_items"].query("kind == 'control_point'")
    for result in plan["plan_items"].query("kind == 'result'").itertuples():
        mine = points[points["parent"] == result.item]
        if len(mine) and result.end not in set(mine["end"]):
            yield Contradiction(
                f"Результат {result.item} заканчивается {day(result.end)}, контрольная точка — "
                f"{', '.join(day(end) for end in mine['end'])}.",
                (dated(result), *(dated(point) for point in mine.itertuples())),
            )


@rule(
    "Дата записана с ошибкой",
    severity="trifle",
    why="Такую дату программы читают как текст.",
    advice="Записать как ДД.ММ.ГГГГ или «ДД.ММ.ГГГГ (далее ежегодно до ГГГГ г.)».",
    needs=("plan_items",),
)
def date_written_oddly(plan: Plan) -> Iterator[Contradiction]:
    """A date with stray marks: a full stop after it, a space missing."""
    for item in plan["plan_items"].itertuples():
        for text in (item.start_text, item.end_text):
            if text and not _WRITTEN.fullmatch(text):
                yield Contradiction(
                    f"{item.item}: дата записана с ошибкой — «{text}».",
                    (places.item(item.number, text),),
                )


@rule(
    "Все мероприятия на один срок",
    severity="local",
    why="До последнего дня ни одно мероприятие не просрочено, ход работы проверить нельзя.",
    advice="Указать очередность мероприятий.",
    needs=("plan_items.start",),
)
def events_without_order(plan: Plan) -> Iterator[Contradiction]:
    """A result of several years all of whose events run from its first day to its last."""
    events = plan["plan_items"].query("kind == 'event'")
    for result in plan["plan_items"].query("kind == 'result'").itertuples():
        mine = events[events["parent"] == result.item]
        whole = (mine["start"] == result.start) & (mine["end"] == result.end) & ~mine["yearly"]
        if len(mine) >= _MANY and whole.all() and result.end.year > result.start.year:
            yield Contradiction(
                f"Результат {result.item}: у всех {len(mine)} мероприятий один срок — "
                f"{day(result.start)}–{day(result.end)}.",
                (dated(result), *(dated(event) for event in mine.itertuples())),
            )


def _with_parents(plan: Plan) -> Iterator[tuple[Any, Any]]:
    rows = {item.item: item for item in plan["plan_items"].itertuples()}
    for item in rows.values():
        if item.parent:
            yield item, rows[item.parent]


def _outside(plan: Plan, item: Any) -> bool:
    start = item.end if pd.isna(item.start) else item.start
    return bool(start.date() < plan.start or item.end.date() > plan.end)


def _span(item: Any) -> str:
    return day(item.end) if pd.isna(item.start) else f"{day(item.start)}–{day(item.end)}"
