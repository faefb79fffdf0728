"""What the values of a file are judged by: the file's own values over those accepted earlier."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from uspekh.actuals.problems import Problem
from uspekh.actuals.suspect.codes import MONTHS, YEARS, Codes, codes
from uspekh.actuals.values import COLUMNS
from uspekh.once import once
from uspekh.passport.plan import Plan
from uspekh.russian.format import number, roubles


@dataclass(frozen=True)
class Evidence:
    """``values``: tidy frame of the file's values (``stored`` False) and of earlier ones with other keys (True).

    Its index counts from 0: checks work on arrays and name the values they found by their places.
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
        """The values of the file of a kind."""
        chosen = self.codes.kind_is(kind) & ~self.stored
        return self.values[chosen] if chosen.any() else self.values[:0]

    def of(self, field: str) -> np.ndarray:
        """Places of the numbers of a field."""
        return np.flatnonzero(self.codes.field_is(field) & self.numeric)

    def rows(self, places: np.ndarray) -> Iterator[Any]:
        """The values at places, one by one, with the names of the frame's columns."""
        return self.values.iloc[places].itertuples() if len(places) else iter(())

    @property
    def wholes(self) -> set[str]:
        """Components that are a whole (a contingent), not counted from 1 January."""
        return set(self.plan["measures"]["denominator"])

    @property
    def municipality(self) -> str:
        """Code of the municipality's own entry."""
        return str(self.plan.head["municipality_entry"]["code"])

    @once
    def people(self) -> pd.DataFrame:
        """Headcounts, each with those of the same key one and two years before; numbers only, by place.

        ``subject``, ``field`` (codes), ``year``, ``months``, ``stored``, ``amount`` (float64), ``group`` (int64: the
        same field, year and months), ``last``, ``before_last`` (float64, NaN where there is none) and ``last_at``:
        the place of last year's value (-1 where there is none).
        """
        at = np.flatnonzero(self.codes.kind_is("component") & self.numeric)
        subject, field, slot = self.codes.subject[at], self.codes.field[at], self.codes.slot[at]
        keys = (slot * len(self.codes.fields)) + field
        amount, year_apart = self.number[at].astype(np.float64), MONTHS * len(self.codes.fields)
        by_key = pd.Index(keys)
        last, before = by_key.get_indexer(keys - year_apart), by_key.get_indexer(keys - 2 * year_apart)
        # A place of -1 (there is none) falls on what is appended.
        padded, places = np.append(amount, np.nan), np.append(at, -1)
        year, months = self.codes.year[at], self.codes.months[at]
        return pd.DataFrame(
            {
                **{"subject": subject, "field": field, "year": year, "months": months},
                **{"stored": self.stored[at], "amount": amount},
                **{"group": (field * MONTHS + months) * YEARS + year},
                **{"last": padded[last], "before_last": padded[before], "last_at": places[last]},
            },
            index=at,
        )

    def named(self, found: pd.DataFrame) -> Iterator[tuple[Any, Any]]:
        """Of rows of ``people``: each as a value, and its row."""
        return zip(self.rows(found.index.to_numpy()), found.itertuples(), strict=True)


def evidence(
    values: pd.DataFrame, known: Codes, earlier: pd.DataFrame | None, plan: Plan, directory: pd.DataFrame
) -> Evidence:
    """``values``: tidy frame of a file, ``known`` its codes; ``earlier``: the values in force, some replaced by the
    file's. Of values with one key the first counts."""
    own = values.assign(stored=False)
    if earlier is not None and not earlier.empty:
        reported = earlier.loc[earlier["kind"].isin(["component", "budget"]), COLUMNS].assign(stored=True)
        own = pd.concat([own, reported], ignore_index=True)
        known = codes(own)
    if known.doubled.any():
        own = own[~known.doubled].reset_index(drop=True)
        known = codes(own)
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
