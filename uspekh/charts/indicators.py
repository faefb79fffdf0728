"""Indicators: fact against plan by year."""

from __future__ import annotations

import math
from typing import Any, TypeAlias

import altair as alt
import pandas as pd

from uspekh.charts import palette
from uspekh.charts.labels import (
    described,
    judged,
    masked_texts,
    numbered,
    plain,
    printed,
    tooltip,
    unknown,
    wrapped,
)
from uspekh.charts.layers import SQUARES, chosen_year, placed_texts, state_signs, touch_area
from uspekh.charts.theme import Chart, columns, empty, finish, unit_axis
from uspekh.charts.value_labels import PARTIAL, Ahead, label_years
from uspekh.russian.format import NBSP, missing, percent, with_unit
from uspekh.words import as_expected, difference_unit, part_of

_HEIGHT = 250
_LEGEND = alt.Legend(**SQUARES, offset=28, columns=columns(4))
"""Above the unit of the axis, also on a shared screen where its text is larger."""
_COMFORT = 5
"""Years that fill the width; fewer stand apart instead of growing fat."""
_FACT = "Факт"
_PLAN = "План"
_FORECAST, _BASE = "Прогноз", "База"
Forecast: TypeAlias = tuple[int, float, float | None, float | None]
"""Year, value and the ends of the 95 % interval, missing where there is none."""
_TEXTS = {
    "Год": "year_text",
    "План": "plan_text",
    "Факт": "fact_text",
    "Отклонение": "deviation_text",
    "Выполнение": "completion_text",
    "Состояние": "flag_label",
    "Сдали": "coverage",
}
"""Titles of the tooltip and the columns of ``_year_texts`` they read."""
_DRAWN = ("year", "due", "fact", "kind", "flag", "plan_short", "fact_short", "gap")


def plan_fact(
    frame: pd.DataFrame,
    unit: str,
    *,
    title: str = "",
    selection: str | None = None,
    lines: pd.DataFrame | None = None,
    base: float | None = None,
    forecast: Forecast | None = None,
    chosen: int | None = None,
) -> Chart:
    """Bars of fact with a tick of the plan that is due for each year.

    ``frame``: ``year`` int; ``plan``, ``fact``, ``deviation``, ``completion`` float, nullable, in ``unit`` (completion
    in percent); ``flag`` and ``flag_label`` str; ``reported``, ``expected`` int; where there are, ``due_plan``, and
    ``bounds``, ``edges`` that no printed figure may seem to cross (``explaining.bounds.with_bounds``). ``lines``:
    ``short_name, year, fact`` of single organizations, drawn over the bars. ``base``: the value before the project.
    ``chosen``: the year that is marked. ``selection`` chooses by ``year``.
    """
    if frame.empty:
        return empty(title)
    rows, year = _year_texts(frame, unit), _years(frame)
    over = _over(rows, unit, lines, base)
    top = _top(rows, over, forecast)
    axis = unit_axis(unit)
    value = alt.Y("fact:Q", scale=alt.Scale(domain=[0, top], nice=False), axis=axis)
    colour = _kinds(rows, over, forecast=forecast is not None)
    labels = label_years(rows, over, _HEIGHT / top, _ahead(forecast, unit))
    layers = [
        chosen_year(rows[rows["year"] == chosen], x=year),
        # The base behind the bars, so that it strikes no figure through.
        *_lines(over[over["level"]], year, value, colour),
        *_bars_and_ticks(rows, year, top, axis, colour, forecast),
        *_lines(over[~over["level"]], year, value, colour),
        *placed_texts(labels.assign(at=_HEIGHT - labels["up"]), x=year),
        state_signs(rows, x=year, y=alt.YValue(_HEIGHT + 12)),
        touch_area(rows, tooltip(_TEXTS), ["year"], selection, x=year),
    ]
    return finish(*layers, height=_HEIGHT, title=title, description=_described(rows, forecast, unit))


_BAR = alt.RelativeBandSize(band=0.6)
_TICK = alt.RelativeBandSize(band=0.8)
_THIN = alt.RelativeBandSize(band=0.2)


def _years(frame: pd.DataFrame) -> alt.X:
    apart = min(1.0, max(0.05, (_COMFORT - frame["year"].nunique()) / 2))
    scale = alt.Scale(paddingInner=0.05, paddingOuter=apart)
    return alt.X("year:O", title=None, scale=scale, axis=alt.Axis(labelAngle=0, labelPadding=24))


def _top(rows: pd.DataFrame, over: pd.DataFrame, forecast: Forecast | None) -> float:
    """End of the value axis: the greatest figure and room for a text above it."""
    greatest = [rows[["due", "fact"]].max(axis=None), over["fact"].max(), *(forecast or ())[1:]]
    highest = max((float(each) for each in greatest if each is not None and each == each), default=0.0)
    return highest * 1.15 if highest > 0 else 1.0


def _over(rows: pd.DataFrame, unit: str, lines: pd.DataFrame | None, base: float | None) -> pd.DataFrame:
    """``kind, year, fact, level``: a line for the base and one for each organization."""
    level = math.nan if base is None else base
    over = pd.DataFrame(
        {"kind": f"{_BASE}: {with_unit(base, unit)}", "year": rows["year"], "fact": level, "level": True}
    )
    if lines is None:
        return over
    each = numbered(lines, "fact").rename(columns={"short_name": "kind"}).assign(level=False)
    return pd.concat([over, each[list(over)]], ignore_index=True).astype({"level": bool})


def _bars_and_ticks(
    rows: pd.DataFrame,
    year: alt.X,
    top: float,
    axis: alt.Axis,
    colour: alt.Color,
    forecast: Forecast | None,
) -> list[alt.Chart]:
    """Bars of fact, those from fewer organizations than expected pale with a dashed outline; ticks of plan."""
    reported, planned = rows[rows["fact"].notna()], rows[rows["due"].notna()].assign(kind=_PLAN)
    expected = pd.DataFrame(
        [forecast or (0, math.nan, math.nan, math.nan)], columns=["year", "value", "low", "high"]
    ).astype({"value": "float64", "low": "float64", "high": "float64"})
    expected = expected.assign(kind=_FORECAST)[lambda frame: frame["value"].notna()]
    dashed: dict[str, Any] = {"stroke": palette.FACT, "strokeDash": [4, 3]}
    whole = alt.Chart(reported[reported["kind"] == _FACT]).mark_bar(width=_BAR)
    partial = alt.Chart(reported[reported["kind"] == PARTIAL]).mark_bar(width=_BAR, **dashed)
    ticks = alt.Chart(planned).mark_tick(thickness=5, width=_TICK, opacity=1, stroke=palette.SURFACE, strokeWidth=1)
    interval = alt.Chart(expected[expected["low"].notna()]).mark_bar(width=_THIN)
    point = alt.Chart(expected).mark_tick(thickness=3, width=_BAR, opacity=1)
    scale = alt.Scale(domain=[0, top], nice=False)
    drawn = [
        layer.encode(x=year, y=alt.Y(f"{field}:Q", scale=scale, axis=axis), color=colour)
        for layer, field in ((whole, "fact"), (partial, "fact"), (interval, "low"), (ticks, "due"), (point, "value"))
    ]
    drawn[2] = drawn[2].encode(y2=alt.Y2("high:Q"))
    return drawn


def _kinds(rows: pd.DataFrame, over: pd.DataFrame, *, forecast: bool) -> alt.Color:
    """Colours of plan, fact, forecast and lines; the one legend names only what is drawn."""
    looks = {_PLAN: palette.PLAN, _FACT: palette.FACT, PARTIAL: palette.PARTIAL, _FORECAST: palette.REFINED}
    drawn = {_PLAN, *rows.loc[rows["fact"].notna(), "kind"], *([_FORECAST] if forecast else [])}
    shown = {word: colour for word, colour in looks.items() if word in drawn}
    lines = over[over["fact"].notna()].drop_duplicates("kind")
    shown |= dict.fromkeys(lines.loc[lines["level"], "kind"], palette.MUTED)
    shown |= dict(zip(lines.loc[~lines["level"], "kind"], palette.LINES, strict=False))
    scale = alt.Scale(domain=list(shown), range=list(shown.values()))
    return alt.Color("kind:N", scale=scale, legend=_LEGEND)


def _lines(over: pd.DataFrame, year: alt.X, value: alt.Y, colour: alt.Color) -> list[alt.Chart]:
    """The base as a dotted level; organizations as lines with points, seen on a bar too by their pale edge."""
    drawn = over[over["fact"].notna()]
    if drawn.empty:
        return []
    if drawn["level"].all():
        return [alt.Chart(drawn).mark_line(strokeWidth=2, strokeDash=[2, 3]).encode(x=year, y=value, color=colour)]
    edges = alt.Chart(drawn).mark_line(strokeWidth=6, color=palette.SURFACE)
    points = alt.Chart(drawn).mark_point(size=60, filled=True, opacity=1, stroke=palette.SURFACE, strokeWidth=1)
    return [
        edges.encode(x=year, y=value, detail=alt.Detail("kind:N")),
        alt.Chart(drawn).mark_line(strokeWidth=3).encode(x=year, y=value, color=colour),
        points.encode(x=year, y=value, color=colour),
    ]


def _year_texts(frame: pd.DataFrame, unit: str) -> pd.DataFrame:
    """The rows of ``plan_fact`` with every text of the charts ready; ``due``: the plan that is due."""
    apart = difference_unit(unit)
    frame = judged(numbered(frame, "plan", "fact", "deviation", "completion"))
    due = numbered(frame, "due_plan")["due_plan"] if "due_plan" in frame else frame["plan"]
    frame = frame.assign(due=due.fillna(frame["plan"]))
    facts = printed(frame, "fact", "bounds", lambda value, bounds: with_unit(value, unit, bounds=bounds))
    completions = printed(frame, "completion", "edges", lambda value, edges: percent(value, bounds=edges))
    frame = frame.assign(
        year_text=list(frame["year"].astype(str)),
        plan_text=[_plan_text(*pair, unit) for pair in zip(frame["due"], frame["plan"], strict=True)],
        fact_text=facts,
        deviation_text=masked_texts(
            frame, "deviation", lambda value: with_unit(value, apart, sign=True, bounds=(0.0,))
        ),
        completion_text=completions,
        coverage=[part_of(got, due) for got, due in zip(frame["reported"], frame["expected"], strict=True)],
        plan_short=[plain(value, unit) for value in frame["due"]],
        fact_short=[text.removesuffix(f"{NBSP}{unit}") for text in facts],
        gap=[wrapped(unknown(*state), 9) for state in zip(frame["flag"], frame["flag_label"], strict=True)],
        kind=[PARTIAL if got < due else _FACT for got, due in zip(frame["reported"], frame["expected"], strict=True)],
    )
    # Every layer carries its rows: what none of them reads need not travel.
    return frame[[*_DRAWN, *_TEXTS.values(), *(["complete"] if "complete" in frame else [])]]


def _plan_text(due: float, plan: float, unit: str) -> str:
    """The plan that is due, with that of the year where it is another."""
    words = with_unit(due, unit)
    return words if due == plan or missing(plan) else f"{words} на дату, {with_unit(plan, unit)} на год"


def _described(rows: pd.DataFrame, forecast: Forecast | None, unit: str) -> str:
    words = described(rows, _TEXTS)
    return words if forecast is None else f"{words} {forecast_text(forecast, unit)}."


def forecast_text(forecast: Forecast, unit: str) -> str:
    """«прогноз на 2024 год: 79,8 %, интервал 95 % от 76,2 до 83,4»; people are whole."""
    year, value, low, high = forecast
    words = f"{_FORECAST.lower()} на {year} год: {_expected(value, unit)}{NBSP}{unit}"
    if low is None or high is None:
        return words
    return f"{words}, интервал 95{NBSP}% от {_expected(low, unit)} до {_expected(high, unit)}"


def _ahead(forecast: Forecast | None, unit: str) -> Ahead | None:
    if forecast is None:
        return None
    year, value, *_ = forecast
    ends = [end for end in forecast[1:] if end is not None]
    return Ahead(year, f"{_FORECAST.lower()} {_expected(value, unit)}", min(ends), max(ends))


def _expected(value: float, unit: str) -> str:
    return plain(as_expected(value, unit), unit)
