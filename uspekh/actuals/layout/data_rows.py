"""Which rows under a heading are data: without units, column numbers, totals, signatures and rows dragged too far."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass

from uspekh.actuals.cells import Cell, Unreadable, is_blank, text_of
from uspekh.actuals.fields import SheetSpec
from uspekh.actuals.layout.heading import Heading
from uspekh.actuals.opening.workbook import Column, Sheet
from uspekh.actuals.parsing.dates import parse_year
from uspekh.actuals.problems import Problem
from uspekh.actuals.vocabulary import UNIT_NAMES, is_figure, is_foot, is_total, label_key, unit_of

_LONGEST_COLUMN_NUMBER = 4
_UNIT_ROWS = 2
"""Rows of units and of column numbers that may stand under a heading."""
_FEW_NUMBERS = 1
_LAST_ROWS, _FEWEST_ADDED = 3, 2


@dataclass(frozen=True)
class DataRows:
    """Rows of data within the area of the sheet, and what is said of those left out."""

    rows: list[int]
    problems: list[Problem]


def find_data_rows(sheet: Sheet, spec: SheetSpec, heading: Heading, columns: Mapping[str, int], end: int) -> DataRows:
    """The rows of data below ``heading`` and before row ``end``; ``columns`` by name of the field."""
    area = _Area(sheet, spec, columns, heading.last + 1, end)
    problems = []
    for _ in range(_UNIT_ROWS):
        if area.begins_with_column_numbers():
            area.start += 1
        elif (units := area.units_of_first_row()) is not None:
            problems += list(_wrong_units(sheet, spec, columns, area.start, units))
            area.start += 1
    filled = area.rows_where(columns.values(), _is_filled)
    totals = area.totals()
    totals |= area.sums(filled - totals)
    feet = area.feet() - totals
    zeros = area.zeros(filled - totals - feet)
    problems += area.about(totals, "row.total", "Строка итогов не прочитана: итоги рассчитываются.")
    problems += area.about(feet & filled, "row.ignored", "Строка не прочитана: это подпись, а не данные.")
    if zeros:
        more = f" Таких строк {len(zeros)}." if len(zeros) > 1 else ""
        message = f"Строка не прочитана: в ней одни нули и не указано, к чему она относится.{more}"
        problems += area.about({min(zeros)}, "row.ignored", message)
    return DataRows(sorted(filled - totals - feet - zeros), problems)


@dataclass
class _Area:
    """The rows under a heading. A column is asked by its distinct cells, so a long one costs little."""

    sheet: Sheet
    spec: SheetSpec
    columns: Mapping[str, int]
    start: int
    end: int

    def rows_where(self, columns: Collection[int], test: Callable[[Cell], bool]) -> set[int]:
        rows: set[int] = set()
        for column in set(columns):
            if len(rows) == self.end - self.start:
                break
            rows |= {row + self.start for row in rows_where(self.sheet.columns[column][self.start : self.end], test)}
        return rows

    def begins_with_column_numbers(self) -> bool:
        """«1 2 3 …» or «А Б 1 2 3 …» under the heading."""
        numbers = [text_of(cell) for cell in self._first_row()]
        letters = 0
        while len(numbers) - letters > 2 and len(numbers[letters]) == 1 and numbers[letters].isalpha():
            letters += 1
        numbers = numbers[letters:]
        if len(numbers) < 2 or not all(each.isdecimal() and len(each) <= _LONGEST_COLUMN_NUMBER for each in numbers):
            return False
        first = int(numbers[0])
        return [int(number) for number in numbers] == list(range(first, first + len(numbers)))

    def units_of_first_row(self) -> dict[str, str] | None:
        """The unit under each heading, by field; ``None`` where the first row holds anything else."""
        if self.start >= self.end:
            return None
        cells = {name: self.sheet.columns[column][self.start] for name, column in self.columns.items()}
        filled = [cell for cell in cells.values() if not is_blank(cell)]
        units = {name: unit for name, cell in cells.items() if isinstance(cell, str) and (unit := unit_of(cell))}
        return units if units and len(units) == len(filled) else None

    def totals(self) -> set[int]:
        """Rows of totals: so called where the row's subject stands or before it, or in place of its other keys."""
        keys = [self.columns[key.name] for key in self.spec.keys if key.name in self.columns]
        if not keys:
            return set()
        subject = self.columns.get(self.spec.keys[0].name, keys[0])
        rows = self.rows_where([*range(subject), subject], self._is_total)
        for key in self.spec.keys[1:]:
            if key.name in self.columns and key.name != "months":
                rows |= self.rows_where([self.columns[key.name]], self._is_total)
        elsewhere = self.rows_where(self.columns.values(), self._is_total) - rows
        if elsewhere:
            rows |= elsewhere - self.rows_where(
                [self.columns[n] for n in ("subject", "year") if n in self.columns], _is_filled
            )
        return rows

    def sums(self, rows: set[int]) -> set[int]:
        """Rows without any key, at the end, that add up all rows above them: totals that nobody named."""
        keys = [self.columns[key.name] for key in self.spec.keys if key.name in self.columns]
        fields = [self.columns[each.name] for each in self.spec.fields if each.name in self.columns]
        keyed = self.rows_where(keys, _is_filled)
        last = [row for row in sorted(rows)[-_LAST_ROWS:] if row not in keyed and not self._is_covered(row, keys)]
        return {row for row in last if self._adds_up(row, sorted(each for each in rows if each < row), fields)}

    def _adds_up(self, row: int, above: list[int], fields: Collection[int]) -> bool:
        if len(above) < _FEWEST_ADDED:
            return False
        sums = [(self._value(row, column), sum(self._value(each, column) for each in above)) for column in fields]
        return any(total for total, _ in sums) and all(total == expected for total, expected in sums)

    def _value(self, row: int, column: int) -> float:
        cell = self.sheet.columns[column][row]
        return float(cell) if isinstance(cell, int | float) and not isinstance(cell, bool) else 0.0

    def _is_covered(self, row: int, keys: Collection[int]) -> bool:
        """Whether a key of the row stands in a merged cell, where it is blank and not absent."""
        covered = self.sheet.look.covered if self.sheet.look else {}
        return any((row, column) in covered for column in keys)

    def feet(self) -> set[int]:
        """Rows of signatures: without a year, and with hardly a number."""
        rows = self.rows_where(self.columns.values(), _is_foot)
        year = self.columns.get("year")
        if year is not None:
            rows -= self.rows_where([year], is_year)
        fields = [self.columns[each.name] for each in self.spec.fields if each.name in self.columns]
        return {row for row in rows if self._numbers(row, fields) <= _FEW_NUMBERS}

    def zeros(self, rows: set[int]) -> set[int]:
        """Rows without any key that hold nothing but zeros: a formula dragged down too far."""
        keys = [self.columns[key.name] for key in self.spec.keys if key.name in self.columns]
        fields = [self.columns[each.name] for each in self.spec.fields if each.name in self.columns]
        if not keys:
            return set()
        zeros = rows - self.rows_where(keys, _is_filled) - self.rows_where(fields, _is_not_zero)
        return {row for row in zeros if not self._is_covered(row, keys)}

    def about(self, rows: set[int], code: str, message: str) -> Iterator[Problem]:
        column = self.columns.get(self.spec.keys[0].name, min(self.columns.values()))
        for row in sorted(rows):
            yield Problem("info", code, self.sheet.name, self.sheet.address(row, column), message)

    def _first_row(self) -> list[Cell]:
        if self.start >= self.end:
            return []
        cells = [self.sheet.columns[column][self.start] for column in sorted(self.columns.values())]
        return [cell for cell in cells if not is_blank(cell)]

    def _numbers(self, row: int, columns: Collection[int]) -> int:
        return sum(is_figure(self.sheet.columns[column][row]) for column in columns)

    def _is_total(self, cell: Cell) -> bool:
        return isinstance(cell, str) and is_total(cell) and not self._names_organization(cell)

    def _names_organization(self, cell: Cell) -> bool:
        """Whether the words are the name of an organization, whatever they begin with."""
        if not self.spec.of_organizations:
            return False
        try:
            return self.spec.keys[0].parse(cell) != cell
        except Unreadable:
            return False


def _wrong_units(
    sheet: Sheet, spec: SheetSpec, columns: Mapping[str, int], row: int, units: Mapping[str, str]
) -> Iterator[Problem]:
    """Units under a heading that are not those of the form."""
    for each in spec.fields:
        ours = label_key(each.label).unit
        if each.name in units and ours is not None and units[each.name] not in (ours, "pieces"):
            message = (
                f"Под столбцом «{each.label}» стоят другие единицы ({UNIT_NAMES[units[each.name]]}). Впишите числа "
                f"целиком, в единицах «{UNIT_NAMES[ours]}»."
            )
            yield Problem("error", "column.unit", sheet.name, sheet.address(row, columns[each.name]), message)


def rows_where(cells: Column, test: Callable[[Cell], bool]) -> set[int]:
    """Which cells of a column pass a test; each distinct cell is asked once."""
    passing = {cell for cell in set(cells) if test(cell)}
    return {row for row, cell in enumerate(cells) if cell in passing} if passing else set()


def _is_filled(cell: Cell) -> bool:
    return not is_blank(cell)


def _is_not_zero(cell: Cell) -> bool:
    return not (is_blank(cell) or cell == 0 or (isinstance(cell, str) and cell.strip() == "0"))


def _is_foot(cell: Cell) -> bool:
    return isinstance(cell, str) and is_foot(cell)


def is_year(cell: Cell) -> bool:
    """Whether a cell holds a year."""
    try:
        return parse_year(cell) is not None
    except Unreadable:
        return False
