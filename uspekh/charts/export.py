"""Charts as pictures: PNG and SVG drawn by vl-convert in the shipped typeface, with no browser and no network."""

from __future__ import annotations

from functools import cache
from typing import Any, TypeAlias

import vl_convert

from uspekh.charts.theme import Chart, Specification, specify
from uspekh.settings import ROOT

FONTS = ROOT / "static" / "fonts"
WIDTH = 900
Drawn: TypeAlias = Chart | Specification


@cache
def _register_fonts() -> None:
    vl_convert.register_font_directory(str(FONTS))


def _sized(chart: Drawn, width: int) -> dict[str, Any]:
    _register_fonts()
    return {**(chart if isinstance(chart, dict) else specify(chart)), "width": width}


def to_svg(chart: Drawn, *, width: int = WIDTH) -> str:
    """The chart as SVG ``width`` pixels wide (a chart on the page takes the width of its container)."""
    return vl_convert.vegalite_to_svg(_sized(chart, width))


def to_png(chart: Drawn, *, width: int = WIDTH, scale: float = 2) -> bytes:
    """The chart as PNG ``width * scale`` pixels wide."""
    return vl_convert.vegalite_to_png(_sized(chart, width), scale=scale)
