"""A table of the report before it takes the form of a document, a slide or a sheet."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TypeAlias

from uspekh.report.content.cells import Cell
from uspekh.russian.format import NO_DATA

Row: TypeAlias = Mapping[str, Cell]


@dataclass(frozen=True)
class Column:
    """``key`` of the cells, heading, ``width`` in millimetres of an A4 page (180 in all), figures at the right."""

    key: str
    heading: str
    width: float
    figures: bool = False


@dataclass(frozen=True)
class Table:
    """``empty``: what to say where there are no rows; ``notes`` stand under the table. A row may hold
    more than its columns: ``tint`` is the colour under its state (``RRGGBB``), ``note`` what is said of it below."""

    title: str
    columns: tuple[Column, ...]
    rows: Sequence[Row]
    empty: str = NO_DATA
    notes: tuple[str, ...] = ()
    total: Row | None = None

    def only(self, **widths: float) -> Table:
        """The same table of these columns alone, in this order, with these widths."""
        columns = {column.key: column for column in self.columns}
        return replace(self, columns=tuple(replace(columns[key], width=width) for key, width in widths.items()))
