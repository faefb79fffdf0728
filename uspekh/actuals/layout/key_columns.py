"""Columns of keys under headings that nobody could foresee, told by what stands in them."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import replace

from uspekh.actuals.cells import Cell, Unreadable, is_blank
from uspekh.actuals.fields import Field, SheetSpec
from uspekh.actuals.layout.heading import Heading, label_at
from uspekh.actuals.opening.workbook import Sheet
from uspekh.russian.periods import PartOfYear, read_period
from uspekh.russian.text import fold

_MOST_COLUMNS = 100
_TOLD_BY_CONTENT = ("year", "months", "subject")
_SCHOOL_YEAR = "учебн"


def add_key_columns(sheet: Sheet, spec: SheetSpec, heading: Heading, end: int) -> Heading:
    """The heading with a column for each key that has none, if exactly one column holds nothing but such keys.

    Without it «Месяц» over «9 месяцев» would be left out and its rows be taken for whole years.
    """
    columns = dict(heading.columns)
    others = _labelled_columns(sheet, heading, end)
    for name in _TOLD_BY_CONTENT:
        key = next((key for key in spec.keys if key.name == name), None)
        if key is None or name in columns or (name == "subject" and not spec.of_organizations):
            continue
        fitting = [column for column, cells in others.items() if _fits(key, cells)]
        if name == "year":
            fitting = [column for column in fitting if _SCHOOL_YEAR not in fold(label_at(sheet, heading, column))]
        if len(fitting) == 1:
            columns[name] = fitting[0]
            others.pop(fitting[0])
    added = columns.keys() - heading.columns.keys()
    return replace(heading, columns=columns, reworded=heading.reworded | added) if added else heading


def _labelled_columns(sheet: Sheet, heading: Heading, end: int) -> dict[int, set[Cell]]:
    """The distinct cells under each heading that is not ours."""
    taken = {column for name, column in heading.columns.items() for column in heading.twice.get(name, [column])}
    return {
        column: {cell for cell in set(sheet.columns[column][heading.last + 1 : end]) if not is_blank(cell)}
        for column in range(min(len(sheet.columns), _MOST_COLUMNS))
        if column not in taken and label_at(sheet, heading, column)
    }


def _fits(key: Field, cells: Collection[Cell]) -> bool:
    """Whether cells are such keys: all of them, of organizations at least half."""
    count = sum(_FITTING[key.name](key, cell) for cell in cells)
    return bool(cells) and (count == len(cells) or (key.name == "subject" and 2 * count >= len(cells)))


def _is_period(key: Field, cell: Cell) -> bool:
    try:
        return isinstance(cell, str) and read_period(cell) is not None
    except PartOfYear:
        return True


def _is_readable(key: Field, cell: Cell) -> bool:
    try:
        return key.parse(cell) is not None
    except Unreadable:
        return False


_FITTING: Mapping[str, Callable[[Field, Cell], bool]] = {
    "months": _is_period,
    "year": _is_readable,
    "subject": _is_readable,
}
