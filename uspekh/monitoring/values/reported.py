"""What the figures ask of the reports. A tidy frame answers here, the store answers by its own sums."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple, Protocol

import pandas as pd

from uspekh.monitoring.organizations.roster import Organizations
from uspekh.monitoring.periods.period import Coverage
from uspekh.monitoring.selection import Selection
from uspekh.monitoring.values.entries import complete, growth, latest
from uspekh.monitoring.values.planned import PLANNED, Planned
from uspekh.once import once

GROUP = ["measure", "year", "months"]
SUMS = [*GROUP, "numerator", "denominator", "wholes", "entries", "reported"]


class Reported(Protocol):
    """What was reported, as of a selection. ``codes`` of organizations: none for all but the municipality's own."""

    def sums(self, selection: Selection, measures: Collection[str], codes: Collection[str] | None) -> pd.DataFrame:
        """Columns ``SUMS``: the sums over organizations (people, float64), one or several rows a measure, year, period.

        ``entries``: how many are summed; ``wholes``: how many of them have a denominator; ``reported``: how many are
        of organizations that are asked for the measure.
        """

    def entries(self, selection: Selection, measures: Collection[str], codes: Collection[str] | None) -> pd.DataFrame:
        """What each organization gives (``monitoring.values.entries.latest``)."""

    def growth(self, selection: Selection, measures: Collection[str], codes: Collection[str] | None) -> pd.DataFrame:
        """What each organization gave for exactly the period of a year and of the year before (``entries.GROWTH``)."""

    def coverage(self, year: int) -> Coverage:
        """Who reported for the periods of a year."""

    @property
    def planned(self) -> Planned:
        """Values of the budget and of plan items."""

    def months(self, year: int) -> list[int]:
        """The periods of a year for which somebody reported."""

    def last_year(self) -> int | None:
        """The last year of which anything was reported."""

    def cells(self, keys: pd.DataFrame, fields: Collection[str]) -> pd.DataFrame:
        """Headcounts (tidy frame) of some fields at ``organization, year, months``."""

    def versions(self, fields: Collection[str]) -> pd.DataFrame:
        """Every headcount of some fields that was ever accepted, and every entry of the directory, the latest last.

        The tidy frame with ``id``, which grows from row to row, and ``accepted`` and ``undone``: moments that can be
        compared, ``undone`` missing where the value was not taken back. Without entries of the directory it is the
        same for all time.
        """


class Uploaded(NamedTuple):
    """The moments when an upload was accepted and taken back."""

    accepted: Any
    undone: Any | None


class Versions(Protocol):
    """The past of the reports, as the store holds it."""

    def uploads(self) -> Mapping[int, Uploaded]:
        """Every upload by its number."""

    def versions(self, fields: Collection[str], uploads: Collection[int] | None = None) -> pd.DataFrame:
        """See ``Reported``; with ``upload``, of some uploads alone."""


@dataclass(frozen=True)
class FrameReported:
    """The answers of a tidy frame: reports that are not in the store."""

    values: pd.DataFrame
    measures: pd.DataFrame
    organizations: Organizations

    def sums(self, selection: Selection, measures: Collection[str], codes: Collection[str] | None) -> pd.DataFrame:
        """See ``Reported``."""
        rows = self.entries(selection, measures, codes)
        rows = rows.assign(wholes=rows["denominator"].notna(), entries=1, reported=rows["expected"])
        rows["denominator"] = rows["denominator"].fillna(0.0)
        summed = ["numerator", "denominator", "wholes", "entries", "reported"]
        return rows.groupby(GROUP, as_index=False)[summed].sum()

    def entries(self, selection: Selection, measures: Collection[str], codes: Collection[str] | None) -> pd.DataFrame:
        """See ``Reported``."""
        return self._chosen(latest(self._complete, selection), measures, codes)

    def growth(self, selection: Selection, measures: Collection[str], codes: Collection[str] | None) -> pd.DataFrame:
        """See ``Reported``."""
        return self._chosen(growth(self._complete, selection), measures, codes)

    def _chosen(self, rows: pd.DataFrame, measures: Collection[str], codes: Collection[str] | None) -> pd.DataFrame:
        chosen = self.organizations.everyone["code"] if codes is None else list(codes)
        return rows[rows["measure"].isin(list(measures)) & rows["organization"].isin(chosen)]

    def coverage(self, year: int) -> Coverage:
        """See ``Reported``."""
        rows = self.values[(self.values["kind"] == "component") & (self.values["year"] == year)]
        rows = rows[rows["number"].notna()]
        organizations = self.organizations
        of_city = rows["subject"] == (organizations.municipality or "")
        asks = pd.MultiIndex.from_tuples(organizations.applicability.pairs(), names=["kind", "field"])
        pairs = pd.MultiIndex.from_arrays([rows["subject"].map(organizations.kinds), rows["field"]])
        counted = rows[pairs.isin(asks) & organizations.exist(rows["subject"], rows["year"]) & ~of_city]
        reported = counted.groupby("months")["subject"].nunique()
        return Coverage(
            {int(months): int(count) for months, count in reported.items()},
            organizations.count_reporting(year),
            frozenset(int(months) for months in rows.loc[of_city, "months"]),
        )

    @once
    def planned(self) -> Planned:
        """See ``Reported``."""
        return Planned(self.values[self.values["kind"].isin(PLANNED)])

    def months(self, year: int) -> list[int]:
        """See ``Reported``."""
        rows = (self.values["kind"] == "component") & (self.values["year"] == year)
        return sorted(self.values.loc[rows, "months"].unique())

    def last_year(self) -> int | None:
        """See ``Reported``."""
        return latest_year(self.values)

    def cells(self, keys: pd.DataFrame, fields: Collection[str]) -> pd.DataFrame:
        """See ``Reported``."""
        rows = self.values[(self.values["kind"] == "component") & self.values["field"].isin(list(fields))]
        keys = keys[["organization", "year", "months"]].rename(columns={"organization": "subject"})
        return rows.merge(keys.drop_duplicates(), on=["subject", "year", "months"])

    def versions(self, fields: Collection[str]) -> pd.DataFrame:
        """See ``Reported``: a frame has no history."""
        rows = self.values[(self.values["kind"] == "component") & self.values["field"].isin(list(fields))]
        return rows.assign(id=range(len(rows)), accepted=0, undone=None)

    @once
    def _complete(self) -> pd.DataFrame:
        return complete(self.values, self.measures, self.organizations)


def latest_year(values: pd.DataFrame) -> int | None:
    """The last year with headcounts or money in a tidy frame."""
    years = values.loc[values["kind"].isin(["component", "budget"]), "year"]
    return int(years.max()) if len(years) else None
