"""What of sensitive counts is printed, once it has been decided: cells of organizations and totals."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TypeAlias

from uspekh.monitoring.small_counts.sensitive import SensitivePlan

Cell: TypeAlias = tuple[str, int, int, str]
"""Organization, year, months, field."""
Period: TypeAlias = tuple[str, int, int]
"""Measure, year, months."""


@dataclass(frozen=True)
class Total:
    """Whether the sums of a measure over all organizations are printed for a year and period.

    ``missing``: how many awaited organizations have not given exactly this period; ``contributors``: how many are in
    the sums.
    """

    printed: bool
    missing: int
    contributors: int


@dataclass(frozen=True)
class Publication:
    """``cells``: the printed sensitive counts of organizations; ``totals``: of every period that anybody reported."""

    plan: SensitivePlan
    cells: Mapping[Cell, float]
    totals: Mapping[Period, Total]

    def prints(self, cell: Cell, number: float) -> bool:
        """Whether a count of an organization may be printed: of the one in force that was decided.

        A count that was replaced is printed only if it is the same number. Zeros are always printed.
        """
        return cell[3] not in self.plan.fields or number == 0 or self.cells.get(cell) == number
