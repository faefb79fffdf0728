"""A column of a table, read by its distinct cells: the careful reading of one cell costs little in a long file."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from uspekh.actuals.cells import Cell, Unreadable
from uspekh.actuals.fields import Field, Parsed


@dataclass(frozen=True)
class ReadColumn:
    """The value of each row (``None`` where there is none), and why a row's cell could not be read, by row."""

    values: list[Parsed]
    failures: dict[int, Unreadable]

    def filled(self) -> set[int]:
        """Rows with a value."""
        return {row for row, value in enumerate(self.values) if value is not None}


def read_column(field: Field, cells: Sequence[Cell]) -> ReadColumn:
    """What each cell gives to ``field``."""
    # As keys of a dictionary ИСТИНА and 1 would be the same.
    distinct = list(map(_distinct, cells)) if bool in set(map(type, cells)) else cells
    parsed: dict[object, Parsed] = {}
    broken: dict[object, Unreadable] = {}
    for key, cell in dict(zip(distinct, cells, strict=True)).items():
        try:
            parsed[key] = field.parse(cell)
        except Unreadable as failure:
            parsed[key], broken[key] = None, failure
    failures = {row: broken[key] for row, key in enumerate(distinct) if key in broken} if broken else {}
    return ReadColumn(list(map(parsed.__getitem__, distinct)), failures)


def _distinct(cell: Cell) -> object:
    return (cell,) if isinstance(cell, bool) else cell
