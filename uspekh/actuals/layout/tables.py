"""Finding our table on a sheet that a person made: its columns and rows of data."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from uspekh.actuals.cells import Cell, is_blank, text_of
from uspekh.actuals.fields import SheetSpec
from uspekh.actuals.layout.heading import (
    HEADING_COLUMNS,
    HEADING_WITHIN,
    Heading,
    find_heading,
    folded,
    heading_problems,
    labels_of_spec,
)
from uspekh.actuals.layout.parts import other_table, parts_below
from uspekh.actuals.opening.workbook import Sheet
from uspekh.actuals.problems import Problem, refused
from uspekh.russian.text import fold

_TOTAL = re.compile(r"(итого|всего)\b")
_LONGEST_COLUMN_NUMBER = 4


@dataclass(frozen=True)
class Table:
    """Our table on a sheet: the column of each field by name, and the rows of data (within the area)."""

    sheet: Sheet
    spec: SheetSpec
    columns: dict[str, int]
    rows: list[int]

    def address(self, row: int, name: str) -> str:
        """The cell of a field; the first key stands for one that has no column."""
        column = self.columns.get(name, self.columns[self.spec.keys[0].name])
        return self.sheet.address(row, column)


def find_tables(sheet: Sheet, spec: SheetSpec) -> tuple[list[Table], list[Problem]]:
    """The tables of ``spec`` on ``sheet``, one under another, and what is said about the layout.

    Without a heading or a key column there is no table but an error.
    """
    heading = find_heading(sheet, spec)
    if heading is None:
        wanted = ", ".join(f"«{field.label}»" for field in spec.columns[:4])
        wide = f" и {HEADING_COLUMNS} столбцах" if len(sheet.columns) > HEADING_COLUMNS else ""
        message = f"Не найдена строка заголовков ({wanted} …) в первых {HEADING_WITHIN} строках{wide} листа."
        return [], [Problem("error", "heading.missing", sheet.name, None, message)]
    tables: list[Table] = []
    problems: list[Problem] = []
    broken = False
    for index, part in enumerate(parts_below(sheet, spec, heading)):
        if part.heading is None:
            problems.append(other_table(sheet, part.first))
            continue
        if not index or part.heading.labels != heading.labels:
            about_heading = list(heading_problems(sheet, spec, part.heading, part.end))
            broken = broken or refused(about_heading)
            problems += about_heading
        if not broken:
            table, totals = _table(sheet, spec, part.heading, part.end)
            tables.append(table)
            problems += totals
    return tables, problems


def _table(sheet: Sheet, spec: SheetSpec, heading: Heading, end: int) -> tuple[Table, list[Problem]]:
    columns = {f.name: heading.labels[folded(f.label)] for f in spec.columns if folded(f.label) in heading.labels}
    rows, totals = _data_rows(sheet, spec, heading, columns, end)
    return Table(sheet, spec, columns, rows), totals


def count_columns(sheet: Sheet, spec: SheetSpec) -> int:
    """How many columns of ``spec`` the sheet has: tells which table a nameless sheet is."""
    heading = find_heading(sheet, spec)
    return 0 if heading is None else len(labels_of_spec(heading, spec))


def _data_rows(
    sheet: Sheet, spec: SheetSpec, heading: Heading, columns: dict[str, int], end: int
) -> tuple[list[int], list[Problem]]:
    """Rows below the heading, before ``end``, without column numbers, totals and blanks."""
    start = heading.last + 1
    if start < end and _are_column_numbers([sheet.columns[column][start] for column in sorted(columns.values())]):
        start += 1
    filled: set[int] = set()
    for index in set(columns.values()):
        if len(filled) == end - start:
            break
        filled |= _rows_where(sheet, index, start, end, _is_filled)
    key = columns[spec.keys[0].name]
    totals: set[int] = set()
    for index in range(key + 1):
        totals |= _rows_where(sheet, index, start, end, _is_total)
    message = "Строка итогов не прочитана: итоги рассчитываются."
    about_totals = [
        Problem("info", "row.total", sheet.name, sheet.address(row, key), message) for row in sorted(totals)
    ]
    return sorted(filled - totals), about_totals


def _rows_where(sheet: Sheet, index: int, start: int, end: int, test: Callable[[Cell], bool]) -> set[int]:
    cells = sheet.columns[index][start:end]
    passing = {cell for cell in set(cells) if test(cell)}
    return {row for row, cell in enumerate(cells, start) if cell in passing} if passing else set()


def _is_filled(cell: Cell) -> bool:
    return not is_blank(cell)


def _is_total(cell: Cell) -> bool:
    return isinstance(cell, str) and _TOTAL.match(fold(cell)) is not None


def _are_column_numbers(cells: list[Cell]) -> bool:
    """«1 2 3 …» or «А Б 1 2 3 …» under the heading."""
    numbers = [text_of(cell) for cell in cells if not is_blank(cell)]
    letters = 0
    while len(numbers) - letters > 2 and len(numbers[letters]) == 1 and numbers[letters].isalpha():
        letters += 1
    numbers = numbers[letters:]
    if len(numbers) < 2 or not all(number.isdecimal() and len(number) <= _LONGEST_COLUMN_NUMBER for number in numbers):
        return False
    first = int(numbers[0])
    return [int(number) for number in numbers] == list(range(first, first + len(numbers)))
