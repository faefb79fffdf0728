"""«Просрочено и скоро»: the plan items that nobody has done and whose date has passed or is near."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import pandas as pd

from uspekh.monitoring.execution.milestones import items_of_year, overdue_items
from uspekh.monitoring.figures import Figures
from uspekh.monitoring.overview.agenda import agenda
from uspekh.russian.format import missing

OVERDUE, SOON = "overdue", "due_soon"


@dataclass(frozen=True)
class OpenItem:
    """A plan item that is not done; ``responsible``: persons by the passport, else the executors as it spells them."""

    item: str
    kind: str
    title: str
    year: int
    due: date
    status: str
    forecast: date | None
    responsible: tuple[str, ...]


@dataclass(frozen=True)
class OpenItems:
    """Of the selected year and before: what is overdue, the oldest first, and what is due soon, the nearest first."""

    overdue: tuple[OpenItem, ...]
    soon: tuple[OpenItem, ...]

    def first(self, count: int) -> tuple[OpenItem, ...]:
        """At most ``count`` rows: what is overdue leaves up to two of them to what comes."""
        of_soon = min(len(self.soon), max(2, count - len(self.overdue)))
        return (*self.overdue[: count - of_soon], *self.soon[:of_soon])


def list_open_items(figures: Figures, rows: pd.DataFrame | None = None) -> OpenItems:
    """``rows``: of ``agenda.agenda`` of the figures, where they are at hand."""
    frame = agenda(figures) if rows is None else rows
    year = figures.selection.year
    soon = items_of_year(frame, year)
    soon = soon[soon["flag"] == SOON].sort_values("due", kind="stable")
    return OpenItems(_read(overdue_items(frame, year)), _read(soon))


def _read(rows: pd.DataFrame) -> tuple[OpenItem, ...]:
    return tuple(
        OpenItem(
            item=str(row["item"]),
            kind=str(row["kind"]),
            title=str(row["title"]),
            year=int(row["year"]),
            due=row["due"],
            status=str(row["flag"]),
            forecast=None if missing(row["forecast"]) else row["forecast"],
            responsible=tuple(row["responsible"]),
        )
        for row in rows.to_dict("records")
    )
