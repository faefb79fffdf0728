"""Dates of annex 1 as written: a start where one is due, control points on one day, an order of events."""

from __future__ import annotations

import re
from collections.abc import Iterator

from uspekh.passport.audit import places
from uspekh.passport.audit.dates import dated
from uspekh.passport.audit.finding import Finding
from uspekh.passport.plan import Plan
from uspekh.russian.format import day

_WRITTEN = re.compile(r"\d\d\.\d\d\.\d{4}(?: \(далее ежегодно(?: до \d{4} г\.)?\))?")
_MANY = 3
"""Events of one result from which equal dates mean that there is no order among them: our own."""


def start_missing(plan: Plan) -> Iterator[Finding]:
    """A result or event with no start."""
    items = plan["plan_items"]
    for item in items[items["start"].isna() & (items["kind"] != "control_point")].itertuples():
        yield Finding(
            "start_missing",
            "local",
            f"{item.item}: не указано начало.",
            (dated(item),),
            "Не видно, с какого дня пункт в работе.",
            "Указать дату начала.",
        )


def control_point_with_start(plan: Plan) -> Iterator[Finding]:
    """The few control points that have a start where most have none: a control point is one day."""
    points = plan["plan_items"].query("kind == 'control_point'")
    started = points[points["start"].notna()]
    if 0 < len(started) < len(points) / 2:
        yield Finding(
            "control_point_with_start",
            "trifle",
            f"У контрольных точек {', '.join(started['item'])} указано начало, "
            f"у остальных {len(points) - len(started)} — нет.",
            tuple(dated(item) for item in started.itertuples()),
            "Контрольная точка — один день; с началом она читается как мероприятие.",
            "Убрать дату начала.",
        )


def control_point_date_differs(plan: Plan) -> Iterator[Finding]:
    """A result none of whose control points falls on its last day."""
    points = plan["plan_items"].query("kind == 'control_point'")
    for result in plan["plan_items"].query("kind == 'result'").itertuples():
        mine = points[points["parent"] == result.item]
        if len(mine) and result.end not in set(mine["end"]):
            yield Finding(
                "control_point_date_differs",
                "local",
                f"Результат {result.item} заканчивается {day(result.end)}, контрольная точка — "
                f"{', '.join(day(end) for end in mine['end'])}.",
                (dated(result), *(dated(point) for point in mine.itertuples())),
                "Неясно, на какую дату проверяют результат.",
                "Привести даты к одной.",
            )


def date_written_oddly(plan: Plan) -> Iterator[Finding]:
    """A date with stray marks: a full stop after it, a space missing."""
    for item in plan["plan_items"].itertuples():
        for text in (item.start_text, item.end_text):
            if text and not _WRITTEN.fullmatch(text):
                yield Finding(
                    "date_written_oddly",
                    "trifle",
                    f"{item.item}: дата записана с ошибкой — «{text}».",
                    (places.item(item.number, text),),
                    "Такую дату программы читают как текст.",
                    "Записать как ДД.ММ.ГГГГ или «ДД.ММ.ГГГГ (далее ежегодно до ГГГГ г.)».",
                )


def events_without_order(plan: Plan) -> Iterator[Finding]:
    """A result of several years all of whose events run from its first day to its last."""
    events = plan["plan_items"].query("kind == 'event'")
    for result in plan["plan_items"].query("kind == 'result'").itertuples():
        mine = events[events["parent"] == result.item]
        whole = (mine["start"] == result.start) & (mine["end"] == result.end) & ~mine["yearly"]
        if len(mine) >= _MANY and whole.all() and result.end.year > result.start.year:
            yield Finding(
                "events_without_order",
                "local",
                f"Результат {result.item}: у всех {len(mine)} мероприятий один срок — "
                f"{day(result.start)}–{day(result.end)}.",
                (dated(result), *(dated(event) for event in mine.itertuples())),
                "До последнего дня ни одно мероприятие не просрочено, ход работы проверить нельзя.",
                "Указать очередность мероприятий.",
            )
