"""Indicators: fact against plan by year, the deviation, the small chart of a card."""

from __future__ import annotations

from typing import Any

import altair as alt
import pandas as pd

from uspekh.charts import palette
from uspekh.charts.labels import described, judged, masked_texts, numbered, plain, tooltip, unknown, wrapped
from uspekh.charts.layers import SQUARES, placed_texts, state_signs, touch_area
from uspekh.charts.theme import Chart, empty, finish, unit_axis
from uspekh.russian.format import percent, with_unit
from uspekh.words import difference_unit, part_of

_HEIGHT = 250
_LEGEND = alt.Legend(**SQUARES, offset=28)
"""Above the unit of the axis, also on a shared screen where its text is larger."""
_COMFORT = 5
"""Years that fill the width; fewer stand apart instead of growing fat."""
_FACT = "Факт"
_PARTIAL = "Факт, сдали не все"
_PLAN = "План"
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
_LOW = 48
"""Pixels from the axis under which a text does not fit below its mark."""


def plan_fact(frame: pd.DataFrame, unit: str, *, title: str = "", selection: str | None = None) -> Chart:
    """Bars of fact with a tick of plan for each year.

    ``frame``: ``year`` int; ``plan``, ``fact``, ``deviation``, ``completion`` float, nullable, in ``unit`` (completion
    in percent); ``flag`` and ``flag_label`` str; ``reported``, ``expected`` int. ``selection`` chooses by ``year``.
    """
    if frame.empty:
        return empty(title)
    rows, year = _year_texts(frame, unit), _years(frame)
    top = _top(rows)
    layers = [
        *_bars_and_ticks(rows, year, top, unit_axis(unit), _LEGEND),
        *placed_texts(_value_labels(rows, _HEIGHT / top, _HEIGHT), x=year),
        state_signs(rows, x=year, y=alt.YValue(_HEIGHT + 12)),
        touch_area(rows, tooltip(_TEXTS), ["year"], selection, x=year),
    ]
    return finish(*layers, height=_HEIGHT, title=title, description=described(rows, _TEXTS))


def mini_plan_fact(frame: pd.DataFrame, unit: str) -> Chart:
    """The same bars and ticks for a card: no figures but in the tooltip, the first and the last year named."""
    if frame.empty:
        return empty()
    rows = _year_texts(frame, unit)
    ends = sorted({int(rows["year"].min()), int(rows["year"].max())})
    year = alt.X("year:O", title=None, axis=alt.Axis(labelAngle=0, values=ends))
    layers = [
        *_bars_and_ticks(rows, year, _top(rows), None, None),
        touch_area(rows, tooltip(_TEXTS), ["year"], None, x=year),
    ]
    return finish(*layers, height=64, title="", description=described(rows, _TEXTS))


def deviation(frame: pd.DataFrame, unit: str, *, title: str = "", selection: str | None = None) -> Chart:
    """Bars up and down from the plan for each year; a share deviates by percentage points. Frame as ``plan_fact``."""
    if frame.empty:
        return empty(title)
    rows, year = _year_texts(frame, unit), _years(frame)
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
        *placed_texts(_deviation_labels(rows, unit, height / 2 / reach, height / 2), x=year),
        state_signs(rows, x=year, y=alt.YValue(height + 12)),
        touch_area(rows, tooltip(_TEXTS), ["year"], selection, x=year),
    ]
    return finish(*layers, height=height, title=title, description=described(rows, _TEXTS))


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
    reported, planned = rows[rows["fact"].notna()], rows[rows["plan"].notna()].assign(kind=_PLAN)
    colour = _kinds({_PLAN, *reported["kind"]}, legend)
    dashed: dict[str, Any] = {"stroke": palette.FACT, "strokeDash": [4, 3]}
    whole = alt.Chart(reported[reported["kind"] == _FACT]).mark_bar(width=_BAR)
    partial = alt.Chart(reported[reported["kind"] == _PARTIAL]).mark_bar(width=_BAR, **dashed)
    ticks = alt.Chart(planned).mark_tick(thickness=5, width=_TICK, opacity=1, stroke=palette.SURFACE, strokeWidth=1)
    return [
        layer.encode(
            x=year, y=alt.Y(f"{field}:Q", scale=alt.Scale(domain=[0, top], nice=False), axis=axis), color=colour
        )
        for layer, field in ((whole, "fact"), (partial, "fact"), (ticks, "plan"))
    ]


def _kinds(drawn: set[str], legend: alt.Legend | None) -> alt.Color:
    """Colours of plan, fact and incomplete fact; the legend names only those that are drawn."""
    looks = {_PLAN: palette.PLAN, _FACT: palette.FACT, _PARTIAL: palette.PARTIAL}
    shown = {word: colour for word, colour in looks.items() if word in drawn}
    scale = alt.Scale(domain=list(shown), range=list(shown.values()))
    return alt.Color("kind:N", scale=scale, legend=legend)


def _year_texts(frame: pd.DataFrame, unit: str) -> pd.DataFrame:
    """The rows of ``plan_fact`` with every text of the charts ready."""
    apart = difference_unit(unit)
    frame = judged(numbered(frame, "plan", "fact", "deviation", "completion"))
    return frame.assign(
        year_text=list(frame["year"].astype(str)),
        plan_text=[with_unit(value, unit) for value in frame["plan"]],
        fact_text=masked_texts(frame, "fact", lambda value: with_unit(value, unit, bounds=frame["plan"])),
        deviation_text=masked_texts(
            frame, "deviation", lambda value: with_unit(value, apart, sign=True, bounds=(0.0,))
        ),
        completion_text=masked_texts(frame, "completion", percent),
        coverage=[part_of(got, due) for got, due in zip(frame["reported"], frame["expected"], strict=True)],
        plan_short=[plain(value, unit) for value in frame["plan"]],
        fact_short=[plain(value, unit, bounds=frame["plan"]) for value in frame["fact"]],
        gap=[wrapped(unknown(*state), 9) for state in zip(frame["flag"], frame["flag_label"], strict=True)],
        kind=[_PARTIAL if got < due else _FACT for got, due in zip(frame["reported"], frame["expected"], strict=True)],
    )


def _value_labels(rows: pd.DataFrame, pixels: float, height: int) -> pd.DataFrame:
    """Texts and their places: the fact inside its bar, the plan above its tick, so that neither is taken for the other.

    ``pixels`` is the height of one unit, ``height`` that of the plot. Columns as ``placed_texts`` wants them.
    """
    texts = []
    for row in rows.to_dict("records"):
        fact, plan = row["fact"] * pixels, row["plan"] * pixels
        heights = [height for height in (fact, plan) if height == height]
        above, below = max(heights, default=0.0), min(heights, default=0.0)
        if fact == fact:
            texts.append(_fact_label(row, fact, above, below))
        else:
            texts.append((row["year"], row["gap"], below - 26 if below > _LOW else above + 36, palette.MUTED, False))
        if plan == plan and above > _LOW / 2:
            texts.append((row["year"], row["plan_short"], above + 12, palette.MUTED, False))
    labels = pd.DataFrame(texts, columns=["year", "text", "up", "colour", "strong"])
    return labels.assign(at=height - labels["up"])


def _fact_label(row: dict[str, Any], fact: float, above: float, below: float) -> tuple[int, str, float, str, bool]:
    """Inside the bar where the bar and the tick leave room, else above them."""
    if below > _LOW / 2:
        colour = palette.INK if row["kind"] == _PARTIAL else palette.SURFACE
        return row["year"], row["fact_short"], below - 14, colour, True
    clear = fact + 12 if above - fact > _LOW / 2 else above + (28 if above > _LOW / 2 else 12)
    return row["year"], row["fact_short"], clear, palette.INK, True


def _deviation_labels(rows: pd.DataFrame, unit: str, pixels: float, zero: float) -> pd.DataFrame:
    """A signed figure beyond the end of each bar, words where there is none."""
    reported = rows["deviation"].notna()
    end = rows["deviation"].fillna(0) * pixels
    up = end + (end >= 0).map({True: 12, False: -12}) + (~reported) * 16
    return (
        rows[["year"]]
        .assign(
            text=[plain(v, difference_unit(unit), sign=True) for v in rows["deviation"]],
            colour=reported.map({True: palette.INK, False: palette.MUTED}),
            strong=reported,
            at=zero - up,
        )
        .assign(text=lambda labels: labels["text"].where(reported, rows["gap"]))
    )
