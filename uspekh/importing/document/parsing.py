"""Numbers, amounts, dates and units as passports write them."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal

from uspekh.russian.text import tidy
from uspekh.words import NOTHING, PEOPLE, PIECES, SHARE

_NUMBER = re.compile(r"-?\d[\d ]*(?:[.,]\d+)?")
_MISSING = frozenset(("", "-", "–", NOTHING, "x", "х", "нет", "не установлено"))
_DAY = re.compile(r"(\d{1,2})[. ]+(\d{1,2})[. ]+(\d{4})")
_MONTHS = ("янв", "фев", "мар", "апр", "ма", "июн", "июл", "авг", "сен", "окт", "ноя", "дек")
_WORDED_DAY = re.compile(r"(\d{1,2}) ([а-я]{3,8}) (\d{4})", re.IGNORECASE)
_DAY_OF_YEAR = re.compile(r"\b(\d{1,2}) ([а-я]{3,8})\b", re.IGNORECASE)
_YEARLY = re.compile(r"(?:далее )?ежегодно(?:\s*,?\s*до (\d{4}))?", re.IGNORECASE)
_YEAR = re.compile(r"(20\d\d)(?: ?(?:г|год)\.?)?", re.IGNORECASE)
_UNIT = re.compile(
    r"%|процент\w*|(?:тыс\.|тысяч|млн\.?|миллион\w*)\s*(?:чел\w*\.?|руб\w*\.?|ед\w*\.?)?|человек\w*|чел\.|единиц\w*|ед\.",
    re.IGNORECASE,
)
_SHORT = (
    (re.compile(r"\bпроц\w*\.?"), SHARE),
    (re.compile(r"\bтыс\w*\.?"), "тыс."),
    (re.compile(r"\bмлн\.?|\bмиллион\w*"), "млн"),
    (re.compile(r"\bчел\w*\.?"), PEOPLE),
    (re.compile(r"\bед(?:иниц\w*)?\b\.?"), PIECES),
    (re.compile(r"\bруб\w*\.?"), "руб."),
)
_SHORT_TITLE = 60
_MILLION = {"млн": Decimal(1), "тыс": Decimal("0.001"), "руб": Decimal("0.000001"), "млрд": Decimal(1000)}


def is_missing(text: str) -> bool:
    """Whether a cell says that there is no value."""
    return tidy(text).casefold() in _MISSING


def parse_number(text: str) -> Decimal | None:
    """«71%», «1 234,5»; ``None`` where the cell says nothing. Raises ``ValueError`` for anything else."""
    words = tidy(text).rstrip("% ").replace("−", "-")
    if is_missing(words):
        return None
    if not _NUMBER.fullmatch(words):
        raise ValueError(text)
    return Decimal(words.replace(" ", "").replace(",", "."))


def parse_amounts(text: str, million: Decimal) -> list[Decimal]:
    """The amounts of a cell in million roubles: one as a rule, several where several are printed.

    ``million``: how many million the unit of the form is. Spaces between groups of three digits are no border.
    """
    words = tidy(text)
    if is_missing(words):
        return []
    pieces = [words] if _NUMBER.fullmatch(words) else words.split()
    amounts = [parse_number(piece) for piece in pieces]
    return [(amount * million).normalize() for amount in amounts if amount is not None]


def find_money_unit(heading: str, usual: str) -> Decimal:
    """How many million roubles the unit of a heading is: «(тыс. рублей)»; ``usual`` where it names none."""
    named = re.search(r"(млрд|млн|тыс)[^()]{0,8}руб", heading.casefold())
    return _MILLION[named[1] if named else usual]


def parse_date(text: str) -> date | None:
    """«01.01.2019», «1 января 2019 г.», the first of the cell; ``None`` of an empty one. Raises ``ValueError``."""
    words = tidy(text)
    if is_missing(words):
        return None
    if match := _DAY.search(words):
        day, month, year = map(int, match.groups())
        return date(year, month, day)
    if match := _WORDED_DAY.search(words):
        return date(int(match[3]), _month(match[2]), int(match[1]))
    raise ValueError(text)


def parse_month_day(text: str) -> str:
    """«до 30 марта» as «03-30», the first day that is named; empty where none is."""
    for match in _DAY_OF_YEAR.finditer(tidy(text)):
        if month := _month(match[2]):
            return f"{month:02}-{int(match[1]):02}"
    return ""


def _month(name: str) -> int:
    """The number of a month by its name in any case; 0 of another word."""
    stem = name.casefold()
    return next((n for n, beginning in enumerate(_MONTHS, 1) if stem.startswith(beginning)), 0)


def parse_recurrence(text: str) -> tuple[bool, date | None]:
    """Whether a date is «далее ежегодно», and to the end of which year where it says so."""
    match = _YEARLY.search(tidy(text))
    if match is None:
        return False, None
    return True, date(int(match[1]), 12, 31) if match[1] else None


def parse_year(text: str) -> int | None:
    """The year that is a heading of a column: «2019», «2019 г.»."""
    match = _YEAR.fullmatch(tidy(text))
    return int(match[1]) if match else None


def find_unit(title: str) -> str:
    """The unit named last in a title, as it stands there; empty where it names none."""
    units = _UNIT.findall(title)
    return tidy(units[-1]) if units else ""


def shorten_unit(unit: str) -> str:
    """«тыс. человек» as «тыс. чел.», «процент» as «%»."""
    words = tidy(unit).casefold()
    for pattern, short in _SHORT:
        words = pattern.sub(short, words, count=1)
    return words


def shorten_title(title: str) -> str:
    """A long title to its last whole word of 60 characters."""
    if len(title) <= _SHORT_TITLE:
        return title
    return title[:_SHORT_TITLE].rpartition(" ")[0].rstrip(" ,;:") + "…"


def number_parts(text: str) -> tuple[int, ...]:
    """«1.10.» as (1, 10); empty where the cell is no number of a row."""
    words = tidy(text).replace(" ", "")
    return tuple(map(int, words.strip(".").split("."))) if re.fullmatch(r"\d{1,4}(\.\d{1,4}){0,5}\.?", words) else ()
