"""Finding our table on a sheet that a person made: its columns and rows of data."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from uspekh.actuals.cells import Cell, text_of
from uspekh.actuals.heading import HEADING_WITHIN, Heading, find_heading, folded, heading_problems, known
from uspekh.actuals.parts import other_table, parts_below
from uspekh.actuals.problems import Problem
from uspekh.actuals.sheets import SheetSpec
from uspekh.actuals.workbook import Sheet
from uspekh.russian.text import fold, tidy

_TOTAL = re.compile(r"(итого|всего)\b.*")


@dataclass(frozen=True)
class Table:
    """Our table on a sheet: the column of each field by name, and the rows of data (int64, within the area)."""

    sheet: Sheet
    spec: SheetSpec
    columns: dict[str, int]
    rows: np.ndarray

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
        message = f"Не найдена строка заголовков ({wanted} …) в первых {HEADING_WITHIN} строках листа."
        return [], [Problem("error", "heading.missing", sheet.name, None, message)]
    tables: list[Table] = []
    problems: list[Problem] = []
    for place, part in enumerate(parts := parts_below(sheet, spec, heading)):
        if part.heading is None:
            problems.append(other_table(sheet, part.first))
            continue
        if not place or part.heading.labels != parts[0].heading.labels:  # type: ignore[union-attr]
            problems += heading_problems(sheet, spec, part.heading, part.end)
        if not any(problem.severity == "error" for problem in problems):
            table, said = _table(sheet, spec, part.heading, part.end)
            tables.append(table)
            problems += said
    return tables, problems


def _table(sheet: Sheet, spec: SheetSpec, heading: Heading, end: int) -> tuple[Table, list[Problem]]:
    columns = {f.name: heading.labels[folded(f.label)] for f in spec.columns if folded(f.label) in heading.labels}
    rows, said = _data_rows(sheet, spec, heading, columns, end)
    return Table(sheet, spec, columns, rows), said


def matched(sheet: Sheet, spec: SheetSpec) -> int:
    """How many columns of ``spec`` the sheet has: tells which table a nameless sheet is."""
    heading = find_heading(sheet, spec)
    return 0 if heading is None else len(known(heading, spec))


def _data_rows(
    sheet: Sheet, spec: SheetSpec, heading: Heading, columns: dict[str, int], end: int
) -> tuple[np.ndarray, list[Problem]]:
    """Rows below the heading, before ``end``, without column numbers, totals and blanks."""
    start = heading.last + 1
    if start < end and _column_numbers([sheet.columns[c][start] for c in sorted(columns.values())]):
        start += 1
    rows = np.arange(start, end, dtype=np.int64)
    blank = np.ones(len(rows), dtype=bool)
    for column in columns.values():
        blank &= _marks(sheet, column, rows, _is_blank)
    key = columns[spec.keys[0].name]
    totals = np.zeros(len(rows), dtype=bool)
    for column in range(key + 1):
        totals |= _marks(sheet, column, rows, _is_total)
    said = [
        Problem(
            "info",
            "row.total",
            sheet.name,
            sheet.address(int(row), key),
            "Строка итогов не прочитана: итоги рассчитываются.",
        )
        for row in rows[totals]
    ]
    return rows[~(blank | totals)], said


def _marks(sheet: Sheet, column: int, rows: np.ndarray, test: Callable[[Cell], bool]) -> np.ndarray:
    cells = sheet.columns[column]
    return np.array([test(cell) for cell in cells.cells], dtype=np.bool_)[cells.codes[rows]]


def _is_blank(cell: Cell) -> bool:
    return cell is None or (isinstance(cell, str) and not tidy(cell))


def _is_total(cell: Cell) -> bool:
    return isinstance(cell, str) and _TOTAL.fullmatch(fold(cell)) is not None


def _column_numbers(cells: list[Cell]) -> bool:
    """«1 2 3 …» or «А Б 1 2 3 …» under the heading."""
    numbers = [text_of(cell) for cell in cells if not _is_blank(cell)]
    while len(numbers) > 2 and len(numbers[0]) == 1 and numbers[0].isalpha():
        numbers = numbers[1:]
    if len(numbers) < 2 or not all(number.isdigit() for number in numbers):
        return False
    given = [int(number) for number in numbers]
    return given == list(range(given[0], given[0] + len(given)))
