"""How such cells are given, and the numbers by which the binary formats of Excel know the errors."""

from __future__ import annotations

from uspekh.actuals.opening.sheet_look import Position

Cells = dict[Position, str]
"""Text of the error by row and column from 0; the text of a formula without a value is empty."""
Lost = dict[int, Cells]
"""The cells by the place of their sheet in the workbook, from 0."""

_NAMES = {
    0x00: "#NULL!",
    0x07: "#DIV/0!",
    0x0F: "#VALUE!",
    0x17: "#REF!",
    0x1D: "#NAME?",
    0x24: "#NUM!",
    0x2A: "#N/A",
    0x2B: "#GETTING_DATA",
}


def named(number: int) -> str:
    """The text of an error of a binary format."""
    return _NAMES.get(number, "#")
