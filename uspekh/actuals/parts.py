"""Several tables on one sheet, one under another: ours repeated, and others that are not ours."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from uspekh.actuals.cells import Cell, Unreadable
from uspekh.actuals.dates import parse_year
from uspekh.actuals.heading import Heading, folded, repeated_heading
from uspekh.actuals.problems import Problem
from uspekh.actuals.sheets import SheetSpec
from uspekh.actuals.workbook import Column, Sheet


@dataclass(frozen=True)
class Part:
    """A table: its first row, the row after its last, and its heading (``None`` where it is not ours)."""

    first: int
    end: int
    heading: Heading | None


def parts_below(sheet: Sheet, spec: SheetSpec, heading: Heading) -> list[Part]:
    """The table of ``heading`` and those under it, from top to bottom."""
    starts: list[tuple[int, Heading | None]] = [(heading.first, heading)]
    for row in _candidates(sheet, spec, heading):
        latest = starts[-1][1]
        if row > (latest.last if latest else starts[-1][0]):
            again = repeated_heading(sheet, spec, row)
            if again or starts[-1][1]:
                starts.append((row, again))
    ends = [first for first, _ in starts[1:]] + [sheet.height]
    return [Part(first, end, found) for (first, found), end in zip(starts, ends, strict=True)]


def other_table(sheet: Sheet, row: int) -> Problem:
    """The remark about a table that is not ours."""
    first = next(place for place, column in enumerate(sheet.columns) if not _blank(column[row]))
    message = "Ниже начинается другая таблица: она не входит в форму и не прочитана. Перенесите её на отдельный лист."
    return Problem("warning", "table.ignored", sheet.name, sheet.address(row, first), message)


def _candidates(sheet: Sheet, spec: SheetSpec, heading: Heading) -> list[int]:
    """Rows that may be a heading: our first label stands there, or words only, after a gap, without a year."""
    label = folded(spec.keys[0].label)
    rows = np.zeros(sheet.height, dtype=bool)
    words = np.ones(sheet.height, dtype=bool)
    filled = np.zeros(sheet.height, dtype=np.int64)
    for column in sheet.columns:
        rows |= _marks(column, [isinstance(cell, str) and folded(cell) == label for cell in column.cells])
        blank = _marks(column, [_blank(cell) for cell in column.cells])
        words &= blank | _marks(column, [_wordy(cell) for cell in column.cells])
        filled += ~blank
    year = next((heading.labels.get(folded(key.label)) for key in spec.keys if key.name == "year"), None)
    if year is not None:
        dated = _marks(sheet.columns[year], [_is_year(cell) for cell in sheet.columns[year].cells])
        after_gap = np.concatenate([[False], filled[:-1] <= 1])
        rows |= words & (filled > 1) & after_gap & ~dated
    rows[: heading.last + 1] = False
    return [int(row) for row in np.flatnonzero(rows)]


def _marks(column: Column, marks: list[bool]) -> np.ndarray:
    return np.array(marks, dtype=np.bool_)[column.codes]


def _blank(cell: Cell) -> bool:
    return cell is None or (isinstance(cell, str) and not cell.strip())


def _wordy(cell: Cell) -> bool:
    return isinstance(cell, str) and any(mark.isalpha() for mark in cell)


def _is_year(cell: Cell) -> bool:
    try:
        return parse_year(cell) is not None
    except Unreadable:
        return False
