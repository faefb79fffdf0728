"""Headcounts laid out by field and slot, so that each is compared with others by arrays."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from uspekh.actuals.suspect.codes import Codes
from uspekh.actuals.suspect.slots import MONTHS, Slots
from uspekh.once import once
from uspekh.russian.periods import YEAR

Cells = tuple[np.ndarray, np.ndarray]
"""Some headcounts: their rows and their columns in the matrices."""


@dataclass(frozen=True)
class People:
    """Matrices of a row for each of ``fields`` and a column for each of ``slots`` (of components, rising).

    ``at``: places of the values (int32, -1 where there is none); ``amount``: float64, NaN where there is none;
    ``fresh``: which are of the file. ``subject`` (code), ``year``, ``months``: of each column.
    """

    layout: Slots
    fields: list[str]
    slots: np.ndarray
    at: np.ndarray
    amount: np.ndarray
    fresh: np.ndarray
    subject: np.ndarray

    @once
    def year(self) -> np.ndarray:
        """The year of each column."""
        return self.layout.year[self.slots]

    @once
    def months(self) -> np.ndarray:
        """The months of each column."""
        return self.layout.months[self.slots]

    @once
    def last_year(self) -> np.ndarray:
        """The column a year before each, -1 where there is none."""
        return self.years_before(np.arange(len(self.slots)), 1)

    @once
    def last(self) -> np.ndarray:
        """The amounts of last year (float64, NaN where there is none)."""
        return self.beside(self.last_year)

    @once
    def high(self) -> np.ndarray:
        """The larger of each amount and last year's, NaN where one is absent."""
        return np.maximum(self.amount, self.last)

    @once
    def low(self) -> np.ndarray:
        """The smaller of each amount and last year's, NaN where one is absent."""
        return np.minimum(self.amount, self.last)

    @once
    def period(self) -> tuple[np.ndarray, int]:
        """Year and months of each column as a number, and a bound that all of them are under."""
        if not len(self.slots):
            return self.year, 0
        first, last = int(self.year.min()), int(self.year.max())
        return (self.year - first) * (YEAR + 1) + self.months, (last - first + 1) * (YEAR + 1)

    def years_before(self, columns: np.ndarray, years: int) -> np.ndarray:
        """The columns of the same organizations and months some years before, -1 where there is none."""
        return self.find(self.layout.keys[self.slots[columns]] - years * MONTHS)

    def find(self, keys: np.ndarray) -> np.ndarray:
        """The columns of some keys of slots, -1 where there is none."""
        slots = self.layout.find(keys)
        # A slot of no component is found as well: it is no column.
        columns = np.full(len(self.layout.keys) + 1, -1)
        columns[self.slots] = np.arange(len(self.slots))
        return columns[slots]

    def beside(self, columns: np.ndarray) -> np.ndarray:
        """The amounts of columns (NaN for -1), in every field."""
        amounts = self.amount.take(columns, axis=1)
        amounts[:, columns < 0] = np.nan
        return amounts

    def chosen(self, marks: np.ndarray) -> Cells:
        """The marked headcounts in the order of the values."""
        rows, columns = marks.nonzero()
        order = self.at[rows, columns].argsort()
        return rows[order], columns[order]


def people_of(codes: Codes, numeric: np.ndarray, number: np.ndarray, stored: np.ndarray) -> People:
    """The numbers (``numeric``) among values: ``number`` (int64) and ``stored`` of each."""
    component = codes.kind == codes.kind_of("component")
    slots = np.flatnonzero(component)
    given = codes.keys.field[numeric & component[codes.slots.of]]
    fields = np.flatnonzero(np.bincount(given, minlength=len(codes.keys.fields)))
    at = codes.slots.at[fields].take(slots, axis=1)
    # A place of -1 (there is none) falls on what is appended.
    amounts = np.append(np.where(numeric, number, np.nan), np.nan)
    fresh = np.append(numeric & ~stored, False)
    names = [codes.keys.fields[field] for field in fields.tolist()]
    return People(codes.slots, names, slots, at, amounts[at], fresh[at], codes.subject[slots])
