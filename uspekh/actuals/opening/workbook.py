"""A file opened: its worksheets as columns of cells, whatever its format. Runs in the limited process."""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import time, timedelta
from typing import Any

import python_calamine as calamine

from uspekh.actuals.cells import Cell, ErrorCell, TimeCell, address
from uspekh.actuals.opening.archive import ZIP, refuse_archive
from uspekh.actuals.opening.file_kinds import refuse_old_workbook, refuse_other_kinds
from uspekh.actuals.opening.limits import Limits, Refusal, refuse_size
from uspekh.actuals.opening.lost.cells import Cells
from uspekh.actuals.opening.lost.find import lost_cells
from uspekh.actuals.opening.sheet_look import PLAIN, SheetLook
from uspekh.actuals.opening.text import text_rows

OLE = bytes.fromhex("d0cf11e0a1b11ae1")
ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
Column = Sequence[Cell]


@dataclass(frozen=True)
class Sheet:
    """The filled area of a sheet. Rows and columns are counted from 0 within the area; ``column[row]`` is a cell.

    ``look``: how its cells look; none where that was not looked at. ``encoding``: of a text file, empty for a workbook.
    """

    name: str
    hidden: bool
    first_row: int
    first_column: int
    height: int
    columns: tuple[Column, ...]
    look: SheetLook | None = PLAIN
    encoding: str = ""

    def address(self, row: int, column: int) -> str:
        """Name of a cell as the person sees it."""
        return address(self.first_row + row, self.first_column + column)


def open_workbook(content: bytes, limits: Limits | None = None) -> list[Sheet]:
    """The worksheets of a file (.xlsx, .xlsm, .xlsb, .xls, .ods, .csv), in order; its content tells the format.

    A text file gives one sheet with an empty name. Raises ``Refusal`` where the file cannot be read.
    """
    limits = limits or Limits()
    refuse_size(content, limits)
    try:
        return list(_sheets(content, limits))
    except (Refusal, MemoryError, KeyboardInterrupt):
        raise
    except BaseException as error:  # the reader's panics are no Exception
        raise Refusal("file.unreadable") from error


def _sheets(content: bytes, limits: Limits) -> Iterator[Sheet]:
    if content.startswith(OLE):
        if ENCRYPTED in content:
            raise Refusal("file.password")
        refuse_old_workbook(content)
    elif content.startswith(ZIP):
        refuse_archive(content, limits.unpacked)
    else:
        refuse_other_kinds(content)
        rows, encoding = text_rows(content, limits)
        yield replace(_sheet("", False, (0, 0), rows, {}), encoding=encoding)
        return
    yield from _worksheets(content, limits)


def _worksheets(content: bytes, limits: Limits) -> Iterator[Sheet]:
    """Every worksheet through calamine, with the cells put back that it gives as empty though they are not."""
    try:
        book = calamine.load_workbook(io.BytesIO(content))
    except calamine.PasswordError as error:
        raise Refusal("file.password") from error
    if len(book.sheets_metadata) > limits.sheets:
        raise Refusal("file.too_big", f"В файле больше {limits.sheets} листов. Оставьте в нём только листы формы.")
    lost = lost_cells(content)
    for index, sheet in enumerate(book.sheets_metadata):
        if sheet.typ != calamine.SheetTypeEnum.WorkSheet:
            continue
        data = book.get_sheet_by_index(index)
        if data.height * data.width > limits.cells:
            raise Refusal("file.too_big")
        hidden = sheet.visible != calamine.SheetVisibleEnum.Visible
        yield _sheet(sheet.name, hidden, data.start or (0, 0), data.to_python(), lost.get(index, {}))


def _sheet(name: str, hidden: bool, start: tuple[int, int], rows: list[list[Any]], lost: Cells) -> Sheet:
    first_row, first_column = start
    width = len(rows[0]) if rows else 0
    columns = [_column([row[index] for row in rows]) for index in range(width)]
    for (row, column), text in lost.items():
        if 0 <= row - first_row < len(rows) and 0 <= column - first_column < len(columns):
            columns[column - first_column][row - first_row] = ErrorCell(text)
    return Sheet(name, hidden, first_row, first_column, len(rows), tuple(columns))


def _column(cells: list[Any]) -> list[Cell]:
    """The cells with blanks as ``None`` and times as ``TimeCell``."""
    types = set(map(type, cells))
    if time in types or timedelta in types:
        cells = [TimeCell(str(cell)) if isinstance(cell, time | timedelta) else cell for cell in cells]
    return [None if cell == "" else cell for cell in cells] if str in types and "" in cells else cells
