"""Arrays of measure × organization × year: a formula is a few operations for all of them at once."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from uspekh.once import once
from uspekh.passport.formulas import FORMULAS, Formula

SET = ("",)
"""The axis of organizations where they are taken together."""


@dataclass(frozen=True)
class Grid:
    """The axes. ``measures``: rows of the plan's table; ``organizations``: codes, one empty for a set together."""

    measures: pd.DataFrame
    organizations: Sequence[str]
    years: tuple[int, ...]

    @property
    def shape(self) -> tuple[int, int, int]:
        """How long the axes are."""
        return len(self.measures), len(self.organizations), len(self.years)

    def positions(self, rows: pd.DataFrame) -> tuple[np.ndarray, ...]:
        """Where rows with ``measure, year``, and ``organization`` unless there is one, stand; -1 where off the axes."""
        alone = len(self.organizations) == 1 and "organization" not in rows
        organization = np.zeros(len(rows), dtype="int64") if alone else self._of(1, rows["organization"])
        return self._of(0, rows["measure"]), organization, self._of(2, rows["year"])

    def spread(self, rows: pd.DataFrame, *columns: str) -> dict[str, np.ndarray]:
        """Columns of rows, one row at a crossing, spread out: float64 and NaN, or of texts objects and ``None``."""
        positions = self.positions(rows)
        on_axes = np.logical_and.reduce([each >= 0 for each in positions])
        crossings = tuple(each[on_axes] for each in positions)
        arrays = {}
        for name in columns:
            texts = not pd.api.types.is_numeric_dtype(rows[name])
            arrays[name] = np.full(self.shape, None if texts else np.nan, dtype=object if texts else "float64")
            values = rows[name].to_numpy(object) if texts else rows[name].to_numpy("float64", na_value=np.nan)
            arrays[name][crossings] = values[on_axes]
        return arrays

    def total(self, rows: pd.DataFrame, *columns: str) -> dict[str, np.ndarray]:
        """Columns of rows added up at each crossing; NaN where no row has a number."""
        keys = ["measure", "year"]
        summed = rows.astype(dict.fromkeys(columns, "float64")).groupby(keys, as_index=False)[list(columns)]
        return self.spread(summed.sum(min_count=1), *columns)

    def where(self, holds: Callable[[Formula], bool]) -> np.ndarray:
        """Whether something holds of the kind of figure of each measure (bool), along its axis."""
        of_measure = np.array([holds(FORMULAS[name]) for name in self.measures["formula"]], dtype=bool)
        return of_measure[:, None, None]

    def by_formula(self) -> Iterator[tuple[Formula, np.ndarray]]:
        """Every kind of figure among the measures, and which measures are of it (bool along their axis)."""
        names = self.measures["formula"].to_numpy()
        for name in dict.fromkeys(names):
            yield FORMULAS[name], names == name

    def of_measure(self, column: str) -> np.ndarray:
        """A column of ``measures`` along its axis."""
        values: np.ndarray = self.measures[column].to_numpy()[:, None, None]
        return values

    def frame(self, arrays: Mapping[str, np.ndarray], of_measure: Collection[str]) -> pd.DataFrame:
        """The crossings as rows: the columns ``of_measure``, ``organization, year``, and ``arrays``."""
        across, years = len(self.organizations) * len(self.years), np.array(self.years, dtype="int64")
        repeated = self.measures[["id", *of_measure]].take(np.repeat(np.arange(len(self.measures)), across))
        codes = pd.array(list(self.organizations), dtype="str")
        codes = codes.take(np.tile(np.repeat(np.arange(len(codes)), len(years)), len(self.measures)))
        columns = {"measure": repeated["id"].array, **{name: repeated[name].array for name in of_measure}}
        columns |= {"organization": codes, "year": np.tile(years, len(repeated) // max(len(years), 1))}
        flat = {name: np.broadcast_to(array, self.shape).ravel() for name, array in arrays.items()}
        texts = {name: pd.array(array, dtype="str") for name, array in flat.items() if array.dtype == object}
        return pd.DataFrame(columns | flat | texts)

    def rows(self, chosen: np.ndarray, arrays: Mapping[str, np.ndarray]) -> pd.DataFrame:
        """The chosen crossings (bool) alone as rows: ``measure, organization, year`` and ``arrays``."""
        measure, organization, year = np.nonzero(chosen)
        axes = zip(("measure", "organization", "year"), self._axes, (measure, organization, year), strict=True)
        columns = {name: axis.array.take(at) for name, axis, at in axes}
        return pd.DataFrame(columns | {name: array[chosen] for name, array in arrays.items()})

    def _of(self, axis: int, labels: pd.Series) -> np.ndarray:
        positions: np.ndarray = self._axes[axis].get_indexer(pd.Index(labels))
        return positions

    @once
    def _axes(self) -> tuple[pd.Index, ...]:
        return pd.Index(self.measures["id"]), pd.Index(list(self.organizations), dtype="str"), pd.Index(self.years)
