"""The report as slides: one subject a slide, in the order a meeting takes."""

from __future__ import annotations

import textwrap
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import cast

import pandas as pd
from pptx.chart.chart import Chart
from pptx.chart.data import CategoryChartData, ChartData
from pptx.dml.color import RGBColor
from pptx.enum.chart import XL_CHART_TYPE, XL_LABEL_POSITION, XL_LEGEND_POSITION, XL_TICK_MARK
from pptx.shapes.graphfrm import GraphicFrame
from pptx.slide import Slide
from pptx.util import Emu, Inches, Pt

from uspekh.charts import palette
from uspekh.monitoring.execution import budget
from uspekh.monitoring.figures import Figures
from uspekh.report.content import deviations, milestones, phrases
from uspekh.report.content.cells import Quantity, excel_unit, text, with_its_unit
from uspekh.report.content.contents import Content
from uspekh.report.content.table import Row, Table
from uspekh.report.forms.deck import POINTS, Box, Deck
from uspekh.report.progress import Progress

_TITLE = 110
"""Letters of a plan item's title on a slide; the document has it whole."""
_MOST = 12
_SIDE = Inches(4.3)
_COLOURS = (palette.PLAN, palette.FACT)


def slides(figures: Figures, report: Content, folder: Path, progress: Progress) -> bytes:
    """The slides as ``.pptx``; ``folder`` holds the template."""
    deck = Deck(folder, report.banner)
    caption = f"{report.period}; по состоянию на {report.as_of}; {report.selection}"
    progress(0.3, "Записываются слайды")
    _opening(deck, report, caption)
    _indicators(deck, report, figures)
    deck.table("Результаты", caption, _results(report.tables["results"]))
    _budget(deck, report, figures, caption)
    _open(deck, report, figures)
    deck.table("Отклонения и меры", caption, _deviations(report.tables["deviations"]))
    return deck.saved(f"Проект «{report.project}», {report.period}")


def _opening(deck: Deck, report: Content, caption: str) -> None:
    about = [report.period, f"По состоянию на {report.as_of}", report.selection]
    deck.title(f"«{report.project}»", ["Ход реализации муниципального проекта", *about])
    deck.table("Общее состояние проекта", caption, report.tables["states"])
    deck.words("Наибольшие отклонения", caption, [*report.worst, report.overdue])


def _indicators(deck: Deck, report: Content, figures: Figures) -> None:
    """A slide for each indicator: the year's figures beside plan and fact by year."""
    frame = figures.indicators[figures.indicators["primary"]]
    for row, (_, years) in zip(report.tables["indicators"].rows, frame.groupby("measure", sort=False), strict=True):
        heading = phrases.subject(figures.plan, years.iloc[0])
        slide, box = deck.subject(heading, f"{report.period}; {report.selection}")
        _side(slide, Box(box.left, box.top, _SIDE, box.height), row)
        chart = Box(box.left + _SIDE, box.top, box.width - _SIDE, box.height)
        series = {name: _figures(years[column]) for column, name in (("plan", "План"), ("fact", "Факт"))}
        _bars(slide, chart, years["year"].astype(str).tolist(), series, excel_unit(text(row["unit"])))


def _side(slide: Slide, box: Box, row: Row) -> None:
    """The year's figures in large type."""
    quantities = {key: with_its_unit(cell) for key, cell in row.items() if isinstance(cell, Quantity)}
    lines = [
        ("Факт", 20, False),
        (quantities["fact"], 44, True),
        (f"План {quantities['plan']}", 24, False),
        (f"Отклонение {quantities['deviation']}", 24, False),
        (f"Выполнение {quantities['completion']}", 24, False),
        (text(row["flag"]), 24, True),
        (f"Сдали {text(row['reported'])}", 20, False),
        (text(row["note"]), 18, False),
    ]
    frame = slide.shapes.add_textbox(*(Emu(n) for n in (box.left, box.top, box.width, box.height))).text_frame
    frame.word_wrap, frame.margin_left = True, Emu(0)
    for number, (line, points, bold) in enumerate(lines):
        paragraph = frame.paragraphs[0] if number == 0 else frame.add_paragraph()
        paragraph.space_after = Pt(6)
        run = paragraph.add_run()
        run.text = line
        run.font.size, run.font.bold = Pt(points), bold
        run.font.color.rgb = RGBColor.from_string(palette.INK.removeprefix("#"))


def _results(table: Table) -> Table:
    rows = [
        {**row, **{k: with_its_unit(q) for k in ("plan", "fact") if isinstance(q := row[k], Quantity)}}
        for row in table.rows
    ]
    return replace(table, rows=rows).only(number=11, title=50, plan=20, fact=20, flag=52, reported=16)


def _budget(deck: Deck, report: Content, figures: Figures, caption: str) -> None:
    lines = report.tables["budget_lines"]
    with_money = [row for row in lines.rows if _any_money(row)]
    shown = replace(lines, rows=with_money).only(number=14, title=46, plan=22, refined=22, executed=22, completion=14)
    deck.table(f"Бюджет, {figures.selection.year} год, руб.", caption, shown)
    years = report.tables["budget_years"].only(title=12, plan=22, refined=22, executed=22, completion=14)
    deck.table("Бюджет по годам проекта, руб.", "Проект в целом", years)


def _any_money(row: Row) -> bool:
    return any(getattr(row[key], "kopecks", None) for key in budget.MONEY)


def _figures(column: pd.Series) -> list[float | None]:
    return [None if pd.isna(value) else float(value) for value in column]


def _open(deck: Deck, report: Content, figures: Figures) -> None:
    """The first of what is not done, as many as a meeting can go through."""
    table = milestones.still_open(figures)
    rest = f" Показаны первые {_MOST} из {len(table.rows)}; все — в документе." if len(table.rows) > _MOST else ""
    rows = [
        {**row, "title": textwrap.shorten(text(row["title"]), _TITLE, placeholder=" …")} for row in table.rows[:_MOST]
    ]
    shown = replace(table, rows=rows).only(number=17, title=76, due=26, forecast=26, status=34, executor=43)
    deck.table("Не исполнено", report.overdue + rest, shown)


def _deviations(table: Table) -> Table:
    """Overdue items stand on slides of their own: here only those about which something was decided."""
    rows = [row for row in table.rows if row["kind"] != deviations.MILESTONE or row.get("action")]
    return replace(table, rows=rows).only(subject=48, deviation=50, action=34, responsible=35, due=26)


def _bars(
    slide: Slide, box: Box, names: Sequence[str], series: Mapping[str, Sequence[float | None]], number_format: str
) -> None:
    """A group of bars for each name, one of plan and one of fact; where there is no figure, no bar."""
    data = CategoryChartData(number_format=number_format)
    data.categories = list(names)
    for name, figures in series.items():
        data.add_series(name, list(figures))
    position = (Emu(box.left), Emu(box.top), Emu(box.width), Emu(box.height))
    frame = cast(GraphicFrame, slide.shapes.add_chart(XL_CHART_TYPE.BAR_CLUSTERED, *position, cast(ChartData, data)))
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
