"""Values that have the shape of personal data, whatever stands above them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from datetime import date

from uspekh.actuals.cells import Cell

FEW, SEVERAL = 3, 5
_WORD = r"[А-ЯЁ][а-яё]+(?:-[А-ЯЁ][а-яё]+)?"
_PATRONYMIC = r"[А-ЯЁ][а-яё]*(?:вич|ьич|мич|кич|вна|чна|шна|оглы|кызы)"
_FULL_NAME = re.compile(rf"\b{_WORD} {_WORD} {_PATRONYMIC}\b|\b{_WORD} {_PATRONYMIC} {_WORD}\b")
_ONLY_PATRONYMIC = re.compile(_PATRONYMIC)
_INITIALS = re.compile(rf"{_WORD},? [А-ЯЁ]\. ?[А-ЯЁ]\.?|[А-ЯЁ]\. ?[А-ЯЁ]\. ?{_WORD}")
_SNILS = re.compile(r"(?<!\d)\d{3}-\d{3}-\d{3}[ -]\d{2}(?!\d)")
_MOBILE = re.compile(r"(?<!\d)(?:\+?7|8)?[ (-]*9\d{2}[ )-]*\d{3}[ -]*\d{2}[ -]*\d{2}(?!\d)")
_DATE = re.compile(r"\d{1,2}\.\d{1,2}\.((?:19|20)\d{2})(?: ?г\.?)?")
# The checksum of СНИЛС is not kept by the first numbers ever given.
_FIRST_CHECKED = 1_001_998


def personal_shape(cells: Iterable[Cell], started: int) -> str | None:
    """Code of the personal data that the distinct cells of a column look like, ``None`` for none.

    ``started``: the year the project started; a child it counts was born before it.
    """
    given = [cell for cell in cells if cell is not None and cell != ""]
    texts = [_cased(cell) for cell in given if isinstance(cell, str)]
    digits = [str(int(cell)) for cell in given if type(cell) in (int, float) and 1e9 < cell < 1e11]  # type: ignore[operator,arg-type]
    if _snils(texts, digits):
        return "personal.snils"
    if _names(texts):
        return "personal.name"
    if _count([*texts, *digits], _MOBILE.search, FEW):
        return "personal.phone"
    return "personal.birth" if _births(given, started) else None


def looks_personal(text: str) -> bool:
    """Whether a single text names a person or holds a number of theirs."""
    plain = _cased(text)
    return any(pattern.search(plain) for pattern in (_FULL_NAME, _INITIALS, _SNILS, _MOBILE))


def snils(text: str) -> bool:
    """Whether 11 digits carry the checksum of СНИЛС."""
    digits = [int(mark) for mark in text if mark.isdigit()]
    if len(digits) != 11 or int("".join(map(str, digits[:9]))) < _FIRST_CHECKED:
        return False
    total = sum(weight * digit for weight, digit in zip(range(9, 0, -1), digits, strict=False))
    return total % 101 % 100 == digits[9] * 10 + digits[10]


def _snils(texts: list[str], digits: list[str]) -> bool:
    """One written with its hyphens is enough; bare digits agree by chance once in a hundred."""
    if any(snils(match[0]) for text in texts for match in _SNILS.finditer(text)):
        return True
    bare = [text for text in [*texts, *digits] if len(text) == 11 and text.isdigit()]
    return len(bare) >= FEW and sum(map(snils, bare)) * 2 > len(bare)


def _names(texts: list[str]) -> bool:
    whole = _count(texts, _FULL_NAME.fullmatch, FEW) or _count(texts, _ONLY_PATRONYMIC.fullmatch, FEW)
    within = {match[0] for text in texts if (match := _FULL_NAME.search(text))}
    initials = _count(texts, _INITIALS.fullmatch, max(FEW, len(texts) // 2))
    return whole or initials or len(within) >= SEVERAL


def _births(given: Sequence[Cell], started: int) -> bool:
    """Most of the column are dates of different years, and most of them are before the project."""
    years = [cell.year for cell in given if isinstance(cell, date)]
    years += [int(match[1]) for cell in given if isinstance(cell, str) and (match := _DATE.fullmatch(cell.strip()))]
    earlier = [year for year in years if started - 25 <= year < started]
    return len(earlier) >= SEVERAL and len(earlier) * 2 > len(given) and len(set(earlier)) >= FEW


def _count(texts: Iterable[str], test: Callable[[str], object], least: int) -> bool:
    return sum(1 for text in texts if test(text)) >= least


def _cased(text: str) -> str:
    """ИВАНОВ ИВАН ИВАНОВИЧ → Иванов Иван Иванович; spaces of any kind are one."""
    plain = " ".join(text.split())
    return plain.title() if plain.isupper() else plain
