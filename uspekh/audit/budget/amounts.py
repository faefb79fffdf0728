"""Money as the document prints it."""

from __future__ import annotations

from decimal import Decimal

from uspekh.passport.cells import KOPECKS_IN_MILLION
from uspekh.russian.format import number

WHOLE = "Всего по муниципальному проекту"
"""The row of section 4 with the totals of the project."""
ALL_ROWS = "Всего по проекту"
"""The same of the supplementary financing."""


def million(kopecks: int) -> str:
    """Kopecks as the document prints money, in million roubles: ``1500000`` → «0,015»."""
    return number(Decimal(int(kopecks)) / KOPECKS_IN_MILLION, 8)


def short_million(kopecks: int) -> str:
    """``1500000`` → «0,015 млн рублей»."""
    return f"{million(kopecks)} млн рублей"
