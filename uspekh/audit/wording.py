"""Figures and units as the document writes them in words."""

from __future__ import annotations

import re
from decimal import Decimal

from uspekh.words import PEOPLE, SHARE

_NUMBER = r"\d{1,3}(?:[ \u00a0]\d{3})+|\d+"
_FIGURE = re.compile(
    rf"(?<![\d.,-])(?P<number>(?:{_NUMBER})(?:,\d+)?)\s*(?P<unit>%|(?:тыс\.?\s*)?(?:чел|дет[ея]|родител|обучающ|жител|школьник)\w*)"
)
_THOUSAND = re.compile(r"^тыс")
_BASE = re.compile(r"^(?:[^=\d]*=\s*)?(-?\d+(?:[.,]\d+)?)\s*%?$")
_RANGE = re.compile(r"(?:от\s+)?(\d{1,2})\s*(?:-|–|—|до)\s*(\d{1,2})(?:-х)?\s+(лет|класс)")

SHARE_WORDS = re.compile(r"\bдол[яиюейь]+\b|%|процент|удельн")
"""A text speaks of a share."""
HEADCOUNT_WORDS = re.compile(r"\bчисленност\w*|\bколичеств\w*|\bчисло\b")
"""A text speaks of a number of people or things."""

Figure = tuple[str, Decimal]


def kind(unit: str) -> str:
    """The unit without its scale: «тыс. чел.» and «человек» are both «чел.», «тыс. куб. м» is «куб. м»."""
    bare = re.sub(r"^тыс\.?\s*", "", unit.strip().casefold())
    return PEOPLE if bare.startswith("чел") else bare


def scale(unit: str) -> int:
    """1000 for «тыс. …», else 1."""
    return 1000 if _THOUSAND.match(unit.strip().casefold()) else 1


def whole(value: float, unit: str) -> Decimal:
    """The value in its bare unit: 0,6 тыс. чел. are 600 people."""
    return (Decimal(str(value)) * scale(unit)).normalize()


def stated(text: str) -> list[tuple[str, str, Decimal]]:
    """Shares and headcounts of a text: as written, kind of unit, value in the bare unit; fractions excluded."""
    figures = []
    for match in _FIGURE.finditer(text):
        unit = SHARE if match["unit"] == SHARE else PEOPLE
        value = Decimal(re.sub(r"[ \u00a0]", "", match["number"]).replace(",", "."))
        figures.append((match[0], unit, (value * scale(match["unit"])).normalize()))
    return figures


def base_of(text: str) -> float | None:
    """The base value in a cell of the methods («Фдод=73», «1,0»); ``None`` where it is not one number."""
    match = _BASE.match(text.strip())
    return float(match[1].replace(",", ".")) if match else None


def ranges(text: str) -> set[tuple[int, int, str]]:
    """Ages and school years: «от 5 до 18 лет» → (5, 18, «лет»), «6-11-х классов» → (6, 11, «класс»)."""
    return {(int(low), int(high), of) for low, high, of in _RANGE.findall(text)}
