"""What a person asks to see: a year, a period, organizations, a date."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from uspekh.russian.periods import YEAR


@dataclass(frozen=True)
class Selection:
    """``months``: the period of ``year``, counted from 1 January; ``organizations``: codes, empty for all.

    ``chosen``: whether a person chose the period; else it was found by the rule, and money has a period of its own.
    """

    year: int
    as_of: date
    months: int = YEAR
    organizations: tuple[str, ...] = ()
    chosen: bool = True

    def months_of(self, year: int) -> int:
        """The period at which a year is shown: years other than the selected one count whole."""
        return self.months if year == self.year else YEAR

    def of_any_year(self, year: int) -> Selection:
        """The selection of ``year`` where that shows the same rows: of a whole year none is cut short."""
        return replace(self, year=year) if self.months == YEAR else self
