"""What stands in a cell of the report: words, a date, a figure with its unit, money; as text and as Excel keeps it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import Any, TypeAlias

from uspekh.russian.format import NBSP, NO_DATA, day, digits_beside, digits_of, missing, number, roubles, with_unit
from uspekh.russian.text import visible
from uspekh.words import PEOPLE, PIECES, SHARE

EXCEL_DATE, EXCEL_MONEY, EXCEL_COUNT, EXCEL_TEXT = "DD.MM.YYYY", "#,##0.00", "0", "General"
_EXCEL_UNITS = {SHARE: "#,##0.0", PEOPLE: "#,##0", PIECES: "#,##0"}
_KOPECKS = 100
_TIED = re.compile(r"(?<=№) (?=\w)|(?<=\d) (?=%)")


@dataclass(frozen=True)
class Quantity:
    """A figure in the unit of its indicator; ``absent``: what to say where there is none.

    ``bounds``: numbers that it must not seem to reach or cross (``monitoring.bounds``).
    """

    value: float | None
    unit: str
    sign: bool = False
    absent: str = NO_DATA
    bounds: tuple[float, ...] = ()

    @property
    def digits(self) -> int:
        """Decimals with which it is written: enough not to seem to reach or cross a bound."""
        usual = digits_of(self.unit)
        return usual if self.value is None else digits_beside(self.value, usual, self.bounds)


@dataclass(frozen=True)
class Money:
    """Whole kopecks."""

    kopecks: int | None
    absent: str = NO_DATA


Cell: TypeAlias = str | int | date | Quantity | Money | None


def text(cell: Cell) -> str:
    """The cell as a person reads it in a table, its unit left to a column of its own: «1 650», «9 000 000,00»."""
    if isinstance(cell, Quantity):
        return cell.absent if missing(cell.value) else number(cell.value, cell.digits, sign=cell.sign)
    if isinstance(cell, Money):
        return cell.absent if missing(cell.kopecks) else roubles(cell.kopecks)
    if isinstance(cell, date):
        return day(cell)
    return str(cell) if isinstance(cell, int) else clean(cell or "")


def with_its_unit(quantity: Quantity) -> str:
    """The figure with its unit, for a sentence: «1 650 чел.»."""
    if missing(quantity.value):
        return quantity.absent
    return with_unit(quantity.value, quantity.unit, sign=quantity.sign, bounds=quantity.bounds)


def excel(cell: Cell) -> tuple[str | float | date | None, str]:
    """The value Excel keeps and its number format; words stand where there is no figure."""
    if isinstance(cell, Quantity):
        there = not missing(cell.value) and cell.value is not None
        return (
            (float(cell.value), _excel_format(cell)) if there and cell.value is not None else (cell.absent, EXCEL_TEXT)
        )
    if isinstance(cell, Money):
        there = not missing(cell.kopecks)
        return (
            (int(cell.kopecks) / _KOPECKS, EXCEL_MONEY)
            if there and cell.kopecks is not None
            else (cell.absent, EXCEL_TEXT)
        )
    if isinstance(cell, date):
        return cell, EXCEL_DATE
    return (cell, EXCEL_COUNT) if isinstance(cell, int) else (clean(cell or ""), EXCEL_TEXT)


def clean(words: str) -> str:
    """The words as an office format may hold them (``russian.text.visible``); «№ 5» and «4,5 %» are not parted."""
    return _TIED.sub(NBSP, visible(words))


def figure(
    value: Any, unit: str, *, sign: bool = False, absent: str = NO_DATA, bounds: tuple[float, ...] = ()
) -> Quantity:
    """A figure of a frame as a cell; a missing one may be ``None``, NaN or ``pandas.NA`` there."""
    return Quantity(None if missing(value) else float(value), unit, sign, absent, bounds)


def money(kopecks: Any) -> Money:
    """Kopecks of a frame as a cell; missing ones may be ``None``, NaN or ``pandas.NA`` there."""
    return Money(None if missing(kopecks) else int(kopecks))


def excel_unit(unit: str) -> str:
    """The number format of Excel for figures in a unit."""
    return _EXCEL_UNITS.get(unit, "#,##0.0##" if digits_of(unit) > 1 else "#,##0.0")


def _excel_format(quantity: Quantity) -> str:
    plain = excel_unit(quantity.unit)
    if quantity.digits > digits_of(quantity.unit):
        plain = f"#,##0.{'0' * quantity.digits}"
    return f"+{plain};\u2212{plain};0" if quantity.sign else plain
