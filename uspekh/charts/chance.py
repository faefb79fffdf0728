"""Shares of organizations against their size: which of them differ by more than chance."""

from __future__ import annotations

from typing import Any

import altair as alt
import pandas as pd

from uspekh.charts import palette
from uspekh.charts.labels import described, numbered, tooltip
from uspekh.charts.layers import state_signs
from uspekh.charts.palette import Sign
from uspekh.charts.theme import Chart, empty, finish, number_axis, unit_axis
from uspekh.russian.format import number, percent

_HEIGHT, _SHIFT = 320, 8
SIGNS = {
    "within": Sign(palette.FACT, palette.PARTIAL, "circle"),
    "edge": Sign(palette.MUTED, palette.PARTIAL, "diamond"),
    "outside": Sign(palette.INK, palette.PARTIAL, "square"),
}
"""Signs of chance, none in the colour of a flag: chance judges nobody."""
_LINES = {"95 % случайного": [1, 0], "99,8 % случайного": [6, 4], "План": [2, 2]}
"""What the lines mean and how they are dashed."""
_TEXTS = {
    "Организация": "short_name",
    "Доля": "share_text",
    "Детей в знаменателе": "size_text",
    "Случайность": "chance_label",
}


def funnel(
    frame: pd.DataFrame,
    unit: str,
    limits: pd.DataFrame,
    plan: float | None = None,
    *,
    title: str = "",
    selection: str | None = None,
) -> Chart:
    """A point for each organization, the limits that chance leaves to each size, and the plan of the city.

    ``frame``: ``short_name`` str; ``size`` children, ``share`` in ``unit``; ``chance`` of ``SIGNS`` with
    ``chance_label``. ``limits``: ``size, inner_low, inner_high, outer_low, outer_high``. ``selection`` chooses by
    ``short_name``.
    """
    if frame.empty:
        return empty(title)
    rows = numbered(frame, "size", "share").assign(
        share_text=lambda rows: [percent(value) for value in rows["share"]],
        size_text=lambda rows: [number(value, 0) for value in rows["size"]],
    )
    ends = (0.0, 1.15 * float(max(rows["size"].max(), limits["size"].max())))
    lines = _lines(limits, plan, ends)
    values = pd.concat([rows["share"], lines["share"]])
    room = max(1.0, 0.08 * float(values.max() - values.min()))
    scale = alt.Scale(domain=[float(values.min()) - room, float(values.max()) + room], nice=False, zero=False)
    size = alt.X("size:Q", scale=alt.Scale(domain=list(ends), nice=False), axis=number_axis("детей в знаменателе"))
    share = alt.Y("share:Q", scale=scale, axis=unit_axis(unit))
    layers = [
        _drawn_lines(lines, size, share),
        *_names(rows, size, share),
        state_signs(rows, SIGNS, "chance", x=size, y=share),
        _touched(rows, selection, x=size, y=share),
    ]
    return finish(*layers, height=_HEIGHT, title=title, description=described(rows, _TEXTS))


def _lines(limits: pd.DataFrame, plan: float | None, sizes: tuple[float, float]) -> pd.DataFrame:
    """The points of every line: ``size, share, line`` (its name) and ``part``, which line of that name."""
    inner, outer, of_plan = _LINES
    names = {"inner_low": inner, "inner_high": inner, "outer_low": outer, "outer_high": outer}
    parts = [
        pd.DataFrame({"size": limits["size"], "share": limits[column], "line": name, "part": column})
        for column, name in names.items()
    ]
    if plan is not None:
        parts.append(pd.DataFrame({"size": sizes, "share": plan, "line": of_plan, "part": "plan"}))
    return pd.concat(parts, ignore_index=True).astype({"size": "float64", "share": "float64"})


def _drawn_lines(lines: pd.DataFrame, size: alt.X, share: alt.Y) -> alt.Chart:
    present = [name for name in _LINES if name in set(lines["line"])]
    scale = alt.Scale(domain=present, range=[_LINES[name] for name in present])
    legend = alt.Legend(title=None, symbolType="stroke", symbolStrokeColor=palette.PLAN, offset=28)
    dashes = alt.StrokeDash("line:N", scale=scale, legend=legend)
    drawn = alt.Chart(lines).mark_line(color=palette.PLAN, strokeWidth=1.5, interpolate="linear")
    return drawn.encode(x=size, y=share, strokeDash=dashes, detail=alt.Detail("part:N"))


def _names(rows: pd.DataFrame, size: alt.X, share: alt.Y) -> list[alt.Chart]:
    """Names beside the points, by size above and below in turn: neighbours do not cover each other."""
    below = rows["size"].rank(method="first") % 2 == 0
    return [
        alt.Chart(each).mark_text(align="left", dx=9, dy=shift).encode(x=size, y=share, text=alt.Text("short_name:N"))
        for each, shift in ((rows[~below], -_SHIFT), (rows[below], _SHIFT))
        if len(each)
    ]


def _touched(rows: pd.DataFrame, selection: str | None, **position: Any) -> alt.Chart:
    """Larger invisible points that answer to the pointer."""
    points = alt.Chart(rows).mark_point(size=500, opacity=0, filled=True).encode(tooltip=tooltip(_TEXTS), **position)
    if selection is None:
        return points
    # A name of its own keeps the specification the same from run to run.
    return points.properties(name=f"{selection}_area").add_params(
        alt.selection_point(name=selection, fields=["short_name"])
    )
