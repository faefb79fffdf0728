"""What the figures ask of the reports. A tidy frame answers here, the store answers by its own sums."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple, Protocol

import pandas as pd

from uspekh.monitoring.directory import existing
from uspekh.monitoring.entries import complete, latest
from uspekh.monitoring.planned import PLANNED, Planned
from uspekh.monitoring.selection import Selection
from uspekh.once import once
from uspekh.passport.formulas import FORMULAS

GROUP = ["measure", "year", "months"]
SUMS = [*GROUP, "numerator", "denominator", "wholes", "given", "counted"]


@dataclass(frozen=True, eq=False)
class Organizations:
    """The directory as the figures see it: ``everyone`` without the entry of the ``municipality`` (its code).

    ``starter``: the directory that stood before any was loaded, if it is another one.
    """

    directory: pd.DataFrame
    everyone: pd.DataFrame
    municipality: str | None
    years: tuple[int, ...]
    starter: pd.DataFrame | None = None

    @once
    def asked_both(self) -> frozenset[str]:
        """Those who count in a share only when they gave numerator and denominator."""
        own = {self.municipality} if self.municipality else set()
        return frozenset(self.everyone.loc[self.everyone["contingent"].fillna(0) > 0, "code"]) | own

    @once
    def expected(self) -> pd.DataFrame:
        """Columns ``organization, year``: who is to report when."""
        return existing(self.everyone, self.years)


class Reported(Protocol):
    """What was reported, as of a selection. ``codes`` of organizations: none for all but the municipality's own."""

    def sums(self, selection: Selection, measures: Collection[str], codes: Collection[str] | None) -> pd.DataFrame:
        """Columns ``SUMS``: the sums over organizations (people, float64), one or several rows a measure, year, period.

        ``given``: how many entries are summed; ``wholes``: how many of them have a denominator; ``counted``: how
        many are of organizations that exist in the year.
        """

    def entries(self, selection: Selection, measures: Collection[str], codes: Collection[str] | None) -> pd.DataFrame:
        """What each organization gives (``monitoring.entries.latest``)."""

    def leading(
        self,
        selection: Selection,
        measure: str,
        codes: Collection[str] | None,
        count: int,
        *,
        formula: str,
        least: bool,
    ) -> list[str]:
        """At most ``count`` organizations with a value of the selected year, the greatest (or ``least``) first.

        ``formula`` of the measure: a share (or its growth) goes by the share, the others by people.
        """

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
        counted = rows.merge(self.organizations.expected, how="left", on=["organization", "year"], indicator=True)
        whole = counted["denominator"].notna()
        counted = counted.assign(wholes=whole, given=1, counted=counted["_merge"] == "both")
        counted["denominator"] = counted["denominator"].fillna(0.0)
        summed = ["numerator", "denominator", "wholes", "given", "counted"]
        return counted.groupby(GROUP, as_index=False)[summed].sum()

    def entries(self, selection: Selection, measures: Collection[str], codes: Collection[str] | None) -> pd.DataFrame:
        """See ``Reported``."""
        rows = latest(self._complete, selection)
        known = self.organizations.everyone["code"] if codes is None else list(codes)
        return rows[rows["measure"].isin(list(measures)) & rows["organization"].isin(known)]

    def leading(
        self,
        selection: Selection,
        measure: str,
        codes: Collection[str] | None,
        count: int,
        *,
        formula: str,
        least: bool,
    ) -> list[str]:
        """See ``Reported``."""
        rows = self.entries(selection, [measure], codes)
        kind = FORMULAS[formula]
        rows = rows[rows["year"] <= selection.year] if kind.adds_years else rows[rows["year"] == selection.year]
        summed = rows.groupby("organization")[["numerator", "denominator"]].sum()
        value = summed["numerator"]
        if kind.needs_denominator:
            value = (value / summed["denominator"].where(summed["denominator"] > 0)).dropna()
        order = pd.DataFrame({"value": (value if least else -value).to_numpy(), "organization": value.index.to_numpy()})
        return list(order.sort_values(["value", "organization"])["organization"].head(count))

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
        return complete(self.values, self.measures, self.organizations.asked_both)


def latest_year(values: pd.DataFrame) -> int | None:
    """The last year with headcounts or money in a tidy frame."""
    years = values.loc[values["kind"].isin(["component", "budget"]), "year"]
    return int(years.max()) if len(years) else None
