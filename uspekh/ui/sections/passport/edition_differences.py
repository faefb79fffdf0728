"""A table of what one edition changed of another."""

from __future__ import annotations

from collections.abc import Sequence

from uspekh.passport.editions.differences import CellDifference
from uspekh.ui.show import table
from uspekh.ui.show.table import Cell
from uspekh.words import NOTHING

_HEADINGS, _WIDTHS = ["Где", "Что", "Было", "Стало"], (18, 18, 32, 32)
_SHOWN, _SHORT = 10, 160


def show_differences(differences: Sequence[CellDifference], key: str) -> None:
    """The differences in the order of the document, the first ten at once."""
    rows = [
        [
            Cell(each.spot),
            Cell(each.column),
            table.folded(each.before or NOTHING, _SHORT),
            table.folded(each.after or NOTHING, _SHORT),
        ]
        for each in differences
    ]
    table.show(_HEADINGS, rows, key=key, name="Различия редакций", widths=_WIDTHS, fold=_SHOWN, lines=2)
