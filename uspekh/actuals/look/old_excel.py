"""The look of .xls, read by xlrd."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Any

from uspekh.actuals.look.appearance import MOST_MEGABYTES, Appearance, Run, Style, TooMuch
from uspekh.actuals.opening.limits import MEGABYTE
from uspekh.actuals.opening.sheet_look import Merge

_NOTHING = (0, 6)
"""Kinds of cells that hold nothing (XL_CELL_EMPTY, XL_CELL_BLANK)."""


def look_at(content: bytes, most: int) -> dict[str, Appearance]:
    """The appearance of each worksheet by its name. Raises ``TooMuch`` beyond ``most`` cells, or what xlrd does."""
    if len(content) > MOST_MEGABYTES * MEGABYTE:
        raise TooMuch
    # A process that only refuses a file does not wait for it.
    import xlrd

    # What it has to say would stand in the answer of this process.
    book = xlrd.open_workbook(file_contents=content, formatting_info=True, ragged_rows=True, logfile=io.StringIO())
    cells = sum(sheet.row_len(row) for sheet in book.sheets() for row in range(sheet.nrows))
    merged = sum(merge.area for sheet in book.sheets() for merge in _merges(sheet))
    if cells + merged > most:
        raise TooMuch
    return {sheet.name: _appearance(book, sheet) for sheet in book.sheets()}


def _merges(sheet: Any) -> list[Merge]:
    return [Merge(top, left, bottom - 1, right - 1) for top, bottom, left, right in sheet.merged_cells]


def _appearance(book: Any, sheet: Any) -> Appearance:
    seen = Appearance(_merges(sheet))
    seen.hidden_rows = {row for row, look in sheet.rowinfo_map.items() if look.hidden}
    seen.hidden_columns = {column for column, look in sheet.colinfo_map.items() if look.hidden}
    for row in range(sheet.nrows):
        for column in range(sheet.row_len(row)):
            cell = sheet.cell(row, column)
            if cell.ctype in _NOTHING:
                continue
            style = _style(book, cell)
            seen.add_style((row, column), style)
            runs = sheet.rich_text_runlist_map.get((row, column))
            if runs:
                seen.add_runs((row, column), [*_runs(book, str(cell.value), runs, style)])
    return seen


def _style(book: Any, cell: Any) -> Style:
    look = book.xf_list[cell.xf_index]
    font, number_format = book.font_list[look.font_index], book.format_map.get(look.format_key)
    return Style(number_format.format_str if number_format else "General", bool(font.struck_out), bool(font.escapement))


def _runs(book: Any, text: str, runs: list[tuple[int, int]], whole: Style) -> Iterator[Run]:
    """The parts of a text: before the first change of the font, and from each to the next."""
    starts = [start for start, _ in runs] + [len(text)]
    yield Run(text[: starts[0]], whole.struck, whole.raised)
    for (start, number), end in zip(runs, starts[1:], strict=True):
        font = book.font_list[number]
        yield Run(text[start:end], bool(font.struck_out), bool(font.escapement))
