"""Annex 1, dates: within the project and the parent, in order, written as dates."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pandas as pd

from uspekh.audit import quotes
from uspekh.audit.document.unread import numbers_unread
from uspekh.audit.finding import Citation
from uspekh.audit.rules import Contradiction, rule
from uspekh.passport.plan import Plan
from uspekh.russian.format import day

# «до 2021 г.» and «до 2021г.» are both usual.
_WRITTEN = re.compile(r"\d\d\.\d\d\.\d{4}(?: \(далее ежегодно(?: до \d{4} ?г(?:ода|\.))?\))?")
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
    for item in plan["plan_items"].dropna(subset=["end"]).itertuples():
        if _outside(plan, item):
            yield Contradiction(
                f"{item.item}: срок {_span(item)} вне срока проекта ({day(plan.start)}–{day(plan.end)}).",
                (dated(item), quotes.head(f"{day(plan.start)} – {day(plan.end)}")),
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
        if pd.isna(parent.end):
            continue
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
    """Items «далее ежегодно» under results that end earlier and do not recur themselves: one finding."""
    outlasting = [
        (item, parent, plan.end.year if pd.isna(item.yearly_until) else item.yearly_until.year)
        for item, parent in _with_parents(plan)
        if item.yearly and not parent.yearly and not pd.isna(parent.end)
    ]
    outlasting = [(item, parent, last) for item, parent, last in outlasting if last > parent.end.year]
    if outlasting:
        shown = "; ".join(
            f"{item.item} до {last} г. (результат {p.item} — {p.end.year} г.)" for item, p, last in outlasting
        )
        yield Contradiction(
            f"Пункты повторяются после окончания своего результата: {shown}.",
            tuple(
                dict.fromkeys(reference for item, parent, _ in outlasting for reference in (dated(item), dated(parent)))
            ),
        )


def dated(item: Any) -> Citation:
    """The item's row with its title and dates as printed."""
    dates = f"{item.start_text} – {item.end_text}" if item.start_text else item.end_text or "срока нет"
    return quotes.item(item.number, f"{quotes.cut(item.title, 90)}: {dates}")


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
    unread = numbers_unread(plan, "plan_items", "start")
    missing = items["start"].isna() & (items["kind"] != "control_point") & ~items["number"].isin(unread)
    for item in items[missing].itertuples():
        yield Contradiction(
            f"{item.item}: не указано начало.",
            (dated(item),),
        )


@rule(
    "Не указано окончание",
    severity="breaks",
    why="Срока нет: пункт никогда не будет просрочен и не входит ни в один год.",
    advice="Указать дату окончания.",
    needs=("plan_items",),
)
def end_missing(plan: Plan) -> Iterator[Contradiction]:
    """An item with no end."""
    items = plan["plan_items"]
    unread = numbers_unread(plan, "plan_items", "end")
    for item in items[items["end"].isna() & ~items["number"].isin(unread)].itertuples():
        yield Contradiction(f"{item.item}: не указано окончание.", (quotes.item(item.number, item.title),))


@rule(
    "Начало у контрольной точки",
    severity="trifle",
    why="Контрольная точка — один день; с началом она читается как мероприятие.",
    advice="Убрать дату начала.",
    needs=("plan_items.start",),
)
def control_point_with_start(plan: Plan) -> Iterator[Contradiction]:
    """The few control points that have a start where most have none: a control point is one day."""
    points = _of_kind(plan, "control_point")
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
    points = _of_kind(plan, "control_point").dropna(subset=["end"])
    for result in _of_kind(plan, "result").dropna(subset=["end"]).itertuples():
        mine = points[points["parent"] == result.item]
        if len(mine) and result.end not in set(mine["end"]):
            yield Contradiction(
                f"Результат {result.item} заканчивается {day(result.end)}, контрольная точка — "
                f"{', '.join(day(end) for end in mine['end'])}.",
                (dated(result), *(dated(point) for point in mine.itertuples())),
                proposal=f"Контрольная точка — {day(result.end)}",
            )


@rule(
    "Дата записана с ошибкой",
    severity="trifle",
    why="Такую дату программы читают как текст.",
    advice="Записать как ДД.ММ.ГГГГ или «ДД.ММ.ГГГГ (далее ежегодно до ГГГГ г.)».",
    needs=("plan_items",),
)
def date_written_oddly(plan: Plan) -> Iterator[Contradiction]:
    """Dates with stray marks, such as a full stop after them: one finding."""
    odd = [
        (item, text)
        for item in plan["plan_items"].itertuples()
        for text in (item.start_text, item.end_text)
        if text and not _WRITTEN.fullmatch(text)
    ]
    if odd:
        yield Contradiction(
            f"Даты записаны с ошибкой: {'; '.join(f'{item.item} — «{text}»' for item, text in odd)}.",
            tuple(quotes.item(item.number, text) for item, text in odd),
            proposal="; ".join(text.strip(" .") for _, text in odd),
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
    events = _of_kind(plan, "event")
    for result in _of_kind(plan, "result").dropna(subset=["start", "end"]).itertuples():
        mine = events[events["parent"] == result.item]
        whole = (mine["start"] == result.start) & (mine["end"] == result.end) & ~mine["yearly"]
        if len(mine) >= _MANY and whole.all() and result.end.year > result.start.year:
            yield Contradiction(
                f"Результат {result.item}: у всех {len(mine)} мероприятий один срок — "
                f"{day(result.start)}–{day(result.end)}.",
                (dated(result), *(dated(event) for event in mine.itertuples())),
            )


def _of_kind(plan: Plan, kind: str) -> pd.DataFrame:
    items = plan["plan_items"]
    return items[items["kind"] == kind]


def _with_parents(plan: Plan) -> Iterator[tuple[Any, Any]]:
    rows = {item.item: item for item in plan["plan_items"].itertuples()}
    for item in rows.values():
        if item.parent and not pd.isna(item.end):
            yield item, rows[item.parent]


def _outside(plan: Plan, item: Any) -> bool:
    start = item.end if pd.isna(item.start) else item.start
    return bool(start.date() < plan.start or item.end.date() > plan.end)


def _span(item: Any) -> str:
    return day(item.end) if pd.isna(item.start) else f"{day(item.start)}–{day(item.end)}"
