"""How alike two wordings are."""

from __future__ import annotations

import re

from rapidfuzz.distance import Indel

from uspekh.russian.text import fold

_STEM = 4
_SHORTEST = 4
_LETTERS_AND_DIGITS = re.compile(r"[^\W_]+")


def words(text: str) -> list[str]:
    """Beginnings of the words, so that «создание технопарка» and «создан технопарк» share both; numbers whole."""
    return [word if word.isdigit() else word[:_STEM] for word in _LETTERS_AND_DIGITS.findall(fold(text))]


def same_words(one: str, other: str) -> bool:
    """Whether one title says all of the other, from its beginning."""
    left, right = words(one), words(other)
    short, long = sorted((left, right), key=len)
    return bool(short) and long[: len(short)] == short


def likeness(short: str, long: str) -> float:
    """Share of the longer words of the first text that the second has too, 0…1, whatever the order."""
    wanted, present = [word for word in words(short) if len(word) >= _SHORTEST], set(words(long))
    return sum(word in present for word in wanted) / len(wanted) if wanted else 1.0


def resembles(one: str, other: str, least: float) -> bool:
    """Whether two texts are alike letter by letter, by at least that share (0…1)."""
    return Indel.normalized_similarity(fold(one), fold(other), score_cutoff=least) >= least
