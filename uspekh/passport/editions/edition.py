"""An edition of a passport, and which of several is in force on a day."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from uspekh.russian.format import day


@dataclass(frozen=True)
class Requisites:
    """What people know an edition by. ``dated``: the day of the act, ``act``: which one; an edition may have neither.

    ``valid_from``: the first day on which the edition holds.
    """

    number: int
    dated: date | None
    act: str
    valid_from: date

    def say_act(self) -> str:
        """«постановление № 100 от 25.02.2021», as much of it as there is."""
        dated = f"от {day(self.dated)}" if self.dated else ""
        return " ".join(filter(None, [self.act, dated]))


@dataclass(frozen=True)
class Edition:
    """An edition as the store keeps it. ``project``: code of the project; ``confirmed_at``: a moment in UTC."""

    id: int
    project: str
    requisites: Requisites
    confirmed_by: str
    confirmed_at: datetime


def edition_in_force(editions: Sequence[Edition], day: date) -> Edition | None:
    """The latest edition that holds on a day, else the first one; none where there are none.

    ``editions``: in the order in which they come into force.
    """
    holding = [edition for edition in editions if edition.requisites.valid_from <= day]
    return holding[-1] if holding else next(iter(editions), None)
