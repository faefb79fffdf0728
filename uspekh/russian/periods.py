"""Reporting periods: words of the reports and the number of months from 1 January."""

from __future__ import annotations

import re

from uspekh.russian.text import fold

YEAR = 12
QUARTERS = (3, 6, 9, 12)
_NAMES = {3: "I квартал", 6: "I полугодие", 9: "9 месяцев", YEAR: "год"}
_MONTHS = re.compile(r"(?P<count>\d{1,2}) ?(?:мес|месяц|месяца|месяцев)")
_WORDS = {
    **{fold(name): months for months, name in _NAMES.items()},
    **dict.fromkeys(("1 квартал", "первый квартал", "i кв", "1 кв", "і квартал"), 3),
    **dict.fromkeys(("1 полугодие", "первое полугодие", "полугодие", "і полугодие"), 6),
    **dict.fromkeys(("за год", "годовой", "годовая"), YEAR),
}


def period_name(months: int) -> str:
    """``6`` → «I полугодие», ``5`` → «5 месяцев»."""
    if months in _NAMES:
        return _NAMES[months]
    ending = "месяц" if months == 1 else "месяца" if months < 5 else "месяцев"
    return f"{months} {ending}"


def in_year(year: int, months: int) -> str:
    """«2023 год, I полугодие», «2023 год»."""
    return f"{year} год" if months == YEAR else f"{year} год, {period_name(months)}"


def parse_period(value: object) -> int | None:
    """Months from 1 January; an empty value means the whole year; ``None`` where it is no period."""
    text = fold("" if value is None else value)
    if not text:
        return YEAR
    if text in _WORDS:
        return _WORDS[text]
    match = _MONTHS.fullmatch(text)
    months = int(match["count"]) if match else 0
    return months if 1 <= months <= YEAR else None
