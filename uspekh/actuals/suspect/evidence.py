"""What the values of a file are judged by: the file's own values over those accepted earlier."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from uspekh.actuals.keys import keys_of, united_keys
from uspekh.actuals.problems import Problem
from uspekh.actuals.suspect.codes import Codes
from uspekh.actuals.suspect.people import People, people_of
from uspekh.actuals.values import COLUMNS
from uspekh.once import once, remembered
from uspekh.passport.plan import Plan
from uspekh.russian.format import number, roubles


@dataclass(frozen=True)
class Evidence:
    """``values``: tidy frame of the file's values (``stored`` False) and of earlier ones under them (True).

    Its index counts from 0: checks work on arrays and name the values they found by their places. Of values with one
    key the first counts, the others are in no layout by slots.
    """

    values: pd.DataFrame
    codes: Codes
    plan: Plan
    directory: pd.DataFrame

    @once
    def stored(self) -> np.ndarray:
        """Which values were accepted earlier."""
        return self.values["stored"].to_numpy(dtype=np.bool_)

    @once
    def numeric(self) -> np.ndarray:
        """Which values are numbers."""
        return self.values["number"].notna().to_numpy(dtype=np.bool_)

    @once
    def number(self) -> np.ndarray:
        """Their numbers (int64), 0 where there is none."""
        return self.values["number"].to_numpy(dtype=np.int64, na_value=0)

    def own(self, kind: str) -> pd.DataFrame:
        """The values of the file of a kind, each key once."""
        code = self.codes.kind_of(kind)
        if code < 0:
            return self.values[:0]
        slots = self.codes.slots
        return self.values[(self.codes.kind == code)[slots.of] & ~self.stored & ~slots.doubled]

    @remembered
    def of(self, field: str) -> np.ndarray:
        """Places of the numbers of a field by slot, -1 where there is none; empty where no value is of that field."""
        code = self.codes.field_of(field)
        at = self.codes.slots.at[code] if code >= 0 else np.empty(0, dtype=np.int32)
        # A place of -1 falls on the last value, and stays what it is whether that is a number or not.
        return np.where(self.numeric[at], at, -1)

    def rows(self, places: np.ndarray) -> Iterator[Any]:
        """The values at places, one by one, with the names of the frame's columns."""
        return self.values.iloc[places].itertuples() if len(places) else iter(())

    def with_last(self, rows: np.ndarray, columns: np.ndarray) -> tuple[Iterator[Any], Iterator[Any]]:
        """Some headcounts by their rows and columns, and those of a year before, which all of them have."""
        at = self.people.at
        return self.rows(at[rows, columns]), self.rows(at[rows, self.people.last_year[columns]])

    @property
    def wholes(self) -> set[str]:
        """Components that are a whole (a contingent), not counted from 1 January."""
        return set(self.plan["measures"]["denominator"])

    @property
    def municipality(self) -> str:
        """Code of the municipality's own entry."""
        return str(self.plan.head["municipality_entry"]["code"])

    @once
    def people(self) -> People:
        """The headcounts."""
        return people_of(self.codes, self.numeric, self.number, self.stored)


def evidence(
    values: pd.DataFrame, known: Codes, earlier: pd.DataFrame | None, plan: Plan, directory: pd.DataFrame
) -> Evidence:
    """``values``: tidy frame of a file, ``known`` its codes; ``earlier``: the values in force, some replaced by the
    file's."""
    own = values.assign(stored=False)
    if earlier is not None and not earlier.empty:
        reported = earlier.loc[earlier["kind"].isin(["component", "budget"]), COLUMNS].assign(stored=True)
        own = pd.concat([own, reported], ignore_index=True)
        known = Codes(united_keys([known.keys, keys_of(reported)]))
    return Evidence(own, known, plan, directory)


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
