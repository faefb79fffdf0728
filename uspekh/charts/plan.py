"""The plan of measures in time: its items grouped by result, with their states and dates."""

from __future__ import annotations

from datetime import date
from typing import TypeAlias

import altair as alt
import pandas as pd

from uspekh.charts import palette
from uspekh.charts.labels import described, tooltip, wrapped
from uspekh.charts.layers import lines_texts, state_signs, touch_area
from uspekh.charts.rows import row_axis
from uspekh.charts.theme import Chart, empty, finish
from uspekh.russian.format import NBSP, day, missing

Span: TypeAlias = tuple[pd.Timestamp, pd.Timestamp]

_NAMES = 250
"""Pixels of the column of names."""
_STEP = 40
_LONG = 800
"""Days of a span marked by years; a shorter one is marked by quarters."""
_TEXTS = {
    "№": "item",
    "Мероприятие": "title",
    "Результат": "result",
    "Срок": "term",
    "Состояние": "status_label",
    "Исполнено": "done_text",
    "Прогноз": "forecast_text",
    "Контроль": "control",
}
_HEADING = "= "
"""Beginning of the key of a heading: no number of an item begins so."""
_WIDTH, _LINES = 34, 2
_DATE_WORDS = {"done_at": "дата исполнения", "forecast_at": "прогнозная дата"}
_MOMENTS = {"start": "since", "end": "moment", "done": "done_at", "forecast": "forecast_at"}


def gantt(
    frame: pd.DataFrame,
    *,
    as_of: date | None = None,
    domain: tuple[date, date] | None = None,
    title: str = "",
    selection: str | None = None,
) -> Chart:
    """Plan items in time, grouped by result; a sign of state at the end of each, a line at ``as_of``.

    ``frame``: ``item``, ``title``, ``result``, ``status``, ``status_label``, ``control`` str; ``end`` date; ``start``,
    ``done``, ``forecast`` date, nullable (the last two may be left out). An item that recurs has a row for each time
    and one line on the chart. ``domain`` zooms; ``selection`` chooses by ``item``.
    """
    shown = _touching(frame, domain)
    if shown.empty:
        return empty(title)
    rows = _plan_texts(shown)
    lines = _plan_lines(rows)
    look = {"labelAlign": "left", "labelPadding": _NAMES, "minExtent": _NAMES, "maxExtent": _NAMES, "domain": False}
    position = row_axis("item", lines, **look)
    height = _STEP * len(lines)
    span, dates = _span(rows, domain), _date_rows(rows)
    among = pd.concat([rows, dates])
    layers = [
        *_today(as_of, span, height),
        *_headings(_heading_rows(lines), position),
        _terms(rows, span, position),
        _signs(rows, among, position),
        _signs(dates, among, position, lift=-14),
        touch_area(rows, tooltip(_TEXTS), ["item"], selection, y=position),
    ]
    return finish(*layers, height=height, title=title, description=described(rows, _TEXTS))


def _span(rows: pd.DataFrame, domain: tuple[date, date] | None) -> Span:
    """The zoom, or the whole of the plan with a little room at both ends."""
    if domain:
        return pd.Timestamp(domain[0]), pd.Timestamp(domain[1])
    moments = pd.to_datetime(rows[["begins", "moment", "done_at", "forecast_at"]].stack())
    room = (moments.max() - moments.min()) / 40 + pd.Timedelta(days=1)
    return moments.min() - room, moments.max() + room


def _scale(span: Span) -> alt.Scale:
    first, last = (alt.DateTime(year=at.year, month=at.month, date=at.day) for at in span)
    return alt.Scale(domainMin=first, domainMax=last, nice=False)


def _axis(span: Span) -> alt.Axis:
    """Time on top, in years or in quarters."""
    if (span[1] - span[0]).days > _LONG:
        return alt.Axis(title=None, orient="top", format="%Y", tickCount="year")
    quarters = alt.TimeIntervalStep(interval="month", step=3)
    named = "timeFormat(datum.value, month(datum.value) == 0 ? '%b %Y' : '%b')"
    return alt.Axis(title=None, orient="top", labelExpr=named, tickCount=quarters)


def _headings(rows: pd.DataFrame, position: alt.Y) -> list[alt.Chart]:
    """The result across the whole width, above its items."""
    start = alt.XValue(-_NAMES)
    band = alt.Chart(rows).mark_rect(color=palette.BAND, clip=False)
    return [
        band.encode(x=start, x2=alt.X2Value("width"), y=position),
        *lines_texts(
            rows, "text", look={"align": "left", "dx": 4, "fontWeight": 600, "color": palette.INK}, x=start, y=position
        ),
    ]


def _terms(rows: pd.DataFrame, span: Span, position: alt.Y) -> alt.Chart:
    """A bar from start to end in the tint of the state; a control point has no length, only its sign."""
    signs = [palette.STATUSES[status] for status in rows["status"]]
    looks = rows.assign(tint=[sign.tint for sign in signs], edge=[sign.colour for sign in signs])
    bars = alt.Chart(looks).mark_bar(height=14, clip=True, strokeWidth=1)
    return bars.encode(
        x=alt.X("begins:T", scale=_scale(span), axis=_axis(span)),
        x2=alt.X2("moment:T"),
        y=position,
        color=alt.Color("tint:N", scale=None),
        stroke=alt.Stroke("edge:N", scale=None),
    )


def _signs(rows: pd.DataFrame, among: pd.DataFrame, position: alt.Y, lift: int = 0) -> alt.Chart:
    """Signs of state at the ends of bars and, lifted above the bars, signs of dates; one legend for both."""
    moment = alt.X("moment:T")
    look = {"size": 110, "clip": True, "yOffset": lift}
    signs = palette.STATUSES | palette.DATES
    return state_signs(rows, signs, "status", among=among, look=look, legend={"offset": 26}, x=moment, y=position)


def _today(as_of: date | None, span: Span, height: int) -> list[alt.Chart]:
    """An upright line at the date of the view, named under the plot on the side where there is room."""
    if as_of is None or not span[0] <= pd.Timestamp(as_of) <= span[1]:
        return []
    at = alt.Chart(pd.DataFrame({"now": [f"{as_of:%Y-%m-%d}T00:00:00"], "text": [f"на {day(as_of)}"]}))
    position = alt.X("now:T")
    late = pd.Timestamp(as_of) - span[0] > (span[1] - span[0]) / 2
    name = at.mark_text(baseline="top", dy=4, clip=False, fontWeight=600, align="right" if late else "left")
    return [
        at.mark_rule(color=palette.INK, strokeWidth=1.5, strokeDash=[3, 3]).encode(x=position),
        name.encode(x=position, y=alt.YValue(height), text=alt.Text("text:N")),
    ]


def _touching(frame: pd.DataFrame, domain: tuple[date, date] | None) -> pd.DataFrame:
    """The items that touch the span."""
    if domain is None or frame.empty:
        return frame
    first, last = map(pd.Timestamp, domain)
    ends = pd.to_datetime(frame["end"])
    begins = pd.to_datetime(frame["start"]).fillna(ends)
    return frame[(begins <= last) & (ends >= first)]


def _plan_texts(frame: pd.DataFrame) -> pd.DataFrame:
    """The rows with every text of the chart; dates as local moments (text without a zone) or missing."""
    rows = frame.reset_index(drop=True)
    rows = rows.assign(**{name: rows.get(name) for name in ("done", "forecast")})
    for column, name in _MOMENTS.items():
        rows[name] = pd.to_datetime(rows[column]).dt.strftime("%Y-%m-%dT00:00:00")
    texts = rows.assign(
        begins=rows["since"].fillna(rows["moment"]),
        term=[_term(*ends) for ends in zip(rows["start"], rows["end"], strict=True)],
        done_text=[_or_dash(value) for value in rows["done"]],
        forecast_text=[_or_dash(value) for value in rows["forecast"]],
    )
    return texts.drop(columns=list(_MOMENTS))


def _date_rows(rows: pd.DataFrame) -> pd.DataFrame:
    """A row for each date of execution and each forecast: ``item``, ``moment``, ``status``, ``status_label``."""
    columns = ["item", "moment", "status", "status_label"]
    return pd.concat(
        [
            rows[rows[name].notna()].assign(moment=lambda rows, at=name: rows[at], status=name, status_label=word)
            for name, word in _DATE_WORDS.items()
        ]
    )[columns]


def _term(start: date | None, end: date) -> str:
    return day(end) if start is None or missing(start) or start == end else f"{day(start)} – {day(end)}"


def _or_dash(value: date | None) -> str:
    return "–" if missing(value) else day(value)


def _plan_lines(rows: pd.DataFrame) -> dict[str, list[str]]:
    """Lines of the chart by key: the heading of each result, then its items, each once, in the order of the frame."""
    lines: dict[str, list[str]] = {}
    for result, group in rows.groupby("result", sort=False):
        lines[f"{_HEADING}{result}"] = [""]
        for item, name in zip(group["item"], group["title"], strict=True):
            lines[item] = wrapped(f"{item}{NBSP} {name}", _WIDTH, _LINES).split("\n")
    return lines


def _heading_rows(lines: dict[str, list[str]]) -> pd.DataFrame:
    """Keys and texts of the headings."""
    keys = [key for key in lines if key.startswith(_HEADING)]
    return pd.DataFrame({"item": keys, "text": [wrapped(key.removeprefix(_HEADING), 74, 2) for key in keys]})
