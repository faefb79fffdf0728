"""Native charts of slides: bars by year, which a person may edit in the office program."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import cast

from pptx.chart.chart import Chart
from pptx.chart.data import CategoryChartData, ChartData
from pptx.dml.color import RGBColor
from pptx.enum.chart import XL_CHART_TYPE, XL_LABEL_POSITION, XL_LEGEND_POSITION, XL_TICK_MARK
from pptx.shapes.graphfrm import GraphicFrame
from pptx.slide import Slide
from pptx.util import Emu, Pt

from uspekh.charts import palette
from uspekh.report.deck import Box

POINTS = 18
_COLOURS = (palette.PLAN, palette.FACT)


def bars(
    slide: Slide, box: Box, names: Sequence[str], series: Mapping[str, Sequence[float | None]], number_format: str
) -> None:
    """A group of bars for each name, one of plan and one of fact; where there is no figure, no bar."""
    data = CategoryChartData(number_format=number_format)
    data.categories = list(names)
    for name, figures in series.items():
        data.add_series(name, list(figures))
    place = (Emu(box.left), Emu(box.top), Emu(box.width), Emu(box.height))
    frame = cast(GraphicFrame, slide.shapes.add_chart(XL_CHART_TYPE.BAR_CLUSTERED, *place, cast(ChartData, data)))
    chart = frame.chart
    chart.font.size = Pt(POINTS)
    _axes(chart)
    _legend(chart)
    _label(chart, number_format)
    for drawn, colour in zip(chart.plots[0].series, _COLOURS, strict=True):
        drawn.format.fill.solid()
        drawn.format.fill.fore_color.rgb = RGBColor.from_string(colour.removeprefix("#"))


def _axes(chart: Chart) -> None:
    chart.value_axis.visible = False
    chart.value_axis.has_major_gridlines = False
    chart.value_axis.minimum_scale = 0
    chart.category_axis.reverse_order = True
    chart.category_axis.major_tick_mark = XL_TICK_MARK.NONE
    chart.category_axis.format.line.color.rgb = RGBColor.from_string(palette.PLAN.removeprefix("#"))


def _legend(chart: Chart) -> None:
    chart.has_legend = True
    chart.legend.position = XL_LEGEND_POSITION.TOP
    chart.legend.include_in_layout = False
    chart.legend.font.size = Pt(POINTS)


def _label(chart: Chart, number_format: str) -> None:
    plot = chart.plots[0]
    plot.gap_width, plot.overlap = 35, 0
    plot.has_data_labels = True
    labels = plot.data_labels
    labels.number_format, labels.number_format_is_linked = number_format, False
    labels.position = XL_LABEL_POSITION.OUTSIDE_END
    labels.font.size = Pt(POINTS)
