"""What a cell can hold, and how it is named."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime

from uspekh.russian.text import tidy


@dataclass(frozen=True)
class ErrorCell:
    """A cell with an error («#ДЕЛ/0!»), or a formula that was never calculated (empty ``text``)."""

    text: str


@dataclass(frozen=True)
class TimeCell:
    """A time of day or a duration, as text."""

    text: str


CITED = 200
"""Characters of a cell that a message repeats: full names of organizations are longer than a hundred."""
_EXACT = 1e16
"""From here on Excel does not tell a number from its neighbours: the last of its digits would say nothing."""

Cell = str | int | float | bool | date | datetime | TimeCell | ErrorCell | None


class Unreadable(Exception):
    """A cell that cannot be taken: ``code`` of the problem and a Russian message saying what to do.

    A message that takes work (the nearest of many names) is given as a function: of thousands alike few are shown.
    """

    def __init__(self, code: str, message: str | Callable[[], str]) -> None:
        super().__init__(code)
        self.code = code
        self._message = message

    @property
    def message(self) -> str:
        """The words for the person."""
        return self._message if isinstance(self._message, str) else self._message()

    def __str__(self) -> str:
        """The same."""
        return self.message


def text_of(cell: Cell) -> str:
    """The cell as a person would read it: ``2.0`` → «2», ``None`` → «», 2019-02-28 → «28.02.2019»."""
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "ИСТИНА" if cell else "ЛОЖЬ"
    if isinstance(cell, float):
        whole = cell.is_integer() and abs(cell) < _EXACT
        return str(int(cell)) if whole else repr(cell).replace(".", ",").replace("inf", "∞")
    if isinstance(cell, date):
        return cell.strftime("%d.%m.%Y")
    return cell.text if isinstance(cell, ErrorCell | TimeCell) else tidy(cell)


def cite(cell: Cell) -> str:
    """The cell as a message repeats it: a long text is cut."""
    text = text_of(cell)
    return text if len(text) <= CITED else text[:CITED].rstrip() + "…"


def is_blank(cell: Cell) -> bool:
    """Whether nothing stands in a cell, or spaces and invisible characters only."""
    return cell is None or (isinstance(cell, str) and not tidy(cell))


def parse_text(cell: Cell) -> str | None:
    """Words as written; blank is missing. Raises ``Unreadable`` for an error cell."""
    refuse_error(cell)
    return text_of(cell) or None


def refuse_error(cell: Cell) -> None:
    """Raises ``Unreadable`` for a cell that has no value of its own."""
    if isinstance(cell, ErrorCell):
        if cell.text:
            raise Unreadable("cell.error", f"В ячейке ошибка {cell.text}. Исправьте формулу или впишите значение.")
        raise Unreadable(
            "cell.formula", "Формула в ячейке не вычислена. Откройте файл в Excel, сохраните и загрузите снова."
        )


def column_letters(column: int) -> str:
    """``0`` → «A», ``27`` → «AB»."""
    letters = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def address(row: int, column: int) -> str:
    """``(2, 1)`` → «B3»."""
    return f"{column_letters(column)}{row + 1}"
