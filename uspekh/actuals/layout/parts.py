"""Several tables on one sheet, one under another: ours repeated, and others that are not ours."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from uspekh.actuals.cells import Cell, Unreadable, is_blank
from uspekh.actuals.fields import SheetSpec
from uspekh.actuals.layout.heading import LONGEST_LABEL, Heading, find_repeated_heading, folded
from uspekh.actuals.opening.workbook import Column, Sheet
from uspekh.actuals.parsing.dates import parse_year
from uspekh.actuals.problems import Problem


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
            again = find_repeated_heading(sheet, spec, row)
            if again or starts[-1][1]:
                starts.append((row, again))
    ends = [first for first, _ in starts[1:]] + [sheet.height]
    return [Part(first, end, heading) for (first, heading), end in zip(starts, ends, strict=True)]


def other_table(sheet: Sheet, row: int) -> Problem:
    """The remark about a table that is not ours."""
    first = next(index for index, column in enumerate(sheet.columns) if not is_blank(column[row]))
    message = "Ниже начинается другая таблица: она не входит в форму и не прочитана. Перенесите её на отдельный лист."
    return Problem("warning", "table.ignored", sheet.name, sheet.address(row, first), message)


def _candidates(sheet: Sheet, spec: SheetSpec, heading: Heading) -> list[int]:
    """Rows that may be a heading: our first label stands there, or words only, after a gap, without a year."""
    label = folded(spec.keys[0].label)
    rows = {row for column in sheet.columns for row in _rows_where(column, lambda cell: _is_label(cell, label))}
    year = next((heading.labels.get(folded(key.label)) for key in spec.keys if key.name == "year"), None)
    if year is not None:
        others = set(range(sheet.height)) - _rows_where(sheet.columns[year], _is_year)
        rows |= {row for row in others if row and _is_wordy(_filled(sheet, row)) and len(_filled(sheet, row - 1)) <= 1}
    return sorted(row for row in rows if row > heading.last)


def _rows_where(column: Column, test: Callable[[Cell], bool]) -> set[int]:
    cells = {cell for cell in set(column) if test(cell)}
    return {row for row, cell in enumerate(column) if cell in cells} if cells else set()


def _filled(sheet: Sheet, row: int) -> list[Cell]:
    return [column[row] for column in sheet.columns if not is_blank(column[row])]


def _is_wordy(cells: list[Cell]) -> bool:
    """Several cells, and words in each."""
    return len(cells) > 1 and all(isinstance(cell, str) and any(map(str.isalpha, cell)) for cell in cells)


def _is_label(cell: Cell, label: str) -> bool:
    return isinstance(cell, str) and len(cell) <= LONGEST_LABEL and folded(cell) == label


def _is_year(cell: Cell) -> bool:
    try:
        return parse_year(cell) is not None
    except Unreadable:
        return False
