"""A slot is who reported, for which year and months: the values of a file laid out by field and slot.

All fields of a report stand in one column of this layout, so a value is compared with another field's, with an earlier
period's or with another organization's by whole rows of it, without looking keys up value by value.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from uspekh.once import once

YEARS, MONTHS = 10_000, 100


@dataclass(frozen=True)
class Slots:
    """``keys``: the slots, rising (int64): who, year and months as one number, so the next year is ``MONTHS`` further.

    ``at``: the place of the first value of each field (row) in each slot (column), -1 where there is none (int32).
    ``doubled``: which values stand where another value stands before them; ``of``: the slot of each value.
    """

    keys: np.ndarray
    at: np.ndarray
    doubled: np.ndarray
    of: np.ndarray

    @once
    def who(self) -> np.ndarray:
        """Who reported in each slot."""
        return self.keys // (YEARS * MONTHS)

    @once
    def year(self) -> np.ndarray:
        """The year of each slot."""
        return self.keys // MONTHS % YEARS

    @once
    def months(self) -> np.ndarray:
        """The months of each slot."""
        return self.keys % MONTHS

    def find(self, keys: np.ndarray) -> np.ndarray:
        """The slots of some keys (int64), -1 where there is none."""
        if not len(self.keys):
            return np.full(len(keys), -1)
        found = np.searchsorted(self.keys, keys)
        found[found == len(self.keys)] = 0
        return np.where(self.keys[found] == keys, found, -1)


def slots_of(
    who: np.ndarray, year: np.ndarray, months: np.ndarray, report: np.ndarray, field: np.ndarray, fields: int
) -> Slots:
    """The slots of reports (``who``, ``year`` and ``months`` of each: int64), and the values by the report and the
    field (int64, below ``fields``) of each."""
    found, distinct = pd.factorize((who * YEARS + year) * MONTHS + months)
    order = distinct.argsort()
    rank = np.empty(len(order), dtype=np.int64)
    rank[order] = np.arange(len(order))
    of = rank[found][report]
    at = np.full((fields, len(order)), -1, dtype=np.int32)
    cells, places = field * len(order) + of, np.arange(len(report), dtype=np.int32)
    # Of values in one cell the one written last stays: the first of them.
    at.reshape(-1)[cells[::-1]] = places[::-1]
    return Slots(distinct[order], at, at.reshape(-1)[cells] != places, of)
