"""The approved plan, loaded whole: the head of the passport and every table, immutable."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import pandas as pd

from uspekh.passport.head import read_head
from uspekh.passport.loading import read_table
from uspekh.passport.measures import check_measures
from uspekh.passport.references import check_references
from uspekh.passport.remainder import with_remainder
from uspekh.passport.tables import SCHEMAS


@dataclass(frozen=True, eq=False)
class Plan:
    """``head`` is ``passport.toml`` as it stands; ``tables`` holds the frames of ``tables.SCHEMAS`` by name."""

    head: dict[str, Any]
    tables: dict[str, pd.DataFrame]

    def __getitem__(self, name: str) -> pd.DataFrame:
        return self.tables[name]

    @property
    def title(self) -> str:
        """Name of the project (section 1)."""
        return str(self.head["project"]["title"])

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
    """The plan in ``folder``.

    Raises ``PassportDamaged`` naming file, row, column and reason where a table breaks its schema.
    """
    head = read_head(folder / "passport.toml")
    tables = {name: read_table(folder / f"{name}.csv", schema) for name, schema in SCHEMAS.items()}
    plan = Plan(head, tables)
    check_references(tables, plan.years)
    check_measures(tables)
    tables["budget"] = with_remainder(tables)
    return Plan(head, {name: table.reset_index(drop=True) for name, table in tables.items()})
