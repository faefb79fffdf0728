"""Numbers as people write them, read exactly: whole people, and money in kopecks."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal

from uspekh.actuals.cells import Cell, ErrorCell, TimeCell, Unreadable, cite, refuse_error
from uspekh.actuals.vocabulary import NO_DATA, PLAN_CLEARED, ZERO_OR_NO_DATA
from uspekh.russian.format import PLAN_SCALE
from uspekh.russian.format import number as russian
from uspekh.russian.text import fold, tidy

KOPECKS = 100
MOST_PEOPLE, MOST_ROUBLES = 50_000_000, 10**13
"""More than any city has of either."""
CLEARED = "нет плана"
"""What is kept of a plan that somebody took back: the organization has a guide again."""
NOISE = Decimal("1e-9")
_UNITS = re.compile(r" ?(рублей|рубля|рубль|руб|р|₽|человека|человек|чел|детей|реб)$")
_SCALES = re.compile(r"(тыс|тысяч|млн|миллион|млрд)")
_GROUPED = re.compile(r"\d{1,3}(?: \d{3})+(?=[.,]|$)")
_PLAIN = re.compile(r"\d+(?:\.\d+)?")
_TWO_WAYS = re.compile(r"([1-9]\d{0,2})[.,](\d{3})")
# Thousands are parted by one space; a new line, a tab or a gap parts two numbers.
_GAP = re.compile(r"(?<=\d)\s+(?=\d)")
_BREAKS = frozenset("\r\n\t\v\f\x85\u2028\u2029")
_MANY_GROUPS = re.compile(r"\d{1,3}(?:([.,])\d{3})(?:\1\d{3})+")
_MIXED = re.compile(r"\d{1,3}(?:([.,])\d{3})+(?!\1)[.,]\d+")


def parse_people(cell: Cell) -> int | None:
    """A headcount: whole, zero or more. ``None`` where there is no data; raises ``Unreadable``."""
    # What Excel holds for nearly every one needs no decimals.
    if isinstance(cell, float) and cell.is_integer() and 0 <= cell <= MOST_PEOPLE:
        return int(cell)
    amount = _amount(cell, MOST_PEOPLE)
    if amount is None:
        return None
    whole = amount.to_integral_value()
    if abs(amount - whole) > NOISE:
        raise Unreadable("number.fraction", f"Число людей не бывает дробным: {_shown(amount)}. Впишите целое число.")
    return int(whole)


def parse_kopecks(cell: Cell) -> int | None:
    """Roubles with at most two decimals, as kopecks. ``None`` where there is no data; raises ``Unreadable``."""
    return _in_parts(cell, KOPECKS, "В сумме больше двух знаков после запятой")


def parse_plan(cell: Cell) -> int | str | None:
    """A plan in the unit of its measure, «73,5», «73,5 %», in thousandths; ``CLEARED`` where a set one is taken back.

    ``None`` where nothing is said («–», blank): that changes nothing. Raises ``Unreadable``.
    """
    if isinstance(cell, str):
        if fold(cell) in PLAN_CLEARED:
            return CLEARED
        cell = tidy(cell).removesuffix("%")
    return _in_parts(cell, PLAN_SCALE, "В плане больше трёх знаков после запятой")


def _in_parts(cell: Cell, parts: int, too_fine: str) -> int | None:
    """The number of a cell in whole parts of one; ``too_fine`` begins the message where it has smaller ones."""
    amount = _amount(cell, MOST_ROUBLES)
    if amount is None:
        return None
    exact = amount * parts
    whole = exact.to_integral_value()
    # A float of Excel holds about 15 digits: what differs beyond them is noise, not a sum.
    if abs(exact - whole) > max(NOISE, abs(exact) * Decimal("1e-14")):
        raise Unreadable("number.precision", f"{too_fine}: {_shown(amount)}.")
    return int(whole)


def _amount(cell: Cell, most: int) -> Decimal | None:
    refuse_error(cell)
    if cell is None:
        return None
    if isinstance(cell, bool | date | TimeCell | ErrorCell):
        raise Unreadable("number.type", f"Здесь должно быть число, а стоит «{cite(cell)}». Смените формат ячейки.")
    amount = Decimal(repr(cell)) if isinstance(cell, int | float) else parse_decimal(cell)
    if amount is None:
        return None
    if amount.is_nan():
        raise Unreadable("number.text", "Это не число. Впишите число или оставьте ячейку пустой.")
    if abs(amount) > most:
        raise Unreadable(
            "number.too_big", f"Столько не бывает ни в одном городе: «{cite(cell)}». Проверьте, нет ли лишних знаков."
        )
    if amount < 0:
        raise Unreadable("number.negative", f"Число не может быть отрицательным: {_shown(amount)}.")
    return amount


def parse_decimal(text: str) -> Decimal | None:
    """A number written by a person: «1 234,5», «1 234 руб.», «12*». ``None`` where it says there is no data.

    Raises ``Unreadable`` where it is no number, or can be read two ways (both are named).
    """
    plain = fold(text).rstrip("*").strip()
    if plain in NO_DATA:
        return None
    if plain in ZERO_OR_NO_DATA:
        message = f"«{plain}» читается двояко: 0 или «нет данных». Впишите 0 или оставьте пусто."
        raise Unreadable("number.ambiguous", message)
    if any(len(gap[0]) > 2 or not _BREAKS.isdisjoint(gap[0]) for gap in _GAP.finditer(text)):
        message = f"В ячейке несколько чисел: «{cite(text)}». Впишите одно, каждое — в своей ячейке."
        raise Unreadable("number.two", message)
    if plain.endswith("%"):
        raise Unreadable("number.percent", f"Здесь нужно число, а не доля: «{cite(text)}». Процент рассчитывается сам.")
    if _SCALES.search(plain):
        raise Unreadable("number.scale", f"Впишите число целиком, без «тыс.» и «млн»: «{cite(text)}».")
    plain = _UNITS.sub("", plain).rstrip(" .")
    sign, plain = (-1, plain[1:].strip()) if plain.startswith("-") else (1, plain)
    return sign * Decimal(_digits(plain, text))


def _digits(plain: str, text: str) -> str:
    spaced = _GROUPED.match(plain)
    if spaced:
        rest = plain[spaced.end() :].replace(",", ".")
        joined = spaced.group().replace(" ", "") + rest
    elif two := _TWO_WAYS.fullmatch(plain):
        whole, rest = two.groups()
        raise Unreadable(
            "number.ambiguous",
            f"«{cite(text)}» читается двояко: {russian(Decimal(whole + rest), 0)} или {whole},{rest}. "
            "Впишите без разделителя тысяч.",
        )
    elif _MANY_GROUPS.fullmatch(plain):
        joined = re.sub("[.,]", "", plain)
    elif _MIXED.fullmatch(plain):
        point = max(plain.rfind("."), plain.rfind(","))
        joined = re.sub("[.,]", "", plain[:point]) + "." + plain[point + 1 :]
    else:
        joined = plain.replace(",", ".")
    if not _PLAIN.fullmatch(joined):
        raise Unreadable("number.text", f"Это не число: «{cite(text)}». Впишите число или оставьте ячейку пустой.")
    return joined


def _shown(amount: Decimal) -> str:
    return russian(amount, max(0, min(6, -int(amount.as_tuple().exponent))))
