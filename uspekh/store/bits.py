"""Sets of periods as one number of the database: bit n is set for the first n months of a year."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import Column, ColumnElement

from uspekh.russian.periods import YEAR


def months_of(bits: int) -> list[int]:
    """The periods of a number; 0 stands for what belongs to no period."""
    return [months for months in range(YEAR + 1) if bits >> months & 1]


def among(bits: Column[int], months: Iterable[int]) -> ColumnElement[bool]:
    """Whether any of some periods is in a column of such numbers."""
    return bits.bitwise_and(sum(1 << month for month in set(months))) != 0
