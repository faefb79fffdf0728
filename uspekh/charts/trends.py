"""The trend within a year: the indicator from 1 January to the end of each period."""

from __future__ import annotations

from dataclasses import dataclass

import altair as alt
import pandas as pd

from uspekh.charts import palette
from uspekh.charts.labels import described, masked_texts, numbered, plain, tooltip
from uspekh.charts.layers import placed_texts, touch_area
from uspekh.charts.theme import Chart, empty, finish, unit_axis
from uspekh.russian.format import with_unit

_HEIGHT = 240
_TEXTS = {"Период": "period_text", "План к дате": "plan_text", "Факт": "fact_text"}


def trend(frame: pd.DataFrame, unit: str, *, title: str = "", selection: str | None = None) -> Chart:
    """A line by period of the latest year, its plan to date dashed, earlier years thin.

    ``frame``: ``year``, ``months`` int; ``period`` str («I квартал»); ``fact``, ``due_plan`` float, nullable, in
    ``unit``. Periods that have not come are left out. ``selection`` chooses by ``months``.
    """
    frame = numbered(frame, "fact", "due_plan")
    if frame[["fact", "due_plan"]].isna().all(axis=None):
        return empty(title)
    rows = _texts(frame.sort_values(["year", "months"], ignore_index=True), unit)
    now = rows[rows["year"] == rows["year"].max()]
    low, high = _domain(rows)
    period = alt.X(
        "period:N", title=None, sort=list(rows.sort_values("months")["period"].unique()), axis=alt.Axis(labelAngle=0)
    )
    value = alt.Y("value:Q", scale=alt.Scale(domain=[low, high], nice=False, zero=False), axis=unit_axis(unit))
    layers = [
        *_lines(rows, period, value),
        *placed_texts(_labels(now, low, _HEIGHT / (high - low)), x=period),
        touch_area(now, tooltip(_TEXTS), ["months"], selection, x=period),
    ]
    return finish(*layers, height=_HEIGHT, title=title, description=described(rows, _TEXTS))


def _texts(frame: pd.DataFrame, unit: str) -> pd.DataFrame:
    return frame.assign(
        period_text=frame["period"] + ", " + frame["year"].astype(str),
        plan_text=[with_unit(value, unit) for value in frame["due_plan"]],
        fact_text=masked_texts(frame, "fact", lambda value: with_unit(value, unit, bounds=frame["due_plan"])),
        fact_short=masked_texts(frame, "fact", lambda value: plain(value, unit)),
    )


def _domain(rows: pd.DataFrame) -> tuple[float, float]:
    """From the least to the greatest figure with room for texts; a reported zero stands on the axis."""
    values = rows[["fact", "due_plan"]]
    low, high = float(values.min(axis=None)), float(values.max(axis=None))
    room = (high - low) * 0.2 or abs(high) * 0.1 or 1.0
    return max(low - room, 0.0) if low >= 0 else low - room, high + room


@dataclass(frozen=True)
class _Look:
    """How a line is told from the others."""

    colour: str
    dash: tuple[int, int]
    width: float


_NOW, _PLAN = _Look(palette.FACT, (1, 0), 3), _Look(palette.PLAN, (6, 4), 2)
_EARLIER = _Look(palette.REFINED, (1, 0), 1.5)


def _lines(rows: pd.DataFrame, period: alt.X, value: alt.Y) -> list[alt.Chart]:
    """Facts of each year and the plan of the latest as lines with points, named in one legend."""
    drawn, looks = _series(rows)
    names, shown = list(looks), list(looks.values())
    legend = alt.Legend(title=None, symbolType="stroke", symbolSize=400, offset=20)
    colours = alt.Scale(domain=names, range=[look.colour for look in shown])
    dashes = alt.Scale(domain=names, range=[list(look.dash) for look in shown])
    drawn = drawn.assign(
        width=[looks[name].width for name in drawn["series"]], colour=[looks[name].colour for name in drawn["series"]]
    )
    lines = alt.Chart(drawn).mark_line(invalid="break-paths-filter-domains")
    points = alt.Chart(drawn[drawn["value"].notna()]).mark_point(size=60, filled=True, opacity=1)
    # Stroke and fill, not colour: Streamlit retitles the legend of colour, and the two would no longer be one.
    return [
        lines.encode(
            x=period,
            y=value,
            stroke=alt.Stroke("series:N", scale=colours, legend=legend),
            strokeDash=alt.StrokeDash("series:N", scale=dashes, legend=legend),
            strokeWidth=alt.StrokeWidth("width:Q", scale=None),
        ),
        points.encode(x=period, y=value, fill=alt.Fill("colour:N", scale=None)),
    ]


def _series(rows: pd.DataFrame) -> tuple[pd.DataFrame, dict[str, _Look]]:
    """Every line's points (``series``, ``value``) and the looks of those lines that have a figure, latest first."""
    now = int(rows["year"].max())
    plan = f"План к дате, {now}"
    facts = rows.assign(value=rows["fact"], series=rows["year"].astype(str))
    plans = rows[rows["year"] == now].assign(value=lambda frame: frame["due_plan"], series=plan)
    drawn = pd.concat([facts, plans])
    # A line without a single figure is left out; a gap inside a line stays and breaks it.
    drawn = drawn[drawn.groupby("series")["value"].transform("count") > 0]
    earlier = {str(year): _EARLIER for year in sorted(rows["year"].unique())[:-1]}
    looks = {str(now): _NOW, plan: _PLAN} | earlier
    return drawn, {name: look for name, look in looks.items() if name in set(drawn["series"])}


def _labels(now: pd.DataFrame, low: float, pixels: float) -> pd.DataFrame:
    """Figures of the latest year on the side of the line away from the plan; words where a period has none."""
    reported = now["fact"].notna()
    away = (now["fact"] >= now["due_plan"].fillna(now["fact"])).map({True: 16, False: -16})
    up = ((now["fact"] - low) * pixels + away).where(reported, 14)
    return now[["period"]].assign(
        text=now["fact_short"],
        colour=reported.map({True: palette.INK, False: palette.MUTED}),
        strong=reported,
        at=_HEIGHT - up,
    )
