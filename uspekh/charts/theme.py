"""The one look of every chart: typeface, sizes, Russian numbers and dates, and what an empty chart says."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any, cast

import altair as alt
import pandas as pd
import vl_convert

from uspekh.charts import palette
from uspekh.russian.format import NO_DATA

FONT = "IBM Plex Sans, Arial, sans-serif"
SIZE = 13
_COLOURS = ("colour", "tint", "edge")
"""Columns of a chart's data that hold a colour."""
_NARROW = 420
"""Pixels of a plot under which a legend stands in one column."""
NUMBER = ",~f"
"""Axis numbers: spaces between thousands, a decimal comma, no idle zeros."""

_TEXT = {"labelFont": FONT, "titleFont": FONT, "labelFontSize": SIZE, "titleFontSize": SIZE}
_CONFIG: dict[str, Any] = {
    # Vega's own descriptions of marks and axes are English: the chart's description stands for them.
    "aria": False,
    "mark": {"aria": False},
    "background": palette.SURFACE,
    "font": FONT,
    "locale": {
        "number": vl_convert.get_format_locale("ru-RU"),
        "time": vl_convert.get_time_format_locale("ru-RU"),
    },
    "view": {"stroke": None},
    "title": {
        "font": FONT,
        "fontSize": 16,
        "fontWeight": 600,
        "color": palette.INK,
        "anchor": "start",
        "frame": "bounds",
        "offset": 14,
    },
    "axis": {
        **_TEXT,
        "labelColor": palette.INK,
        "titleColor": palette.MUTED,
        "titleFontWeight": "normal",
        "labelLimit": 0,
        "titleLimit": 0,
        "domainColor": palette.PLAN,
        "gridColor": palette.GRID,
        "ticks": False,
        "labelPadding": 6,
        "titlePadding": 8,
    },
    "axisBand": {"grid": False},
    "axisPoint": {"grid": False},
    "axisQuantitative": {"domain": False, "tickCount": 5},
    "legend": {
        **_TEXT,
        "labelColor": palette.INK,
        "titleColor": palette.MUTED,
        "titleFontWeight": "normal",
        "labelLimit": 0,
        "orient": "top",
        "symbolSize": 110,
        "columnPadding": 18,
        "offset": 8,
    },
    "text": {"font": FONT, "fontSize": SIZE, "color": palette.INK},
    "padding": 6,
}


class Chart(alt.LayerChart):
    """Charts drawn one over another, the last on top.

    Altair validates a specification each time it is written out, which takes longer than all the rest; the tests
    validate every chart once instead.
    """

    _colours: Mapping[str, str] = {}

    def to_dict(self, validate: bool = False, **options: Any) -> dict[str, Any]:
        """The specification; ``validate`` against the schema of Vega-Lite only where asked."""
        return _recoloured(super().to_dict(validate, **options), self._colours)


def _recoloured(spec: dict[str, Any], colours: Mapping[str, str]) -> dict[str, Any]:
    """The specification, but for its data, with each colour replaced by its pair."""
    if not colours:
        return spec
    text = json.dumps({name: part for name, part in spec.items() if name != "datasets"}, ensure_ascii=False)
    for colour, pair in colours.items():
        text = text.replace(colour, pair)
    return json.loads(text) | {name: part for name, part in spec.items() if name == "datasets"}


def layered(*charts: alt.Chart) -> Chart:
    """The charts in one, the last on top; those of no rows are left out, so each that may stand alone has its axis."""
    drawn = [chart for chart in charts if not chart.data.empty]
    chart = Chart(layer=drawn)
    # Altair takes a table that is common to all layers away from them.
    for layer, one in zip(chart.layer, drawn, strict=True):
        layer.data = one.data
    chart.data = alt.Undefined
    return chart


def columns(count: int) -> dict[str, str]:
    """Columns of a legend: ``count`` where the plot is wide, one where it is narrow."""
    return {"expr": f"width < {_NARROW} ? 1 : {count}"}


def unit_axis(unit: str, *, sign: bool = False) -> alt.Axis:
    """A vertical axis of figures with its unit written level above it."""
    expression = "datum.value == 0 ? '0' : datum.label" if sign else alt.Undefined
    return alt.Axis(
        title=unit,
        titleAngle=0,
        titleAlign="left",
        titleX=0,
        titleY=-6,
        format=f"+{NUMBER}" if sign else NUMBER,
        labelExpr=expression,
    )


def number_axis(unit: str, numbers: str = NUMBER) -> alt.Axis:
    """A horizontal axis of figures with its unit at the right end."""
    return alt.Axis(title=unit, format=numbers, titleAnchor="end", grid=True)


def finish(chart: Chart, *, height: int, title: str, description: str) -> Chart:
    """The chart as wide as its container, ``height`` pixels of plot, with the look and a description for readers.

    It is dressed in place: Altair's own ``properties`` and ``configure`` copy the whole chart and its data each time.
    """
    dress: dict[str, Any] = {
        "width": "container",
        "height": height,
        "description": f"{title}. {description}" if title else description,
        "autosize": {"type": "fit-x", "contains": "padding"},
        "config": _CONFIG,
    }
    for name, value in (dress | ({"title": title} if title else {})).items():
        chart[name] = value
    return chart


def named(chart: Chart, heading: str) -> Chart:
    """The chart with ``heading`` before its description: the name by which a screen reader calls it."""
    chart["description"] = f"{heading}. {chart['description']}"
    return chart


def enlarged(chart: Chart, *, size: int = 18) -> Chart:
    """The chart itself with every text ``size`` pixels high, for a shared screen."""
    chart["config"] = json.loads(json.dumps(chart["config"]).replace(f": {SIZE}", f": {size}"))
    return chart


def empty(title: str = "", word: str = NO_DATA) -> Chart:
    """A chart of nothing says so."""
    said = alt.Chart(pd.DataFrame({"word": [word]})).mark_text(color=palette.MUTED, fontSize=16)
    return finish(layered(said.encode(text="word:N")), height=80, title=title, description=word)


def dark(chart: Chart) -> Chart:
    """The chart itself, now in the colours of a dark page, those that stand in its data too."""
    for layer in chart.layer:
        rows = cast(pd.DataFrame, layer.data)
        coloured = [column for column in _COLOURS if column in rows]
        layer.data = rows.assign(**{column: rows[column].map(palette.DARK) for column in coloured})
    # Past Altair's own attributes, which are all written into the specification.
    object.__setattr__(chart, "_colours", palette.DARK)
    return chart
