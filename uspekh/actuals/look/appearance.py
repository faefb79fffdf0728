"""What a format keeps of the look of its cells: each reader of a format gives it in these words."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple

from uspekh.actuals.opening.sheet_look import Merge, Position

MOST_MEGABYTES = 40
"""Unpacked size of a file that is looked at: what stands in it beside its cells takes time as well."""


class Style(NamedTuple):
    """How a whole cell is drawn. ``raised``: above the line or below it, as the sign of a footnote is."""

    number_format: str = "General"
    struck: bool = False
    raised: bool = False


class Run(NamedTuple):
    """A part of a text drawn alike."""

    text: str
    struck: bool
    raised: bool


@dataclass
class Appearance:
    """A sheet. Cells whose style is plain are left out, and so are texts without struck or raised parts."""

    merges: list[Merge] = field(default_factory=list)
    styles: dict[Position, Style] = field(default_factory=dict)
    runs: dict[Position, list[Run]] = field(default_factory=dict)
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)

    def add_style(self, position: Position, style: Style) -> None:
        """Keeps a style that is not plain."""
        if style != _PLAIN:
            self.styles[position] = style

    def add_runs(self, position: Position, runs: list[Run]) -> None:
        """Keeps a text of which some part is struck or raised."""
        if any(run.struck or run.raised for run in runs):
            self.runs[position] = runs


class TooMuch(Exception):
    """The file holds more than is looked at."""


_PLAIN = Style()
