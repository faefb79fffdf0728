"""The look of .xlsx and .xlsm, read by openpyxl."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from uspekh.actuals.look.appearance import MOST_MEGABYTES, Appearance, Run, Style, TooMuch
from uspekh.actuals.opening.limits import MEGABYTE
from uspekh.actuals.opening.lost.ooxml import WORKSHEET
from uspekh.actuals.opening.sheet_look import Merge

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

_CELLS = (b"<c ", b"<c>", b"<c/", b":c ", b":c>", b":c/")
"""How the element of a cell begins, in a namespace of its own too."""
_MERGE = re.compile(
    rb"""<(?:\w{1,20}:)?mergeCell\s[^<>]{0,200}?ref=["']([A-Z]{1,3})(\d{1,7}):([A-Z]{1,3})(\d{1,7})["']"""
)


def look_at(content: bytes, most: int) -> dict[str, Appearance]:
    """The appearance of each worksheet by its name. Raises ``TooMuch`` beyond ``most`` cells, or what openpyxl does."""
    _refuse_much(content, most)
    # A process that only refuses a file does not wait for it.
    from openpyxl import load_workbook

    book = load_workbook(io.BytesIO(content), data_only=True, keep_links=False, rich_text=True)
    return {sheet.title: _appearance(sheet) for sheet in book.worksheets}


def _refuse_much(content: bytes, most: int) -> None:
    """openpyxl makes an object of every cell, also of each one under a merge."""
    count = 0
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        if sum(entry.file_size for entry in archive.infolist()) > MOST_MEGABYTES * MEGABYTE:
            raise TooMuch
        for name in filter(WORKSHEET.search, archive.namelist()):
            xml = archive.read(name)
            count += sum(map(xml.count, _CELLS))
            count += sum(map(_merged_cells, _MERGE.finditer(xml))) if count <= most else 0
            if count > most:
                raise TooMuch


def _merged_cells(match: re.Match[bytes]) -> int:
    from openpyxl.utils import column_index_from_string

    left, right = (int(column_index_from_string(match[group].decode())) for group in (1, 3))
    return max(0, right - left + 1) * max(0, int(match[4]) - int(match[2]) + 1)


def _appearance(sheet: Worksheet) -> Appearance:
    seen = Appearance(
        [Merge(r.min_row - 1, r.min_col - 1, r.max_row - 1, r.max_col - 1) for r in sheet.merged_cells.ranges]
    )
    seen.hidden_rows = {number - 1 for number, row in sheet.row_dimensions.items() if row.hidden}
    seen.hidden_columns = set(_hidden_columns(sheet))
    styles: dict[int, Style] = {}
    for cell in _cells(sheet):
        position = cell.row - 1, cell.column - 1
        number = cell.style_id
        if number not in styles:
            styles[number] = _style(cell)
        seen.add_style(position, styles[number])
        if isinstance(cell.value, list):
            seen.add_runs(position, [_run(part, styles[number]) for part in cell.value])
    return seen


def _cells(sheet: Worksheet) -> Iterator[Any]:
    """The cells that hold something. (Rows are not gone through: between two far cells there are millions.)"""
    return (cell for cell in sheet._cells.values() if cell.value is not None)


def _style(cell: Any) -> Style:
    font = cell.font
    return Style(str(cell.number_format), bool(font.strike), _is_raised(font))


def _run(part: Any, whole: Style) -> Run:
    """A part of a text: words in the font of the cell, or in one of their own."""
    if isinstance(part, str):
        return Run(part, whole.struck, whole.raised)
    return Run(part.text, bool(part.font.strike), _is_raised(part.font))


def _is_raised(font: Any) -> bool:
    return font.vertAlign in ("superscript", "subscript")


def _hidden_columns(sheet: Worksheet) -> Iterator[int]:
    # However often a file names the same columns, each is gone over once.
    reached = 0
    for column in sorted(sheet.column_dimensions.values(), key=lambda column: int(column.min)):
        if column.hidden:
            yield from range(max(column.min - 1, reached), column.max)
            reached = max(reached, column.max)
