"""The organizations as the figures see them: who exists when, and who is asked to fill what."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

import numpy as np
import pandas as pd

from uspekh.monitoring.organizations.directory import existing, split_municipality
from uspekh.once import once, remembered
from uspekh.passport.applicability import Applicability, applicability_of
from uspekh.passport.plan import Plan


@dataclass(frozen=True, eq=False)
class Organizations:
    """``everyone``: the directory without the entry of the ``municipality`` (its code).

    ``starter``: the directory that stood before any was loaded, if it is another one.
    """

    directory: pd.DataFrame
    everyone: pd.DataFrame
    municipality: str | None
    years: tuple[int, ...]
    applicability: Applicability
    starter: pd.DataFrame | None = None

    @once
    def expected(self) -> pd.DataFrame:
        """Columns ``organization, year``: the years in which each organization exists for a day at least."""
        return existing(self.everyone, self.years)

    @once
    def kinds(self) -> dict[str, str]:
        """The kind of each organization, by which it is asked (``passport.applicability``)."""
        rows = zip(*(self.everyone[name] for name in ("code", "type", "contingent")), strict=True)
        return {code: self.applicability.kind(type_, contingent) for code, type_, contingent in rows}

    @remembered
    def fillers(self, field: str) -> frozenset[str]:
        """The organizations that are asked to fill a field; the municipality is asked nothing."""
        fields = self.applicability.fields
        return frozenset(code for code, kind in self.kinds.items() if field in fields[kind])

    @remembered
    def of_both(self, denominator: str) -> frozenset[str]:
        """Those who count in a measure only with its denominator: who is asked for it, and the municipality."""
        if not denominator:
            return frozenset()
        return self.fillers(denominator) | ({self.municipality} if self.municipality else set())

    @once
    def reporting(self) -> frozenset[str]:
        """The organizations that are asked anything at all."""
        return frozenset(code for code, kind in self.kinds.items() if self.applicability.fields[kind])

    def count_reporting(self, year: int) -> int:
        """How many organizations of a year are asked anything."""
        rows = self.expected
        return int((rows["organization"].isin(self.reporting) & (rows["year"] == year)).sum())

    def existence(self, codes: Collection[str]) -> np.ndarray:
        """Whether each organization exists in each year of the project (bool, organization × year)."""
        return self._along(codes, self._existence)

    def fills(self, codes: Collection[str], fields: Collection[str]) -> np.ndarray:
        """Whether each organization is asked to fill each field (bool, field × organization)."""
        of_fields = [self._along(codes, self._filling(field)) for field in fields]
        return np.array(of_fields, dtype=bool).reshape(len(fields), len(codes))

    def exist(self, codes: pd.Series, years: pd.Series) -> pd.Series:
        """For each pair of an organization and a year whether it exists then (bool); the municipality always does."""
        year = pd.Index(self.years).get_indexer(pd.Index(years))
        exists = self.existence(codes)[np.arange(len(codes)), year] & (year >= 0)
        return pd.Series(exists, codes.index) | (codes == (self.municipality or ""))

    @once
    def _codes(self) -> pd.Index:
        return pd.Index(self.everyone["code"])

    @once
    def _existence(self) -> np.ndarray:
        rows, years = self.expected, pd.Index(self.years)
        existence = np.zeros((len(self._codes), len(years)), dtype=bool)
        existence[self._codes.get_indexer(rows["organization"]), years.get_indexer(rows["year"])] = True
        return existence

    @remembered
    def _filling(self, field: str) -> np.ndarray:
        return np.array([code in self.fillers(field) for code in self._codes], dtype=bool)

    def _along(self, codes: Collection[str], everyone: np.ndarray) -> np.ndarray:
        """Rows of an array of everyone, those of ``codes``; false of a code that is none of them."""
        # An unknown code has the position -1, the row of nobody.
        nobody = np.zeros((1, *everyone.shape[1:]), dtype=bool)
        rows: np.ndarray = np.concatenate([everyone, nobody])[self._codes.get_indexer(pd.Index(codes, dtype="str"))]
        return rows


def organizations_of(plan: Plan, directory: pd.DataFrame, starter: pd.DataFrame | None = None) -> Organizations:
    """The directory parted into the organizations and the municipality's own entry; ``starter`` as of the class."""
    everyone, municipality = split_municipality(directory, plan.head["municipality_entry"]["type"])
    return Organizations(directory, everyone, municipality, plan.years, applicability_of(plan), starter)
