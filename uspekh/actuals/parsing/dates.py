"""Dates and years as people write them."""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta

from uspekh.actuals.cells import Cell, TimeCell, Unreadable, cite, refuse_error, text_of
from uspekh.actuals.vocabulary import NO_DATA
from uspekh.russian.format import day as russian
from uspekh.russian.text import fold

_EXCEL_START = date(1899, 12, 30)
_SERIALS = range(20_000, 80_000)
_DOTTED = re.compile(r"(\d{1,2})\.(\d{1,2})\.(\d{4}|\d{2})")
_ISO = re.compile(r"(\d{4})-(\d{2})-(\d{2})(?:[ t]00:00:00)?")
_SLASHED = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4})")
_WORDS = re.compile(r"(\d{1,2}) ([а-я]+) (\d{4})")
_YEAR_WORDS = ("года", "год", "г")
_YEAR = re.compile(r"(?:1|2)\d{3}")
_MONTHS = ("января", "февраля", "марта", "апреля", "мая", "июня", "июля", "августа", "сентября", "октября", "ноября",
           "декабря")  # fmt: skip
_EXAMPLE = "Впишите дату в виде 28.02.2019."


def parse_year(cell: Cell) -> int | None:
    """A calendar year: 2019, «2019», «2019 г.». ``None`` for a blank; raises ``Unreadable``."""
    refuse_error(cell)
    text = _without_year_word(fold(text_of(cell)))
    if not text:
        return None
    if isinstance(cell, date) or not _YEAR.fullmatch(text):
        raise Unreadable("year.text", f"Год не понят: «{cite(cell)}». Впишите четыре цифры, например 2019.")
    return int(text)


def parse_year_within(years: tuple[int, ...], cell: Cell) -> int | None:
    """A year of the project. ``None`` for a blank; raises ``Unreadable``."""
    year = parse_year(cell)
    if year is not None and year not in years:
        raise Unreadable("year.outside", f"{text_of(cell)} год вне срока проекта ({years[0]}–{years[-1]}).")
    return year


def parse_date(cell: Cell) -> str | None:
    """A day as an ISO date. ``None`` where there is no data; raises ``Unreadable``."""
    refuse_error(cell)
    if isinstance(cell, datetime):
        return cell.date().isoformat()
    if isinstance(cell, date):
        return cell.isoformat()
    text = _without_year_word(fold(text_of(cell)))
    if text in NO_DATA:
        return None
    if isinstance(cell, int | float | TimeCell):
        raise Unreadable("date.number", _not_a_day(cell))
    try:
        return _written(text).isoformat()
    except ValueError as error:
        raise Unreadable("date.text", f"Такой даты нет: «{cite(cell)}». {_EXAMPLE}") from error


def parse_bound(cell: Cell, *, last: bool) -> str | None:
    """«Действует с» or «по»: a year (its first or ``last`` day) or a date, as an ISO date."""
    text = _without_year_word(fold(text_of(cell)))
    if _YEAR.fullmatch(text):
        return f"{text}-12-31" if last else f"{text}-01-01"
    return parse_date(cell)


def _without_year_word(text: str) -> str:
    """«2019 г» → «2019»."""
    word = next((word for word in _YEAR_WORDS if text.endswith(word)), "")
    return text.removesuffix(word).rstrip(" .") if word else text


def _written(text: str) -> date:
    if match := _DOTTED.fullmatch(text):
        day, month, year = map(int, match.groups())
        return date(year if year > 99 else 2000 + year, month, day)
    if match := _ISO.fullmatch(text):
        return date(*map(int, match.groups()))
    if match := _WORDS.fullmatch(text):
        return date(int(match[3]), _MONTHS.index(match[2]) + 1, int(match[1]))
    if match := _SLASHED.fullmatch(text):
        return _slashed(*map(int, match.groups()))
    raise ValueError(text)


def _slashed(first: int, second: int, year: int) -> date:
    if first <= len(_MONTHS) and second <= len(_MONTHS) and first != second:
        both = f"{russian(date(year, second, first))} или {russian(date(year, first, second))}"
        raise Unreadable("date.ambiguous", f"Дата читается двояко: {both}. {_EXAMPLE}")
    return date(year, first, second) if second > len(_MONTHS) else date(year, second, first)


def _not_a_day(cell: Cell) -> str:
    message = f"Здесь должна быть дата, а стоит «{cite(cell)}». {_EXAMPLE}"
    if isinstance(cell, int | float) and cell in _SERIALS:
        seeming = _EXCEL_START + timedelta(days=int(cell))
        message += f" Если это {russian(seeming)}, задайте ячейке формат «Дата»."
    return message
