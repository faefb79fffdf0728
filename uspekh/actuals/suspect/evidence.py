"""What the values of a file are judged by: the file's own values over those accepted earlier."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
import pandas as pd

from uspekh.actuals.problems import Problem
from uspekh.actuals.values import COLUMNS, KEY
from uspekh.passport.plan import Plan
from uspekh.russian.format import number, roubles

YEARS = 10_000


@dataclass(frozen=True)
class Evidence:
    """``values``: tidy frame of the file's values (``stored`` False) and of earlier ones with other keys (True)."""

    values: pd.DataFrame
    plan: Plan
    directory: pd.DataFrame

    @cached_property
    def own(self) -> pd.DataFrame:
        """The values of the file."""
        stored = self.values["stored"]
        return self.values[~stored] if stored.any() else self.values

    @property
    def wholes(self) -> set[str]:
        """Components that are a whole (a contingent), not counted from 1 January."""
        return set(self.plan["measures"]["denominator"])

    @property
    def municipality(self) -> str:
        """Code of the municipality's own entry."""
        return str(self.plan.head["municipality_entry"]["code"])

    @cached_property
    def people(self) -> pd.DataFrame:
        """Headcounts, each with those of the same key one and two years before.

        Columns of the tidy frame, ``stored``, ``amount`` (float64), ``group`` (int64: the same field, year and
        months), ``last``, ``before_last`` (float64, NaN where there is none) and ``last_at``: the index label of
        last year's row (-1 where there is none).
        """
        values = self.values
        rows = values[(values["kind"] == "component") & values["number"].notna()]
        who, _ = pd.factorize(rows["subject"])
        field, fields = pd.factorize(rows["field"])
        group = (field.astype(np.int64) * 100 + rows["months"].to_numpy()) * YEARS + rows["year"].to_numpy()
        keys = who.astype(np.int64) * (len(fields) * 100 * YEARS) + group
        amounts = rows["number"].to_numpy(dtype=np.float64, na_value=np.nan)
        by_key = pd.Index(keys)
        last, before = by_key.get_indexer(keys - 1), by_key.get_indexer(keys - 2)
        # A place of -1 (there is none) falls on what is appended.
        padded, labels = np.append(amounts, np.nan), np.append(rows.index.to_numpy(dtype=np.int64), -1)
        added = {"last": padded[last], "before_last": padded[before], "last_at": labels[last]}
        return rows.assign(amount=amounts, group=group, **added)


def evidence(values: pd.DataFrame, earlier: pd.DataFrame | None, plan: Plan, directory: pd.DataFrame) -> Evidence:
    """``values``: tidy frame of a file, keys unique; ``earlier``: the values in force, some replaced by the file's."""
    own = values.assign(stored=False)
    if earlier is None or earlier.empty:
        return Evidence(own, plan, directory)
    reported = earlier.loc[earlier["kind"].isin(["component", "budget"]), COLUMNS].assign(stored=True)
    both = pd.concat([own, reported], ignore_index=True)
    return Evidence(both.drop_duplicates(KEY), plan, directory)


def place(row: Any, beside: str) -> str:
    """Where a compared value stands: «ячейка D3», with the sheet where it is another than ``beside``."""
    if row.stored:
        return f"принято ранее, лист «{row.sheet}», ячейка {row.cell}"
    return f"ячейка {row.cell}" + ("" if row.sheet == beside else f" листа «{row.sheet}»")


def shown(row: Any) -> str:
    """The amount of a row as people read it."""
    return f"{roubles(int(row.number))} руб." if row.kind == "budget" else number(int(row.number), 0)


def suspicion(code: str, row: Any, message: str) -> Problem:
    """A warning at the cell of ``row``."""
    return Problem("warning", f"suspect.{code}", row.sheet, row.cell, message)
