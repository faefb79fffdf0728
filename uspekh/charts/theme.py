"""What every chart is made with: layers in one, axes with their unit, the one look, and what an empty chart says."""

from __future__ import annotations

import json
from datetime import datetime
from typing import Any, TypeAlias, cast

import altair as alt
import pandas as pd
import vl_convert
from altair.utils.schemapi import disable_debug_mode

from uspekh.charts import palette
from uspekh.russian.format import NO_DATA

Chart: TypeAlias = alt.LayerChart
Specification: TypeAlias = dict[str, Any]
"""A chart written out; nobody changes it: it may be shared."""
_NARROW = 420
"""Pixels of a plot under which a legend stands in one column."""
NUMBER = ",~f"
"""Axis numbers: spaces between thousands, a decimal comma, no idle zeros."""
FONT = "IBM Plex Sans, Arial, sans-serif"
SIZE = 13

_TEXT = {"labelFont": FONT, "titleFont": FONT, "labelFontSize": SIZE, "titleFontSize": SIZE}
CONFIG: dict[str, Any] = {
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


def _records(data: pd.DataFrame) -> dict[str, list[dict[str, Any]]]:
    """The rows of a layer as the browser reads them: a missing value is null, a moment an ISO text.

    Altair's own transformer goes through a frame column by column in pandas, which for a dozen rows takes longer than
    all the rest of a chart.
    """
    values = [[_plain(value) for value in data[name].tolist()] for name in data]
    return {"values": [dict(zip(data, row, strict=True)) for row in zip(*values, strict=True)]}


def _plain(value: Any) -> Any:
    if value is None or value is pd.NA or value != value:
        return None
    return value.isoformat() if isinstance(value, datetime) else value


alt.data_transformers.register("uspekh", _records)
alt.data_transformers.enable("uspekh")
# Rows stand in the layers that draw them: Streamlit takes tables beside the layers out of a specification.
alt.data_transformers.consolidate_datasets = False
# Altair would validate each mark and channel when it is made: the tests validate whole charts instead.
disable_debug_mode()


@alt.theme.register("uspekh", enable=True)
def _theme() -> alt.theme.ThemeConfig:
    return {"config": cast("alt.theme.ConfigKwds", CONFIG)}


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


def finish(*layers: alt.Chart, height: int, title: str, description: str) -> Chart:
    """The layers in one chart, the last on top, as wide as its container, with the look and a description for readers.

    Layers of no rows are left out, so each that may stand alone has its axis. ``height``: pixels of the plot.
    """
    chart = alt.layer(
        *(_with_its_rows(layer) for layer in layers if not layer.data.empty),
        width="container",
        height=height,
        description=f"{title}. {description}" if title else description,
        autosize=alt.AutoSizeParams(type="fit-x", contains="padding"),
        **({"title": title} if title else {}),
    )
    # The library types the result of layers as if any of them could be a row of charts.
    return cast("Chart", chart)


def _with_its_rows(layer: alt.Chart) -> alt.Chart:
    """The layer with a frame that no other has: the rows of layers of one frame Altair would keep beside the layers."""
    copy = layer.copy(deep=False)
    copy.data = layer.data.copy(deep=False)
    return copy


def named(chart: Chart, heading: str) -> Chart:
    """The chart with ``heading`` before its description: the name by which a screen reader calls it."""
    return chart.properties(description=f"{heading}. {chart.description}")


def enlarged(chart: Chart, *, size: int = 18) -> Chart:
    """The chart with every text ``size`` pixels high, for a shared screen."""
    return chart.properties(config=json.loads(json.dumps(CONFIG).replace(f": {SIZE}", f": {size}")))


def empty(title: str = "", word: str = NO_DATA) -> Chart:
    """A chart of nothing says so."""
    words = alt.Chart(pd.DataFrame({"word": [word]})).mark_text(color=palette.MUTED, fontSize=16)
    return finish(words.encode(text=alt.Text("word:N")), height=80, title=title, description=word)


def specify(chart: Chart, *, dark: bool = False) -> Specification:
    """The chart as the browser reads it, in the colours of a light or a dark page.

    The tests validate every chart; here that would take longer than all the rest.
    """
    specification = chart.to_dict(validate=False)
    if not dark:
        return specification
    text = json.dumps(specification, ensure_ascii=False)
    for colour, pair in palette.DARK.items():
        text = text.replace(colour, pair)
    return cast("Specification", json.loads(text))
