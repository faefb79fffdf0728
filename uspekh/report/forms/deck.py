"""The deck of slides: the template opened, slides added to it, tables of 18 points."""

from __future__ import annotations

import textwrap
from collections.abc import Sequence
from copy import deepcopy
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import Any

from pptx import Presentation
from pptx.dml.color import RGBColor
from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls
from pptx.slide import Slide
from pptx.table import _Cell
from pptx.util import Emu, Inches, Length, Pt

from uspekh.report.content.cells import clean, text
from uspekh.report.content.table import Column, Row, Table
from uspekh.report.forms.properties import reset_properties

SLIDES = "slides.pptx"
TITLE, SUBJECT = "Титул", "Предмет"
_TITLE, _CAPTION, _BODY, _BANNER, _NUMBER = 0, 13, 14, 20, 12
"""Numbers of the template's placeholders."""
_FILLED = {TITLE: (_TITLE, 1, _BANNER), SUBJECT: (_TITLE, _CAPTION, _BODY, _BANNER)}
POINTS = 18
"""Size of the type: as small as a room still reads."""
_LINE = Inches(0.3)
_MARGIN = Inches(0.08)
_LETTER = Inches(0.138)
"""Height of a line and mean width of a letter at 18 points."""
_RULE = "A9B5C2"
_INK, _HEAD, _TOTAL, _PLAIN = "1B2733", "D9E2EC", "EEF2F6", "FFFFFF"
_TINTED = ("flag", "status", "state")


class TemplateDamaged(Exception):
    """An edited template lacks what the program fills; the text is Russian and says what."""


@dataclass(frozen=True)
class Box:
    """A place on a slide, in EMU."""

    left: int
    top: int
    width: int
    height: int


class Deck:
    """Slides on the template ``slides.pptx`` of a folder: layouts «Титул» and «Предмет», which a person may edit.

    Raises ``TemplateDamaged`` where a layout or a place in it is gone.
    """

    def __init__(self, folder: Path, banner: str) -> None:
        self._presentation = Presentation(str(folder / SLIDES))
        self._banner = banner

    def title(self, heading: str, lines: list[str]) -> None:
        """The first slide."""
        slide = self._slide(TITLE, heading)
        slide.placeholders[1].text_frame.text = "\n".join(map(clean, lines))

    def subject(self, heading: str, caption: str) -> tuple[Slide, Box]:
        """A slide of one subject, and the place the template leaves for its content."""
        slide = self._slide(SUBJECT, heading)
        slide.placeholders[_CAPTION].text_frame.text = clean(caption)
        body = slide.placeholders[_BODY]
        box = Box(*(_emu(n) for n in (body.left, body.top, body.width, body.height)))
        _remove(body)
        return slide, box

    def words(self, heading: str, caption: str, lines: list[str]) -> None:
        """A slide of sentences."""
        slide = self._slide(SUBJECT, heading)
        slide.placeholders[_CAPTION].text_frame.text = clean(caption)
        slide.placeholders[_BODY].text_frame.text = "\n".join(map(clean, lines))

    def table(self, heading: str, caption: str, table: Table) -> None:
        """A native table on one slide, as many rows as it holds; the caption says how many more the document has.

        The widths of its columns share that of the template's place.
        """
        slide, box = self.subject(heading, caption)
        rows = _fitting(table, box)
        if len(rows) < len(table.rows):
            rest = f"Показано {len(rows)} из {len(table.rows)}, остальное — в документе"
            slide.placeholders[_CAPTION].text_frame.text = clean("; ".join(filter(None, [rest, caption])))
        _draw(slide, box, table, rows, total=bool(table.total))

    def saved(self, title: str) -> bytes:
        """The whole as ``.pptx``."""
        reset_properties(self._presentation.core_properties, title)
        out = BytesIO()
        self._presentation.save(out)
        return out.getvalue()

    def _slide(self, name: str, heading: str) -> Slide:
        layout = _layout(self._presentation, name)
        for number in _FILLED[name]:
            _placeholder(layout, number)
        slide: Slide = self._presentation.slides.add_slide(layout)
        _rename(slide, heading)
        banner = slide.placeholders[_BANNER]
        if self._banner:
            banner.text_frame.text = self._banner
        else:
            _remove(banner)
        number = _placeholder(layout, _NUMBER)
        slide.shapes._spTree.append(deepcopy(number._element))
        return slide


def _rename(slide: Slide, heading: str) -> None:
    """Gives a slide another title."""
    slide.placeholders[_TITLE].text_frame.text = clean(heading)


def _layout(presentation: Any, name: str) -> Any:
    layout = presentation.slide_layouts.get_by_name(name)
    if layout is None:
        raise TemplateDamaged(f"{SLIDES}: нет макета «{name}»")
    return layout


def _placeholder(layout: Any, number: int) -> Any:
    for shape in layout.placeholders:
        if shape.placeholder_format.idx == number:
            return shape
    raise TemplateDamaged(f"{SLIDES}: в макете «{layout.name}» нет места № {number}")


def _emu(length: Length | None) -> int:
    return int(length or 0)


def _remove(shape: Any) -> None:
    shape._element.getparent().remove(shape._element)


def _fitting(table: Table, box: Box) -> list[Row]:
    """The first rows that fit on a slide together, with the total."""
    widths = _widths(table, box)
    head: Row = {column.key: column.heading for column in table.columns}
    used = sum(_height(row, table.columns, widths) for row in (head, *([table.total] if table.total else [])))
    rows: list[Row] = []
    for row in table.rows:
        used += _height(row, table.columns, widths)
        if rows and used > box.height:
            break
        rows.append(row)
    return rows


def _widths(table: Table, box: Box) -> list[int]:
    whole = sum(column.width for column in table.columns)
    return [int(box.width * column.width / whole) for column in table.columns]


def _height(row: Row, columns: Sequence[Column], widths: list[int]) -> int:
    lines = [
        len(textwrap.wrap(text(row.get(column.key, "")), max(1, int((width - 2 * _MARGIN) / _LETTER))))
        for column, width in zip(columns, widths, strict=True)
    ]
    return max(1, *lines) * _LINE + _MARGIN


def _draw(slide: Slide, box: Box, table: Table, rows: list[Row], *, total: bool) -> None:
    shown = rows or [{table.columns[0].key: table.empty}]
    shown = [*shown, table.total] if total and table.total else shown
    position = (Emu(box.left), Emu(box.top), Emu(box.width), Emu(_LINE * (len(shown) + 1)))
    grid = slide.shapes.add_table(len(shown) + 1, len(table.columns), *position).table
    grid.horz_banding = False
    for number, width in enumerate(_widths(table, box)):
        grid.columns[number].width = Emu(width)
    for cell, column in zip(grid.rows[0].cells, table.columns, strict=True):
        _write(cell, column.heading, _HEAD, figures=column.figures, bold=True)
    for drawn_row, row in zip(list(grid.rows)[1:], shown, strict=True):
        _fill(list(drawn_row.cells), table.columns, row, whole=row is table.total)
    if not rows:
        grid.cell(1, 0).merge(grid.cell(1, len(table.columns) - 1))
    heads: Row = {column.key: column.heading for column in table.columns}
    for drawn_row, row in zip(grid.rows, [heads, *shown], strict=True):
        drawn_row.height = Emu(_height(row, table.columns, _widths(table, box)))


def _fill(cells: list[_Cell], columns: Sequence[Column], row: Row, *, whole: bool) -> None:
    for cell, column in zip(cells, columns, strict=True):
        colour = text(row.get("tint", _PLAIN)) if column.key in _TINTED else _TOTAL if whole else _PLAIN
        _write(cell, text(row.get(column.key, "")), colour, figures=column.figures, bold=whole)


def _write(cell: _Cell, words: str, colour: str, *, figures: bool, bold: bool) -> None:
    cell.margin_left = cell.margin_right = _MARGIN
    cell.margin_top = cell.margin_bottom = Emu(_MARGIN // 2)
    cell.vertical_anchor = MSO_ANCHOR.TOP
    _rule(cell)
    cell.fill.solid()
    cell.fill.fore_color.rgb = RGBColor.from_string(colour)
    paragraph = cell.text_frame.paragraphs[0]
    paragraph.alignment = PP_ALIGN.RIGHT if figures else PP_ALIGN.LEFT
    run = paragraph.add_run()
    run.text = words
    run.font.size, run.font.bold = Pt(POINTS), bold
    run.font.color.rgb = RGBColor.from_string(_INK)


def _rule(cell: _Cell) -> None:
    """Lines over and under the cell, so rows are told apart on white."""
    fill = f"<a:solidFill><a:srgbClr val='{_RULE}'/></a:solidFill>"
    for side in ("lnT", "lnB"):
        cell._tc.get_or_add_tcPr().append(parse_xml(f"<a:{side} {nsdecls('a')} w='9525'>{fill}</a:{side}>"))
