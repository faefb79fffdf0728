"""Numbers and dates as people read them: 1 234,5; 73,4 %; 31.12.2023; «нет данных» where there is none."""

from __future__ import annotations

import math
from collections.abc import Iterable
from datetime import date, datetime
from decimal import ROUND_HALF_UP, Decimal

NO_DATA = "нет данных"
HIDDEN = "скрыто"
"""Stands where there is a figure that must not be shown, which is not the same as none."""
PLAN_SCALE = 1000
"""A plan of an organization is kept in whole thousandths of the unit of its measure: 73,5 % is 73 500."""
NBSP = "\u00a0"
MINUS = "\u2212"
_FINEST = 9
"""Decimals beyond which a difference comes of binary fractions."""


def missing(value: object) -> bool:
    """Whether there is no value: ``None``, ``NaN``, ``NA`` or ``NaT``."""
    if value is None:
        return True
    return (isinstance(value, float) and math.isnan(value)) or type(value).__name__ in {"NAType", "NaTType"}


def number(
    value: float | Decimal | None,
    digits: int = 1,
    *,
    sign: bool = False,
    fixed: bool = False,
    bounds: Iterable[float | None] = (),
) -> str:
    """``1234.5`` → «1 234,5»; up to ``digits`` decimals, exactly that many when ``fixed``; halves go up.

    More digits are written where rounding would reach or cross one of the ``bounds``: 72,97 against 73.
    """
    if value is None or missing(value):
        return NO_DATA
    digits = digits_beside(value, digits, bounds)
    rounded = _rounded(value, digits)
    text = f"{abs(rounded):,.{digits}f}"
    if digits and not fixed:
        text = text.rstrip("0").rstrip(".")
    text = text.replace(",", NBSP).replace(".", ",")
    prefix = MINUS if rounded < 0 else "+" if sign and rounded > 0 else ""
    return prefix + text


def digits_beside(value: float | Decimal, digits: int, bounds: Iterable[float | None]) -> int:
    """The decimals, ``digits`` at least, with which a value is still on its own side of each of the ``bounds``."""
    exact = _rounded(value, _FINEST)
    edges = [_rounded(bound, _FINEST) for bound in bounds if bound is not None and not missing(bound)]

    def crosses(decimals: int) -> bool:
        rounded = _rounded(value, decimals)
        return any((rounded < edge) != (exact < edge) or (rounded > edge) != (exact > edge) for edge in edges)

    return next((decimals for decimals in range(digits, _FINEST) if not crosses(decimals)), max(digits, _FINEST))


def _rounded(value: float | Decimal, digits: int) -> Decimal:
    return Decimal(str(value)).quantize(Decimal(1).scaleb(-digits), rounding=ROUND_HALF_UP)


def or_hidden(text: str, hidden: bool) -> str:
    """«скрыто» in place of «нет данных» where the figure is there but must not be shown."""
    return HIDDEN if hidden and text == NO_DATA else text


def percent(value: float | None, digits: int = 1, *, sign: bool = False, bounds: Iterable[float | None] = ()) -> str:
    """``73.4`` → «73,4 %»; ``bounds`` as of ``number``."""
    text = number(value, digits, sign=sign, bounds=bounds)
    return text if text == NO_DATA else f"{text}{NBSP}%"


def digits_of(unit: str) -> int:
    """Digits after the comma of a figure in a unit: thousands of people are written to the person."""
    return 3 if unit.startswith("тыс") else 1


def with_unit(value: float | None, unit: str, *, sign: bool = False, bounds: Iterable[float | None] = ()) -> str:
    """A figure with the unit of its indicator: «73,4 %», «1 650 чел.», «1,9 тыс. чел.»; ``bounds`` as of ``number``."""
    text = number(value, digits_of(unit), sign=sign, bounds=bounds)
    return text if text == NO_DATA else f"{text}{NBSP}{unit}"


def roubles(kopecks: int | None, *, fixed: bool = True) -> str:
    """Kopecks as «9 000 000,00»."""
    return NO_DATA if kopecks is None or missing(kopecks) else number(Decimal(int(kopecks)) / 100, 2, fixed=fixed)


def thousandths(value: int | None) -> str:
    """Thousandths, in which plans of organizations are kept, as «73,5»."""
    return NO_DATA if value is None or missing(value) else number(Decimal(int(value)) / PLAN_SCALE, 3)


def day(value: date | None) -> str:
    """``2023-12-31`` → «31.12.2023»."""
    return NO_DATA if value is None or missing(value) else value.strftime("%d.%m.%Y")


def moment(at: datetime) -> str:
    """A moment in local time: 31.12.2023 14:05."""
    # What pandas takes for the time of the place is that of Greenwich.
    return datetime.fromisoformat(at.isoformat()).astimezone().strftime("%d.%m.%Y %H:%M")


def plural(count: int, one: str, few: str, many: str) -> str:
    """The form that agrees with the number: 1 организация, 2 организации, 5 организаций."""
    if 11 <= count % 100 <= 14:
        return many
    return one if count % 10 == 1 else few if 2 <= count % 10 <= 4 else many
