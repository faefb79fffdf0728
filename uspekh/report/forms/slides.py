"""The report as slides, in the order of the meeting: at most eight, each with a title that says its message."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import cast

from pptx.chart.chart import Chart
from pptx.chart.data import CategoryChartData, ChartData
from pptx.dml.color import RGBColor
from pptx.enum.chart import XL_CHART_TYPE, XL_LABEL_POSITION, XL_LEGEND_POSITION, XL_TICK_MARK
from pptx.enum.dml import MSO_LINE_DASH_STYLE
from pptx.shapes.graphfrm import GraphicFrame
from pptx.slide import Slide
from pptx.util import Emu, Inches, Pt

from uspekh.charts import palette
from uspekh.monitoring.execution import budget
from uspekh.monitoring.explaining.deviation_parts import Deviation, divide_deviation
from uspekh.monitoring.figures import Figures
from uspekh.monitoring.overview.off_plan import OffPlan, list_off_plan
from uspekh.monitoring.overview.summary import of_year
from uspekh.monitoring.overview.tiles import IndicatorSummary, summarize_indicators
from uspekh.report.content import shortfalls
from uspekh.report.content.cells import clean, excel_unit, text
from uspekh.report.content.contents import Content
from uspekh.report.content.summary import say_none
from uspekh.report.content.table import Row, Table
from uspekh.report.forms.deck import POINTS, Box, Deck
from uspekh.report.progress import Progress
from uspekh.russian.format import NBSP
from uspekh.words import SUBJECTS

_TITLE = 110
"""Letters of a plan item's title on a slide; the document has it whole."""
_ORGANIZATIONS = 8
"""Organizations of a deviation that a slide names; the rest stand in one row."""
_ON_A_SLIDE, _MOST_INDICATORS = 2, 4
_GAP = Inches(0.3)
_WORDS_HEIGHT = Inches(1.75)
_DECIDED = "Решение"


def slides(figures: Figures, report: Content, folder: Path, progress: Progress) -> bytes:
    """The slides as ``.pptx``; ``folder`` holds the template."""
    deck = Deck(folder, report.banner)
    caption = f"{report.period}; по состоянию на {report.as_of}"
    progress(0.3, "Записываются слайды")
    about = [report.headline, f"По состоянию на {report.as_of}; {report.selection}"]
    deck.title(f"«{report.project}»", about)
    _indicators(deck, figures, caption)
    _off_plan(deck, report, figures, caption)
    _budget(deck, report, figures, caption)
    for name, widths in (
        ("open_items", {"number": 16, "title": 84, "due": 28, "status": 34, "responsible": 34}),
        ("assignments", {"subject": 52, "action": 54, "responsible": 34, "due": 28, "status": 32}),
    ):
        table = report.tables[name]
        if table.rows:
            deck.table(table.title, caption, replace(table, rows=list(map(_short, table.rows))).only(**widths))
    return deck.saved(f"Проект «{report.project}», {report.period}")


def _short(row: Row) -> Row:
    """The row with a long title of a plan item shortened."""
    if "title" not in row:
        return row
    return {**row, "title": textwrap.shorten(text(row["title"]), _TITLE, placeholder=" …")}


def _indicators(deck: Deck, figures: Figures, caption: str) -> None:
    """Two indicators a slide, each in words over its years; of more than four the slide says how many there are."""
    summaries = summarize_indicators(figures)
    shown, more = summaries[:_MOST_INDICATORS], len(summaries) - _MOST_INDICATORS
    rest = f"; ещё показателей — {more}, они в документе" if more > 0 else ""
    for first in range(0, len(shown), _ON_A_SLIDE):
        pair = shown[first : first + _ON_A_SLIDE]
        slide, box = deck.subject(_message(pair), caption + rest)
        width = (box.width - _GAP) // _ON_A_SLIDE
        for number, summary in enumerate(pair):
            left = box.left + number * (width + _GAP)
            _words(slide, Box(left, box.top, width, _WORDS_HEIGHT), summary)
            chart = Box(left, box.top + _WORDS_HEIGHT, width, box.height - _WORDS_HEIGHT)
            _lines(slide, chart, summary)


def _message(pair: Sequence[IndicatorSummary]) -> str:
    """«Показатель 1 — больше плана на 58 чел.; показатель 4 — не хватает 270 чел.»."""
    parts = [f"показатель{NBSP}{each.subject} — {each.gap or each.label}" for each in pair]
    message = "; ".join(parts)
    return message[:1].upper() + message[1:]


def _words(slide: Slide, box: Box, summary: IndicatorSummary) -> None:
    """Title, fact, plan and state of an indicator, as its tile has them."""
    lines = [
        (summary.title, 20, False),
        (f"{summary.fact}, {summary.plan}", 22, True),
        ("; ".join(filter(None, [summary.label, summary.coverage, summary.changed])), POINTS, False),
    ]
    frame = slide.shapes.add_textbox(*(Emu(n) for n in (box.left, box.top, box.width, box.height))).text_frame
    frame.word_wrap, frame.margin_left, frame.margin_top = True, Emu(0), Emu(0)
    for number, (line, points, bold) in enumerate(lines):
        paragraph = frame.paragraphs[0] if number == 0 else frame.add_paragraph()
        run = paragraph.add_run()
        run.text = clean(line)
        run.font.size, run.font.bold = Pt(points), bold
        run.font.color.rgb = RGBColor.from_string(palette.INK.removeprefix("#"))


def _off_plan(deck: Deck, report: Content, figures: Figures, caption: str) -> None:
    """What is not on plan, then who makes most of the first deviation that is of people."""
    table = report.tables["off_plan"]
    rows = list_off_plan(figures)
    if not table.rows:
        deck.words(say_none(figures), caption, [])
        return
    heading = f"Не по плану: {len(rows)}"
    if rows:
        first = rows[0]
        heading += f"; первым — {SUBJECTS[first.subject_kind].lower()}{NBSP}{first.subject}, {first.gap}"
    decided = [{**row, "action": _decision(row)} for row in table.rows]
    columns = tuple(replace(c, heading=_DECIDED) if c.key == "action" else c for c in table.columns)
    shown = replace(table, rows=decided, columns=columns)
    deck.table(heading, caption, shown.only(subject=52, deviation=46, largest=52, action=41))
    for row in rows:
        division = divide_deviation(figures, row.measure, _ORGANIZATIONS) if row.largest else None
        if division:
            _parts(deck, figures, row, division, caption)
            return


def _parts(deck: Deck, figures: Figures, row: OffPlan, division: Deviation, caption: str) -> None:
    """Who makes a deviation, adding up to the city's."""
    *parts, whole = shortfalls.part_rows(figures, row, division)
    subject = f"{SUBJECTS[row.subject_kind]}{NBSP}{row.subject}"
    heading = f"{subject}: {row.gap}; больше всего — {row.largest[0].name}"
    table = Table("", shortfalls.PARTS, parts, total=whole)
    deck.table(heading, caption, table.only(organization=62, shortfall=24, fact=21, plan=24, chance=60))


def _decision(row: Row) -> str:
    """Measure, who answers and by when, in one cell."""
    due = row.get("due") or ""
    parts = [text(row.get("action", "")), text(row.get("responsible", "")), f"до {text(due)}" if due else ""]
    return ", ".join(filter(None, parts))


def _budget(deck: Deck, report: Content, figures: Figures, caption: str) -> None:
    """Lines with money in the year under the sentence about their sum."""
    lines = report.tables["budget_lines"]
    with_money = [row for row in lines.rows if any(getattr(row[key], "kopecks", None) for key in budget.MONEY)]
    execution = budget.say_execution(budget.total(of_year(figures.budget, figures)), figures.rules.edges)
    shown = replace(lines, rows=with_money, empty="Денег на этот год не запланировано и не израсходовано")
    deck.table(
        f"Деньги {figures.selection.year} года: {execution}",
        f"{caption}; руб.",
        shown.only(number=16, title=38, plan=29, refined=31, executed=31, completion_refined=24),
    )


def _lines(slide: Slide, box: Box, summary: IndicatorSummary) -> None:
    """Plan and fact by year as lines of a native chart; where there is no figure, no point."""
    number_format = excel_unit(summary.unit)
    data = CategoryChartData(number_format=number_format)
    data.categories = [str(each.year) for each in summary.years]
    data.add_series("План", [each.plan for each in summary.years])
    data.add_series("Факт", [each.fact for each in summary.years])
    position = (Emu(box.left), Emu(box.top), Emu(box.width), Emu(box.height))
    frame = cast(GraphicFrame, slide.shapes.add_chart(XL_CHART_TYPE.LINE_MARKERS, *position, cast(ChartData, data)))
    chart = frame.chart
    chart.font.size = Pt(POINTS)
    _axes(chart, list(_figures(summary)))
    _legend(chart)
    plan, fact = chart.plots[0].series
    for drawn, colour in ((plan, palette.PLAN), (fact, palette.FACT)):
        drawn.smooth = False
        for part in (drawn.format.line.fill, drawn.marker.format.fill):
            part.solid()
            part.fore_color.rgb = RGBColor.from_string(colour.removeprefix("#"))
    plan.format.line.dash_style = MSO_LINE_DASH_STYLE.DASH
    labels = fact.data_labels
    labels.show_value, labels.position = True, XL_LABEL_POSITION.ABOVE
    labels.number_format, labels.number_format_is_linked = number_format, False
    labels.font.size = Pt(POINTS)


def _figures(summary: IndicatorSummary) -> Iterator[float]:
    for each in summary.years:
        yield from (value for value in (each.plan, each.fact) if value is not None)


def _axes(chart: Chart, figures: list[float]) -> None:
    """A scale that shows the difference, with room for the figures above the points."""
    chart.value_axis.visible = False
    chart.value_axis.has_major_gridlines = False
    if figures:
        spread = max(figures) - min(figures) or abs(max(figures)) or 1
        chart.value_axis.minimum_scale = min(figures) - spread / 5
        chart.value_axis.maximum_scale = max(figures) + spread / 3
    chart.category_axis.major_tick_mark = XL_TICK_MARK.NONE
    chart.category_axis.format.line.color.rgb = RGBColor.from_string(palette.PLAN.removeprefix("#"))


def _legend(chart: Chart) -> None:
    chart.has_legend = True
    chart.legend.position = XL_LEGEND_POSITION.BOTTOM
    chart.legend.include_in_layout = False
    chart.legend.font.size = Pt(POINTS)
