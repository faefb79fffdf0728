"""Every sheet of a file, ours or not, hidden or not, is searched for personal data."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

import numpy as np

from uspekh.actuals.cells import Cell
from uspekh.actuals.personal.shapes import personal_shape
from uspekh.actuals.personal.words import LONGEST, personal_heading
from uspekh.actuals.problems import Problem
from uspekh.actuals.workbook import Column, Sheet
from uspekh.russian.text import fold

WHAT = {
    "personal.name": "имена людей",
    "personal.birth": "даты рождения",
    "personal.snils": "СНИЛС",
    "personal.document": "данные документов, удостоверяющих личность",
    "personal.address": "адреса людей",
    "personal.phone": "телефоны людей",
}


def personal_data(sheets: Sequence[Sheet], started: int, dated: Collection[str]) -> list[Problem]:
    """An error for each column that holds personal data; no value of the file stands in a message.

    ``started``: the year the project started; ``dated``: folded labels of our columns of dates.
    """
    return [problem for sheet in sheets for problem in _in_sheet(sheet, started, dated)]


def _in_sheet(sheet: Sheet, started: int, dated: Collection[str]) -> Iterator[Problem]:
    for place, column in enumerate(sheet.columns):
        row, code = _by_heading(sheet, column) or (None, None)
        if code is None:
            code = personal_shape(column.cells, started)
            row = _first_below_heading(sheet, column)
            if code == "personal.birth" and any(fold(cell) in dated for cell in column.cells if isinstance(cell, str)):
                continue
        if code is not None and row is not None:
            message = (
                f"В этом столбце {WHAT[code]}. Файл не принят и не сохранён: персональные данные сюда не загружают. "
                "Удалите столбец и оставьте только числа по организациям."
            )
            yield Problem("error", code, sheet.name or None, sheet.address(row, place), message)


def _by_heading(sheet: Sheet, column: Column) -> tuple[int, str] | None:
    """Row and code of the first heading in the column that announces personal data and has something below."""
    for code, cell in enumerate(column.cells):
        if not isinstance(cell, str) or len(cell) > LONGEST or personal_heading(cell, []) is None:
            continue
        row = int(np.argmax(column.codes == code))
        beside = _headings_beside(sheet, row)
        if beside is None or not _filled_below(column, row):
            continue
        if kind := personal_heading(cell, beside):
            return row, kind
    return None


def _headings_beside(sheet: Sheet, row: int) -> list[str] | None:
    """The words of a row; ``None`` where it is no heading: one cell above a wider table, or a row of data."""
    cells = [column[row] for column in sheet.columns]
    given = [cell for cell in cells if not _blank(cell)]
    words = [cell for cell in given if isinstance(cell, str) and any(mark.isalpha() for mark in cell)]
    if len(words) * 2 <= len(given) or (len(given) == 1 and len(sheet.columns) > 1):
        return None
    return words


def _filled_below(column: Column, row: int) -> bool:
    return any(not _blank(column.cells[code]) for code in np.unique(column.codes[row + 1 :]))


def _first_below_heading(sheet: Sheet, column: Column) -> int:
    """The first filled cell of the column: its heading, or where the values begin."""
    filled = np.array([not _blank(cell) for cell in column.cells], dtype=np.bool_)[column.codes]
    return int(np.argmax(filled)) if len(filled) else 0


def _blank(cell: Cell) -> bool:
    return cell is None or (isinstance(cell, str) and not cell.strip())
