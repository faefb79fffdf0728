"""How the cells of a sheet look, as the reading of its rows asks for it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

Position = tuple[int, int]
"""Row and column from 0."""


@dataclass(frozen=True)
class Merge:
    """A merged range, its last row and column included; only its first cell shows a value."""

    first_row: int
    first_column: int
    last_row: int
    last_column: int

    @property
    def anchor(self) -> Position:
        """The cell that shows the value."""
        return self.first_row, self.first_column

    @property
    def area(self) -> int:
        """How many cells it takes."""
        return (self.last_row - self.first_row + 1) * (self.last_column - self.first_column + 1)

    def shifted(self, rows: int, columns: int) -> Merge:
        """The same range counted from another cell."""
        return Merge(
            self.first_row - rows, self.first_column - columns, self.last_row - rows, self.last_column - columns
        )

    def positions(self) -> list[Position]:
        """All its cells, the first one first."""
        return [
            (row, column)
            for row in range(self.first_row, self.last_row + 1)
            for column in range(self.first_column, self.last_column + 1)
        ]


@dataclass(frozen=True)
class Remark:
    """What is said of a cell if it is read. ``original``: its words where the look took some out of them."""

    code: str
    message: str
    original: str | None = None


@dataclass(frozen=True)
class SheetLook:
    """Rows and columns are counted from 0 within the area of the sheet.

    ``anchors``: merges by the cell that shows their value; ``covered``: merges by each of their other cells.
    """

    remarks: Mapping[Position, Remark] = field(default_factory=dict)
    anchors: Mapping[Position, Merge] = field(default_factory=dict)
    covered: Mapping[Position, Merge] = field(default_factory=dict)
    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: frozenset[int] = frozenset()


PLAIN = SheetLook()
"""The look of a text file, which has none."""
