"""The one look of every chart as Vega reads it: typeface, sizes, colours, Russian numbers and dates."""

from __future__ import annotations

from typing import Any

import vl_convert

from uspekh.charts import palette

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
