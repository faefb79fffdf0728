"""What every chart is made with: layers in one, axes with their unit, the one look, and what an empty chart says."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import cast

import altair as alt
import pandas as pd

from uspekh.charts import palette
from uspekh.charts.look import CONFIG, SIZE
from uspekh.charts.specification import Specification, specification
from uspekh.russian.format import NO_DATA

_COLOURS = ("colour", "tint", "edge")
"""Columns of a chart's data that hold a colour."""
_NARROW = 420
"""Pixels of a plot under which a legend stands in one column."""
NUMBER = ",~f"
"""Axis numbers: spaces between thousands, a decimal comma, no idle zeros."""


@dataclass
class Chart:
    """Charts drawn one over another, the last on top, and the dress of them all (properties of the whole by name).

    Altair's own layered chart copies and validates every layer several times, which takes longer than all the rest;
    the tests validate every chart once instead.
    """

    layer: list[alt.Chart]
    dress: Specification = field(default_factory=dict)
    colours: Mapping[str, str] = field(default_factory=dict)

    def to_dict(self) -> Specification:
        """The chart as the browser reads it."""
        return _recoloured(specification(self.layer, self.dress), self.colours)


def _recoloured(spec: Specification, colours: Mapping[str, str]) -> Specification:
    """The specification, but for its data, with each colour replaced by its pair."""
    if not colours:
        return spec
    tables = [layer["data"] for layer in spec["layer"]]
    bare = spec | {"layer": [layer | {"data": None} for layer in spec["layer"]]}
    text = json.dumps(bare, ensure_ascii=False)
    for colour, pair in colours.items():
        text = text.replace(colour, pair)
    bare = json.loads(text)
    return bare | {"layer": [layer | {"data": table} for layer, table in zip(bare["layer"], tables, strict=True)]}


def layered(*charts: alt.Chart) -> Chart:
    """The charts in one, the last on top; those of no rows are left out, so each that may stand alone has its axis."""
    return Chart([chart for chart in charts if not chart.data.empty])


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
    """The chart as wide as its container, ``height`` pixels of plot, with the look and a description for readers."""
    chart.dress |= {
        "width": "container",
        "height": height,
        "description": f"{title}. {description}" if title else description,
        "autosize": {"type": "fit-x", "contains": "padding"},
        "config": CONFIG,
    }
    if title:
        chart.dress["title"] = title
    return chart


def named(chart: Chart, heading: str) -> Chart:
    """The chart with ``heading`` before its description: the name by which a screen reader calls it."""
    chart.dress["description"] = f"{heading}. {chart.dress['description']}"
    return chart


def enlarged(chart: Chart, *, size: int = 18) -> Chart:
    """The chart itself with every text ``size`` pixels high, for a shared screen."""
    chart.dress["config"] = json.loads(json.dumps(chart.dress["config"]).replace(f": {SIZE}", f": {size}"))
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
    chart.colours = palette.DARK
    return chart
