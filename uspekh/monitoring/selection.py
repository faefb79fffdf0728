"""What a person asks to see: a year, a period, organizations, a date."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from uspekh.russian.periods import YEAR


@dataclass(frozen=True)
class Selection:
    """``months``: the period of ``year``, counted from 1 January; ``organizations``: codes, empty for all."""

    year: int
    as_of: date
    months: int = YEAR
    organizations: tuple[str, ...] = ()
