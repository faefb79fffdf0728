"""The approved plan, loaded whole, in two layers: the document as printed and what was read off it, immutable."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

import pandas as pd

from uspekh.passport.damage import Fault
from uspekh.passport.loading.head import read_head
from uspekh.passport.loading.measures import check_applicability, check_measures
from uspekh.passport.loading.references import check_references
from uspekh.passport.loading.remainder import with_remainder
from uspekh.passport.loading.table_reading import read_table
from uspekh.passport.tables import SCHEMAS
from uspekh.passport.texts import HEAD_FILE, Texts, read_texts


@dataclass(frozen=True, eq=False)
class TargetHistory:
    """What several editions of a passport plan (``passport.editions.history``), by the numbers of the present one.

    ``judged``: columns ``measure, year, plan`` (unit of the measure), by which a year is judged. ``changes``: plans
    that are no longer what they were at first, ``measure, year, first, present, judged`` and ``changed_on``, the first
    day of the edition that has the present one; ``budget_changes``: the same of money, by ``line, source, year``, in
    kopecks. ``budget``: as the table of that name; ``items``: as ``recurrence.occurrences``; each year by the edition
    that it is judged by. ``tables``: ``budget_lines, plan_items, executors`` and ``links`` with the rows that only
    earlier editions have.
    """

    judged: pd.DataFrame
    changes: pd.DataFrame
    budget: pd.DataFrame
    budget_changes: pd.DataFrame
    items: pd.DataFrame
    tables: dict[str, pd.DataFrame]


@dataclass(frozen=True, eq=False)
class Plan:
    """``head`` is ``passport.toml`` as it stands; ``tables`` holds the frames of ``tables.SCHEMAS`` by name.

    The frames are the reading: whatever figures rest on is sound there. Whose a value is (of the document, derived
    from it, ours) say ``SCHEMAS[name].printed()``. ``document``: the texts of every cell by table, faulty or not;
    ``faults``: the cells without a sound reading; ``unlinked``: what of our own tables does not hold, in words.
    ``history``: what earlier editions planned, missing where there were none.
    """

    head: dict[str, Any]
    tables: dict[str, pd.DataFrame]
    document: dict[str, pd.DataFrame] = field(default_factory=dict)
    faults: tuple[Fault, ...] = ()
    unlinked: tuple[str, ...] = ()
    history: TargetHistory | None = None

    def __getitem__(self, name: str) -> pd.DataFrame:
        return self.tables[name]

    def of_all_editions(self, name: str) -> pd.DataFrame:
        """A table of ``TargetHistory.tables``: whatever a year may be judged by has its row, title and links there."""
        return self.tables[name] if self.history is None else self.history.tables[name]

    @property
    def title(self) -> str:
        """Name of the project (section 1)."""
        return str(self.head["project"]["title"])

    def short_title(self, kind: str, subject: str) -> str:
        """The short title of an indicator or a result; ``kind`` is «indicator» or «result»."""
        table = self.tables[f"{kind}s"]
        return str(dict(zip(table["id"], table["short_title"], strict=True))[subject])

    @property
    def start(self) -> date:
        """First day of the project (section 1)."""
        start: date = self.head["project"]["start"]
        return start

    @property
    def end(self) -> date:
        """Last day of the project (section 1)."""
        end: date = self.head["project"]["end"]
        return end

    @property
    def years(self) -> tuple[int, ...]:
        """Years of the project, in order."""
        return tuple(range(self.start.year, self.end.year + 1))


def load_plan(folder: Path) -> Plan:
    """The plan in ``folder``. Raises ``PassportDamaged`` as ``plan_of`` does."""
    return plan_of(read_texts(folder))


def plan_of(texts: Texts) -> Plan:
    """The plan in the texts of its files by name (``passport.texts``), whatever faults the document has.

    Raises ``PassportDamaged`` naming file, row, column and reason where a table cannot be parsed, or one of ours is
    wrong.
    """
    head = read_head(HEAD_FILE, texts.get(HEAD_FILE))
    readings = {name: read_table(name, texts.get(f"{name}.csv"), schema) for name, schema in SCHEMAS.items()}
    unlinked = check_references(readings, Plan(head, {}).years) + check_measures(readings)
    check_applicability(readings)
    readings["budget"].frame = with_remainder(readings)
    return Plan(
        head,
        {name: reading.frame.reset_index(drop=True) for name, reading in readings.items()},
        {name: reading.texts for name, reading in readings.items()},
        tuple(fault for reading in readings.values() for fault in reading.faults),
        tuple(unlinked),
    )
