"""The report as a document: the template ``report.docx``, which an office may edit, filled with the content."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from itertools import count
from pathlib import Path
from typing import Any

from docx.shared import Mm
from docxtpl import DocxTemplate, InlineImage

from uspekh import words
from uspekh.charts import budget as budget_charts
from uspekh.charts.export import to_png
from uspekh.charts.indicators import plan_fact
from uspekh.charts.theme import Chart
from uspekh.monitoring.bounds import with_bounds
from uspekh.monitoring.execution import budget
from uspekh.monitoring.figures import Figures
from uspekh.monitoring.overview.counts import states_of
from uspekh.report.content import phrases
from uspekh.report.content.cells import Cell, text
from uspekh.report.content.contents import Content
from uspekh.report.content.table import Row, Table
from uspekh.report.forms.properties import reset_properties
from uspekh.report.progress import Progress

TEMPLATE = "report.docx"
_TABLES = (
    "indicators", "off_plan", "parts", "changes", "open_items", "assignments", "results", "budget_lines",
    "budget_sources", "budget_years", "milestones",
)  # fmt: skip
"""What the template has a table for."""
_PICTURE = Mm(165)
WIDTH = 700
"""Pixels of a picture as wide as the page's text: its type is then about nine points high."""
_TALL = 800
"""Of a chart so high that it would not share a page otherwise."""


def document(figures: Figures, report: Content, folder: Path, progress: Progress) -> bytes:
    """The document as ``.docx``; ``folder`` holds the template."""
    progress(0.3, "Рисуются диаграммы")
    drawn = {
        "indicator_pictures": list(_indicators(figures)),
        "budget_pictures": [_money_by_year(figures)],
    }
    progress(0.8, "Записывается документ")
    return _filled(folder / TEMPLATE, report, drawn)


def _filled(path: Path, report: Content, drawn: dict[str, list[_Picture]]) -> bytes:
    template = DocxTemplate(path)
    template.init_docx()
    numbers = count(1)
    images = {name: [_image(template, picture, next(numbers)) for picture in group] for name, group in drawn.items()}
    tables = {name: _table(report.tables[name]) for name in _TABLES}
    plain = {key: value for key, value in vars(report).items() if key != "tables"}
    template.render({**plain, **tables, **images}, autoescape=True)
    _describe(template, [picture for group in drawn.values() for picture in group])
    title = f"Отчёт о ходе реализации проекта «{report.project}», {report.period}"
    reset_properties(template.docx.core_properties, title)
    out = BytesIO()
    template.save(out)
    return out.getvalue()


def _table(table: Table) -> dict[str, Any]:
    keys = [column.key for column in table.columns]
    return {
        "title": table.title,
        "rows": [_row(row, keys) for row in table.rows],
        "total": _row(table.total or {}, keys),
        "empty": table.empty,
        "notes": table.notes,
    }


def _row(row: Row, keys: list[str]) -> dict[str, str]:
    empty: Cell = ""
    return {key: text(row.get(key, empty)) for key in keys} | {"tint": text(row.get("tint", "FFFFFF"))}


def _image(template: DocxTemplate, picture: _Picture, number: int) -> dict[str, Any]:
    image = InlineImage(template, BytesIO(picture.png), width=_PICTURE)
    return {"image": image, "number": number, "title": picture.title}


def _describe(template: DocxTemplate, drawn: list[_Picture]) -> None:
    """Gives each picture its chart in words; pictures that the template brought keep their own."""
    descriptions = {picture.png: picture.description for picture in drawn}
    for shape in template.docx.inline_shapes:
        blip = shape._inline.graphic.graphicData.pic.blipFill.blip
        shape._inline.docPr.set("descr", descriptions.get(template.docx.part.related_parts[blip.embed].blob, ""))


@dataclass(frozen=True)
class _Picture:
    """``description``: the chart in words, for those who do not see it."""

    title: str
    png: bytes
    description: str


def _indicators(figures: Figures) -> Iterator[_Picture]:
    """Plan and fact by year of each indicator."""
    frame = figures.indicators[figures.indicators["primary"]]
    labels = figures.rules.flag_labels
    for _, years in frame.groupby("measure", sort=False):
        rows = with_bounds(years, figures.rules).assign(
            flag_label=[words.flag_word(flag, labels) for flag in states_of(years)]
        )
        first = years.iloc[0]
        chart = plan_fact(rows, first["unit"])
        yield _picture(f"{phrases.subject(figures.plan, first)}, {first['unit']}", chart)


def _money_by_year(figures: Figures) -> _Picture:
    """Kinds of money by year of the project."""
    sums = budget.totals(figures.budget, ["year"])
    chart = budget_charts.by_year(budget_charts.roubles_by_kind(sums, ["year"]))
    return _picture("Бюджет проекта по годам", chart, _TALL)


def _picture(title: str, chart: Chart, width: int = WIDTH) -> _Picture:
    return _Picture(title, to_png(chart, width=width, scale=3), str(chart.description))
