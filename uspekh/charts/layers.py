"""Marks that charts share: signs of state, ticks of plan, texts, the area that answers to the pointer."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import altair as alt
import pandas as pd

from uspekh.charts import palette
from uspekh.charts.palette import FLAGS, Sign
from uspekh.charts.rows import LINE
from uspekh.charts.theme import columns

SQUARES: dict[str, Any] = {"title": None, "symbolType": "square", "symbolStrokeWidth": 0}
"""Look of a legend of colours."""


def present(rows: pd.DataFrame, signs: Mapping[str, Sign], key: str = "flag") -> dict[str, Sign]:
    """Words of the states that occur in the rows, in the order of ``signs``, with their looks."""
    words = dict(zip(rows[key], rows[f"{key}_label"], strict=True))
    return {words[state]: sign for state, sign in signs.items() if state in words}


def state_scale(rows: pd.DataFrame, look: str, signs: Mapping[str, Sign] = FLAGS, key: str = "flag") -> alt.Scale:
    """A scale from the words of states to their ``colour``, ``tint`` or ``shape``."""
    present_signs = present(rows, signs, key)
    return alt.Scale(domain=list(present_signs), range=[getattr(sign, look) for sign in present_signs.values()])


_HOLLOW = {"test": "datum.complete === false && indexof(['met', 'at_risk', 'missed'], datum.flag) >= 0", "value": 0}


def state_signs(
    rows: pd.DataFrame,
    signs: Mapping[str, Sign] = FLAGS,
    key: str = "flag",
    *,
    among: pd.DataFrame | None = None,
    look: Mapping[str, Any] | None = None,
    legend: Mapping[str, Any] | None = None,
    **position: Any,
) -> alt.Chart:
    """A sign of state for each row, with a legend of words; ``position`` says where.

    ``among`` are the rows whose states the legend names, where several layers share one legend.
    """
    named = rows if among is None else among
    field = f"{key}_label:N"
    drawn: dict[str, Any] = {"filled": True, "size": 100, "opacity": 1, "clip": False} | dict(look or {})
    words = alt.Legend(
        **({"title": None, "orient": "bottom", "columns": columns(2), "symbolOpacity": 1} | dict(legend or {}))
    )
    points = alt.Chart(rows[rows[key].isin(list(signs))]).mark_point(**drawn)
    if key == "flag" and "complete" in rows:
        # The outline stands for both; only a flag that was given by incomplete data is hollow.
        outline = alt.Stroke(field, scale=state_scale(named, "colour", signs, key), legend=None)
        points = points.encode(fillOpacity=alt.FillOpacityValue(1, condition=_HOLLOW), stroke=outline)
    return points.encode(
        fill=alt.Fill(field, scale=state_scale(named, "colour", signs, key), legend=words),
        shape=alt.Shape(field, scale=state_scale(named, "shape", signs, key), legend=words),
        **position,
    )


def chosen_year(rows: pd.DataFrame, **position: Any) -> alt.Chart:
    """A pale band behind the rows of the chosen year, as high as the plot."""
    return alt.Chart(rows.head(1)).mark_rect(color=palette.BAND).encode(**position)


MOST_LINES = len(palette.LINES)


def organization_lines(lines: pd.DataFrame, *, x: alt.X, y: alt.Y) -> list[alt.Chart]:
    """Lines over the years with a point at each figure, named in one legend.

    ``lines``: ``series, year, fact``, and ``level`` (bool): the line is a level and no organization, and has no points.
    At most ``MOST_LINES`` organizations can be told apart.
    """
    drawn = lines[lines["fact"].notna()]
    if drawn.empty:
        return []
    levels = dict(zip(drawn["series"], drawn["level"], strict=True))
    colours_left = iter(palette.LINES)
    looks = {name: (palette.MUTED, (2, 3)) if level else (next(colours_left), (1, 0)) for name, level in levels.items()}
    legend = alt.Legend(title=None, symbolType="stroke", symbolSize=400, offset=28)
    colour = alt.Scale(domain=list(looks), range=[colour for colour, _ in looks.values()])
    dash = alt.Scale(domain=list(looks), range=[list(dash) for _, dash in looks.values()])
    points = drawn[~drawn["level"].astype(bool)].assign(colour=lambda rows: [looks[name][0] for name in rows["series"]])
    # Stroke and fill, not colour: Streamlit retitles the legend of colour, and the two would no longer be one.
    stroke = alt.Stroke("series:N", scale=colour, legend=legend)
    # A line that went on through a year without a figure would say one there.
    whole = alt.Chart(lines[lines["series"].isin(list(looks))])
    strokes = whole.mark_line(strokeWidth=2, invalid="break-paths-filter-domains").encode(
        x=x, y=y, stroke=stroke, strokeDash=alt.StrokeDash("series:N", scale=dash, legend=legend)
    )  # fmt: skip
    dots = alt.Chart(points).mark_point(size=50, filled=True, opacity=1, stroke=palette.SURFACE, strokeWidth=1)
    return [strokes, dots.encode(x=x, y=y, fill=alt.Fill("colour:N", scale=None))]


def lines_texts(
    rows: pd.DataFrame, text: str, look: Mapping[str, Any] | None = None, **position: Any
) -> list[alt.Chart]:
    """Texts of one or more lines in the middle of their rows or cells; muted unless ``look`` says otherwise."""
    drawn: dict[str, Any] = {"baseline": "middle", "lineBreak": "\n", "lineHeight": LINE, "color": palette.MUTED}
    drawn |= dict(look or {})
    counts, words = rows[text].str.count("\n"), alt.Text(f"{text}:N")
    return [
        alt.Chart(rows[counts == more]).mark_text(**drawn, dy=-LINE / 2 * more).encode(text=words, **position)
        for more in sorted(counts.unique())
    ]


def bar_texts(rows: pd.DataFrame, value: str, **position: Any) -> list[alt.Chart]:
    """The text ``label`` after the end of each bar; muted, where a bar would begin, without one."""
    look: dict[str, Any] = {"align": "left", "baseline": "middle", "dx": 6}
    with_value, unknown = rows[rows[value].notna()], rows[rows[value].isna()]
    words, ends = alt.Text("label:N"), alt.X(f"{value}:Q")
    return [
        alt.Chart(with_value).mark_text(**look).encode(x=ends, text=words, **position),
        alt.Chart(unknown).mark_text(**look, color=palette.MUTED).encode(x=alt.XDatum(0), text=words, **position),
    ]


def placed_texts(labels: pd.DataFrame, **position: Any) -> list[alt.Chart]:
    """Texts at places counted in pixels: ``text``, ``at`` (pixels from the top), ``colour``, ``strong`` bool."""
    colour, words = alt.Color("colour:N", scale=None), alt.Text("text:N")
    position = {"y": alt.Y("at:Q", scale=None), "color": colour, "text": words} | position
    drawn: dict[str, Any] = {"baseline": "middle", "lineBreak": "\n", "lineHeight": LINE}
    return [
        alt.Chart(labels[labels["strong"]]).mark_text(**drawn, fontWeight=600).encode(**position),
        alt.Chart(labels[~labels["strong"]]).mark_text(**drawn).encode(**position),
    ]


def touch_area(
    rows: pd.DataFrame, tooltip: list[alt.Tooltip], keys: list[str], selection: str | None, **position: Any
) -> alt.Chart:
    """An invisible area over each row: the tooltip and the choice work beside a short bar and where there is none.

    ``selection`` names a point selection by the columns ``keys``; without it the chart only answers with tooltips.
    """
    area = alt.Chart(rows).mark_rect(opacity=0).encode(tooltip=tooltip, **position)
    if selection is None:
        return area
    # A name of its own keeps the specification the same from run to run.
    named = area.properties(name=f"{selection}_area")
    return named.add_params(alt.selection_point(name=selection, fields=keys))
