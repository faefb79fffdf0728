"""Finding our table on a sheet that a person made: heading row, columns, rows of data."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

import numpy as np

from uspekh.actuals.cells import Cell, text_of
from uspekh.actuals.problems import Problem
from uspekh.actuals.sheets import SheetSpec
from uspekh.actuals.workbook import Sheet
from uspekh.russian.text import fold, tidy

HEADING_WITHIN = 30
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


@dataclass(frozen=True)
class Heading:
    """Rows of the heading, label columns by folded label, and labels that stand twice."""

    first: int
    last: int
    labels: dict[str, int]
    twice: dict[str, list[int]]


def find_table(sheet: Sheet, spec: SheetSpec) -> tuple[Table | None, list[Problem]]:
    """The table of ``spec`` on ``sheet``, and what is said about the layout.

    Without a heading or a key column there is no table but an error.
    """
    heading = _heading(sheet, spec)
    if heading is None:
        wanted = ", ".join(f"«{field.label}»" for field in spec.columns[:4])
        message = f"Не найдена строка заголовков ({wanted} …) в первых {HEADING_WITHIN} строках листа."
        return None, [Problem("error", "heading.missing", sheet.name, None, message)]
    problems = list(_heading_problems(sheet, spec, heading))
    if any(problem.severity == "error" for problem in problems):
        return None, problems
    columns = {f.name: heading.labels[_folded(f.label)] for f in spec.columns if _folded(f.label) in heading.labels}
    rows, said = _data_rows(sheet, spec, heading, columns)
    return Table(sheet, spec, columns, rows), problems + said


def matched(sheet: Sheet, spec: SheetSpec) -> int:
    """How many columns of ``spec`` the sheet has: tells which table a nameless sheet is."""
    heading = _heading(sheet, spec)
    return 0 if heading is None else len(_known(heading, spec))


def _heading(sheet: Sheet, spec: SheetSpec) -> Heading | None:
    """The row, or else the pair of rows, with the most of our labels; the earlier wins."""
    best, most = None, 1
    rows = range(min(sheet.height, HEADING_WITHIN - sheet.first_row))
    for height in (1, 2):
        for row in rows:
            if row + height <= sheet.height:
                heading = _labels(sheet, row, row + height - 1)
                found = len(_known(heading, spec))
                if found > most:
                    best, most = heading, found
    return best


def _labels(sheet: Sheet, first: int, last: int) -> Heading:
    places: dict[str, list[int]] = {}
    above = ""
    for column in range(len(sheet.columns)):
        upper, lower = _label(sheet, first, column), _label(sheet, last, column)
        above = upper or above
        # Under a merged heading only its first cell has the text: «П1» stands over both of its columns.
        readings = {upper} if first == last else {upper, lower, f"{above} {lower}" if lower else upper}
        for reading in {_folded(reading) for reading in readings} - {""}:
            places.setdefault(reading, []).append(column)
    twice = {label: columns for label, columns in places.items() if len(columns) > 1}
    return Heading(first, last, {label: columns[0] for label, columns in places.items()}, twice)


def _label(sheet: Sheet, row: int, column: int) -> str:
    cell = sheet.columns[column][row]
    return tidy(cell) if isinstance(cell, str) else ""


def _folded(label: str) -> str:
    return fold(label).rstrip("* ").rstrip(" .").replace(" ", "")


def _known(heading: Heading, spec: SheetSpec) -> set[str]:
    return {_folded(field.label) for field in spec.columns} & heading.labels.keys()


def _heading_problems(sheet: Sheet, spec: SheetSpec, heading: Heading) -> Iterator[Problem]:
    known = _known(heading, spec)
    for field in spec.keys:
        if field.default is None and _folded(field.label) not in known:
            cell = sheet.address(heading.last, 0)
            yield Problem("error", "column.missing", sheet.name, cell, f"Нет столбца «{field.label}».")
    for label in sorted(known & heading.twice.keys()):
        cells = [sheet.address(heading.last, column) for column in heading.twice[label]]
        message = f"Столбец «{_label_at(sheet, heading, heading.labels[label])}» стоит дважды: {' и '.join(cells)}."
        yield Problem("error", "column.duplicate", sheet.name, cells[1], message)
    ours = {column for label in known for column in heading.twice.get(label, [heading.labels[label]])}
    for column in sorted(set(range(len(sheet.columns))) - ours):
        if any(cell is not None for cell in sheet.columns[column].cells):
            name = _label_at(sheet, heading, column)
            what = f"Столбец «{name}»" if name else "Столбец без заголовка"
            cell = sheet.address(heading.last, column)
            yield Problem("info", "column.ignored", sheet.name, cell, f"{what} не входит в форму и не прочитан.")


def _label_at(sheet: Sheet, heading: Heading, column: int) -> str:
    texts = dict.fromkeys(_label(sheet, row, column) for row in (heading.first, heading.last))
    return " ".join(filter(None, texts))


def _data_rows(
    sheet: Sheet, spec: SheetSpec, heading: Heading, columns: dict[str, int]
) -> tuple[np.ndarray, list[Problem]]:
    """Rows below the heading without column numbers, repeated headings, totals and blanks."""
    start = heading.last + 1
    if start < sheet.height and _column_numbers([sheet.columns[c][start] for c in sorted(columns.values())]):
        start += 1
    rows = np.arange(start, sheet.height, dtype=np.int64)
    blank = np.ones(len(rows), dtype=bool)
    for column in columns.values():
        blank &= _marks(sheet, column, rows, _is_blank)
    key = columns[spec.keys[0].name]
    totals = np.zeros(len(rows), dtype=bool)
    for column in range(key + 1):
        totals |= _marks(sheet, column, rows, _is_total)
    label = _folded(spec.keys[0].label)
    repeated = _marks(sheet, key, rows, lambda cell: isinstance(cell, str) and _folded(cell) == label)
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
    return rows[~(blank | totals | repeated)], said


def _marks(sheet: Sheet, column: int, rows: np.ndarray, test: Callable[[Cell], bool]) -> np.ndarray:
    cells = sheet.columns[column]
    return np.array([test(cell) for cell in cells.cells], dtype=np.bool_)[cells.codes[rows]]


def _is_blank(cell: Cell) -> bool:
    return cell is None or (isinstance(cell, str) and not tidy(cell))


def _is_total(cell: Cell) -> bool:
    return isinstance(cell, str) and _TOTAL.fullmatch(fold(cell)) is not None


def _column_numbers(cells: list[Cell]) -> bool:
    """«1 2 3 …» under the heading."""
    numbers = [text_of(cell) for cell in cells if cell is not None]
    if len(numbers) < 2 or not all(number.isdigit() for number in numbers):
        return False
    given = [int(number) for number in numbers]
    return given == list(range(given[0], given[0] + len(given)))
