"""The report as a document: the template ``report.docx``, which an office may edit, filled with the content."""

from __future__ import annotations

from io import BytesIO
from itertools import count
from pathlib import Path
from typing import Any

import pandas as pd
from docx.shared import Mm
from docxtpl import DocxTemplate, InlineImage

from uspekh.monitoring.figures import Figures
from uspekh.report import pictures, words
from uspekh.report.cells import Cell, text
from uspekh.report.content import Content, content
from uspekh.report.pictures import Picture
from uspekh.report.progress import Progress, silent
from uspekh.report.properties import reset_properties
from uspekh.report.tables import Row, Table

TEMPLATE = "report.docx"
_PICTURE = Mm(165)


def document(
    figures: Figures,
    folder: Path,
    *,
    decisions: pd.DataFrame | None = None,
    demonstration: bool = False,
    starter: bool = False,
    progress: Progress = silent,
) -> bytes:
    """The document as ``.docx``.

    ``folder`` holds the template; ``decisions``: columns ``deviations.DECISIONS``. Every page says that the figures
    are invented (``demonstration``) or that only the directory of organizations is (``starter``). ``progress`` is
    told what is being done.
    """
    progress(0.0, "Собираются таблицы")
    said = content(figures, decisions, banner=words.banner(demonstration, starter))
    progress(0.3, "Рисуются диаграммы")
    drawn = {
        "indicator_pictures": list(pictures.indicators(figures)),
        "budget_pictures": [pictures.money_by_year(figures)],
    }
    progress(0.8, "Записывается документ")
    filled = _filled(folder / TEMPLATE, said, drawn)
    progress(1.0, "Готово")
    return filled


def _filled(path: Path, said: Content, drawn: dict[str, list[Picture]]) -> bytes:
    template = DocxTemplate(path)
    template.init_docx()
    numbers = count(1)
    images = {name: [_image(template, picture, next(numbers)) for picture in group] for name, group in drawn.items()}
    tables = {name: _table(table) for name, table in said.tables.items()}
    plain = {key: value for key, value in vars(said).items() if key != "tables"}
    template.render({**plain, **tables, **images}, autoescape=True)
    _describe(template, [picture for group in drawn.values() for picture in group])
    title = f"Отчёт о ходе реализации проекта «{said.project}», {said.period}"
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


def _image(template: DocxTemplate, picture: Picture, number: int) -> dict[str, Any]:
    image = InlineImage(template, BytesIO(picture.png), width=_PICTURE)
    return {"image": image, "number": number, "title": picture.title}


def _describe(template: DocxTemplate, drawn: list[Picture]) -> None:
    """Gives each picture its chart in words; pictures that the template brought keep their own."""
    said = {picture.png: picture.said for picture in drawn}
    for shape in template.docx.inline_shapes:
        blip = shape._inline.graphic.graphicData.pic.blipFill.blip
        shape._inline.docPr.set("descr", said.get(template.docx.part.related_parts[blip.embed].blob, ""))
