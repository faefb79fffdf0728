"""The look of .ods: its XML is walked through row by row."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from xml.etree.ElementTree import Element, iterparse

from uspekh.actuals.look.appearance import MOST_MEGABYTES, Appearance, Run, TooMuch
from uspekh.actuals.look.opendocument_styles import Styles
from uspekh.actuals.opening.limits import MEGABYTE
from uspekh.actuals.opening.sheet_look import Merge

_OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_CELLS = (f"{_TABLE}table-cell", f"{_TABLE}covered-table-cell")
_HIDDEN = ("collapse", "filter")


def look_at(content: bytes, most: int) -> dict[str, Appearance]:
    """The appearance of each sheet by its name. Raises ``TooMuch`` beyond ``most`` cells that hold something."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        if sum(entry.file_size for entry in archive.infolist()) > MOST_MEGABYTES * MEGABYTE:
            raise TooMuch
        parts = [archive.read(name) for name in ("styles.xml", "content.xml") if name in archive.namelist()]
    styles = Styles()
    walk = _Walk(styles, most)
    for part in parts:
        for event, element in iterparse(io.BytesIO(part), events=("start", "end")):  # noqa: S314
            if event == "end":
                styles.take(element)
                walk.end(element)
            elif element.tag == f"{_TABLE}table":
                walk.begin(element)
    return walk.sheets


class _Walk:
    """The way through the sheets of a document, their columns and rows."""

    def __init__(self, styles: Styles, most: int) -> None:
        self.sheets: dict[str, Appearance] = {}
        self._styles = styles
        self._left = most
        self._sheet = Appearance()
        self._row = 0
        self._columns: list[tuple[int, str]] = []

    def begin(self, table: Element) -> None:
        """A sheet begins."""
        self._sheet, self._row, self._columns = Appearance(), 0, []
        self.sheets[table.get(f"{_TABLE}name", "")] = self._sheet

    def end(self, element: Element) -> None:
        """A column or a row is whole; what it holds is not needed any more."""
        if element.tag == f"{_TABLE}table-column":
            self._take_column(element)
        elif element.tag == f"{_TABLE}table-row":
            self._take_row(element)
            element.clear()

    def _take_column(self, element: Element) -> None:
        first = self._columns[-1][0] if self._columns else 0
        end = first + _repeated(element, "columns")
        # A style for all columns to the right is said of one thousand of them and more.
        if element.get(f"{_TABLE}visibility") in _HIDDEN:
            self._spend(end - first)
            self._sheet.hidden_columns.update(range(first, end))
        self._columns.append((end, element.get(f"{_TABLE}default-cell-style-name", "")))

    def _take_row(self, element: Element) -> None:
        rows = range(self._row, self._row + _repeated(element, "rows"))
        self._row = rows.stop
        usual = element.get(f"{_TABLE}default-cell-style-name", "")
        cells = [*_filled_cells(element)]
        if cells and element.get(f"{_TABLE}visibility") in _HIDDEN:
            self._spend(len(rows))
            self._sheet.hidden_rows.update(rows)
        for columns, cell in cells:
            self._spend(len(rows) * len(columns))
            for row in rows:
                for column in columns:
                    self._take_cell(cell, row, column, usual)

    def _take_cell(self, cell: Element, row: int, column: int, usual: str) -> None:
        width, height = (int(cell.get(f"{_TABLE}number-{what}-spanned", "1")) for what in ("columns", "rows"))
        if width * height > 1:
            self._spend(width * height)
            self._sheet.merges.append(Merge(row, column, row + height - 1, column + width - 1))
        name = cell.get(f"{_TABLE}style-name") or usual or self._usual_of(column)
        style = self._styles.of_cell(name)
        if cell.get(f"{_OFFICE}value-type") == "percentage" and "%" not in style.number_format:
            style = style._replace(number_format="0%")
        self._sheet.add_style((row, column), style)
        runs = [Run(text, *self._styles.of_text(span, style)) for text, span in _texts(cell)]
        self._sheet.add_runs((row, column), runs)

    def _usual_of(self, column: int) -> str:
        return next((name for end, name in self._columns if column < end), "")

    def _spend(self, cells: int) -> None:
        self._left -= cells
        if self._left < 0:
            raise TooMuch


def _filled_cells(row: Element) -> Iterator[tuple[range, Element]]:
    """The cells of a row that hold something or stand for several, each with its columns."""
    column = 0
    for cell in row:
        if cell.tag not in _CELLS:
            continue
        columns = range(column, column + _repeated(cell, "columns"))
        column = columns.stop
        spans = f"{_TABLE}number-columns-spanned" in cell.attrib
        if f"{_OFFICE}value-type" in cell.attrib or spans or cell.find(f"{_TEXT}p") is not None:
            yield columns, cell


def _texts(cell: Element) -> Iterator[tuple[str, str]]:
    """The words of a cell and the style of each part of them, empty where it has none of its own."""
    for index, paragraph in enumerate(cell.findall(f"{_TEXT}p")):
        if index:
            yield "\n", ""
        yield from _words(paragraph, "")


def _words(element: Element, style: str) -> Iterator[tuple[str, str]]:
    if element.text:
        yield element.text, style
    for child in element:
        if child.tag == f"{_TEXT}s":
            yield " " * min(int(child.get(f"{_TEXT}c", "1")), 100), style
        elif child.tag in (f"{_TEXT}line-break", f"{_TEXT}tab"):
            yield " ", style
        else:
            yield from _words(child, child.get(f"{_TEXT}style-name", style))
        if child.tail:
            yield child.tail, style


def _repeated(element: Element, what: str) -> int:
    return max(1, int(element.get(f"{_TABLE}number-{what}-repeated", "1")))
