"""Indicators: fact against plan by year, deviation, the year by quarter, the small chart of a card."""

from __future__ import annotations

from typing import Any

import altair as alt
import pandas as pd

from uspekh.charts import palette
from uspekh.charts.indicator_labels import FACT, PARTIAL, PLAN, TEXTS, deviation_labels, value_labels, year_texts
from uspekh.charts.labels import described, difference_unit, tooltip
from uspekh.charts.marks import SQUARES, placed_texts, state_marks, touch_area
from uspekh.charts.theme import Chart, empty, finish, unit_axis
from uspekh.charts.trends import trend

__all__ = ["deviation", "mini_plan_fact", "plan_fact", "trend"]

_HEIGHT = 250
_LEGEND = alt.Legend(**SQUARES, offset=28)
"""Above the unit of the axis, also on a shared screen where its text is larger."""
_COMFORT = 5
"""Years that fill the width; fewer stand apart instead of growing fat."""


def plan_fact(frame: pd.DataFrame, unit: str, *, title: str = "", selection: str | None = None) -> Chart:
    """Bars of fact with a tick of plan for each year.

    ``frame``: ``year`` int; ``plan``, ``fact``, ``deviation``, ``completion`` float, nullable, in ``unit`` (completion
    in percent); ``flag`` and ``flag_label`` str; ``reported``, ``expected`` int. ``selection`` chooses by ``year``.
    """
    if frame.empty:
        return empty(title)
    rows, year = year_texts(frame, unit), _years(frame)
    top = _top(rows)
    layers = [
        *_bars_and_ticks(rows, year, top, unit_axis(unit), _LEGEND),
        *placed_texts(value_labels(rows, _HEIGHT / top, _HEIGHT), x=year),
        state_marks(rows, x=year, y=alt.YValue(_HEIGHT + 12)),
        touch_area(rows, tooltip(TEXTS), ["year"], selection, x=year),
    ]
    return finish(*layers, height=_HEIGHT, title=title, description=described(rows, TEXTS))


def mini_plan_fact(frame: pd.DataFrame, unit: str) -> Chart:
    """The same bars and ticks for a card: no figures but in the tooltip, the first and the last year named."""
    if frame.empty:
        return empty()
    rows = year_texts(frame, unit)
    ends = sorted({int(rows["year"].min()), int(rows["year"].max())})
    year = alt.X("year:O", title=None, axis=alt.Axis(labelAngle=0, values=ends))
    layers = [
        *_bars_and_ticks(rows, year, _top(rows), None, None),
        touch_area(rows, tooltip(TEXTS), ["year"], None, x=year),
    ]
    return finish(*layers, height=64, title="", description=described(rows, TEXTS))


def deviation(frame: pd.DataFrame, unit: str, *, title: str = "", selection: str | None = None) -> Chart:
    """Bars up and down from the plan for each year; a share deviates by percentage points. Frame as ``plan_fact``."""
    if frame.empty:
        return empty(title)
    rows, year = year_texts(frame, unit), _years(frame)
    height = _HEIGHT - 50
    reach = rows["deviation"].abs().max() * 1.35
    reach = float(reach) if reach > 0 else 1.0
    axis = unit_axis(f"Отклонение, {difference_unit(unit)}", sign=True)
    scale = alt.Scale(domain=[-reach, reach], nice=False)
    value = alt.Y("deviation:Q", scale=scale, axis=axis)
    bars = alt.Chart(rows[rows["deviation"].notna()]).mark_bar(width=_BAR)
    layers = [
        bars.encode(x=year, y=value, fill=alt.Fill("flag_label:N")),
        alt.Chart(rows.head(1))
        .mark_rule(color=palette.PLAN, strokeWidth=2)
        .encode(y=alt.YDatum(0, scale=scale, axis=axis)),
        *placed_texts(deviation_labels(rows, unit, height / 2 / reach, height / 2), x=year),
        state_marks(rows, x=year, y=alt.YValue(height + 12)),
        touch_area(rows, tooltip(TEXTS), ["year"], selection, x=year),
    ]
    return finish(*layers, height=height, title=title, description=described(rows, TEXTS))


_BAR = alt.RelativeBandSize(band=0.6)
_TICK = alt.RelativeBandSize(band=0.8)


def _years(frame: pd.DataFrame) -> alt.X:
    apart = min(1.0, max(0.05, (_COMFORT - frame["year"].nunique()) / 2))
    scale = alt.Scale(paddingInner=0.05, paddingOuter=apart)
    return alt.X("year:O", title=None, scale=scale, axis=alt.Axis(labelAngle=0, labelPadding=24))


def _top(rows: pd.DataFrame) -> float:
    """End of the value axis: the greatest figure and room for a text above it."""
    greatest = rows[["plan", "fact"]].max(axis=None)
    return float(greatest) * 1.15 if greatest > 0 else 1.0


def _bars_and_ticks(
    rows: pd.DataFrame, year: alt.X, top: float, axis: alt.Axis | None, legend: alt.Legend | None
) -> list[alt.Chart]:
    """Bars of fact, those from fewer organizations than expected pale with a dashed outline; ticks of plan."""
    known, planned = rows[rows["fact"].notna()], rows[rows["plan"].notna()].assign(kind=PLAN)
    colour = _kinds({PLAN, *known["kind"]}, legend)
    dashed: dict[str, Any] = {"stroke": palette.FACT, "strokeDash": [4, 3]}
    whole = alt.Chart(known[known["kind"] == FACT]).mark_bar(width=_BAR)
    partial = alt.Chart(known[known["kind"] == PARTIAL]).mark_bar(width=_BAR, **dashed)
    ticks = alt.Chart(planned).mark_tick(thickness=5, width=_TICK, opacity=1, stroke=palette.SURFACE, strokeWidth=1)
    return [
        marks.encode(
            x=year, y=alt.Y(f"{field}:Q", scale=alt.Scale(domain=[0, top], nice=False), axis=axis), color=colour
        )
        for marks, field in ((whole, "fact"), (partial, "fact"), (ticks, "plan"))
    ]


def _kinds(drawn: set[str], legend: alt.Legend | None) -> alt.Color:
    """Colours of plan, fact and incomplete fact; the legend names only those that are drawn."""
    looks = {PLAN: palette.PLAN, FACT: palette.FACT, PARTIAL: palette.PARTIAL}
    shown = {word: colour for word, colour in looks.items() if word in drawn}
    scale = alt.Scale(domain=list(shown), range=list(shown.values()))
    return alt.Color("kind:N", scale=scale, legend=legend)
