"""Kopecks as the document prints money: million roubles, as many decimals as there are."""

from __future__ import annotations

from decimal import Decimal

from uspekh.passport.cells import KOPECKS_IN_MILLION
from uspekh.russian.format import number


def million(kopecks: int) -> str:
    """``1500000`` → «0,015»."""
    return number(Decimal(int(kopecks)) / KOPECKS_IN_MILLION, 8)


def short_million(kopecks: int) -> str:
    """``1500000`` → «0,015 млн рублей»."""
    return f"{million(kopecks)} млн рублей"
