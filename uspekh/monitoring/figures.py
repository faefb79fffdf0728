"""The one door: every figure of every screen, command and report comes from ``figures``."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cached_property

import pandas as pd

from uspekh.monitoring.budget import budget
from uspekh.monitoring.directory import existing, split_municipality
from uspekh.monitoring.entries import entries
from uspekh.monitoring.facts import organization_facts, set_facts
from uspekh.monitoring.judgement import judged
from uspekh.monitoring.milestones import milestones
from uspekh.monitoring.rules import Rules
from uspekh.monitoring.selection import Selection
from uspekh.monitoring.targets import measure_targets, organization_targets, set_targets
from uspekh.passport.plan import Plan
from uspekh.russian.periods import QUARTERS


@dataclass(frozen=True)
class Figures:
    """The figures of one selection; each frame is computed when it is first asked for and never changed.

    ``everyone``: the organizations without the municipality's own entry, whose code is ``municipality``;
    ``asked``: the rows of the plan's measures that are computed.
    """

    plan: Plan
    rules: Rules
    values: pd.DataFrame
    everyone: pd.DataFrame
    municipality: str | None
    selection: Selection
    asked: pd.DataFrame

    @cached_property
    def directory(self) -> pd.DataFrame:
        """The organizations of the selection."""
        codes = self.selection.organizations
        return self.everyone[self.everyone["code"].isin(codes)] if codes else self.everyone

    @cached_property
    def measures(self) -> pd.DataFrame:
        """A row per measure and year for the selected set taken together, in the units of the passport.

        ``measure, subject_kind, subject, primary, formula, divisor, year, unit, plan, plan_kind, due_plan,
        judged_months, fact, deviation, completion, flag, reported, expected, complete, stale, months, basis,
        sum_fact, share, numerator, denominator``.
        """
        given = self.entries
        own = given[given["organization"] == self.municipality]
        facts = set_facts(
            given[given["organization"].isin(self.directory["code"])],
            self.asked,
            existing(self.directory, self.plan.years),
            self.plan.years,
            self.rules.growth_reading,
            own.iloc[:0] if self.selection.organizations else own,
        )
        frame = facts.merge(self._targets, how="left", on=["measure", "year"])
        return self._named(judged(frame, self.asked, self.rules, self.selection).drop(columns="organization"))

    @cached_property
    def organizations(self) -> pd.DataFrame:
        """The same per organization of the selection (``organization``), without coverage columns."""
        codes, years = self.directory["code"], self.plan.years
        facts = organization_facts(self.entries, self.asked, codes, years, self.rules.growth_reading)
        frame = facts.merge(self._organization_targets, how="left", on=["measure", "organization", "year"])
        return self._named(judged(frame, self.asked, self.rules, self.selection))

    @cached_property
    def budget(self) -> pd.DataFrame:
        """Kopecks by line, source and year (``monitoring.budget``)."""
        return budget(self.plan, self.values, self.rules, self.selection)

    @cached_property
    def milestones(self) -> pd.DataFrame:
        """Plan items by the year they fall due (``monitoring.milestones``)."""
        return milestones(self.plan, self.values, self.rules, self.selection.as_of)

    @cached_property
    def indicators(self) -> pd.DataFrame:
        """Rows of ``measures`` that are indicators of section 2."""
        return self.measures[self.measures["subject_kind"] == "indicator"]

    @cached_property
    def entries(self) -> pd.DataFrame:
        """What each organization gives to each measure (``monitoring.entries``)."""
        with_contingent = self.everyone.loc[self.everyone["contingent"].fillna(0) > 0, "code"]
        own = {self.municipality} if self.municipality else set()
        return entries(self.values, self.asked, frozenset(with_contingent) | own, self.selection)

    @cached_property
    def _targets(self) -> pd.DataFrame:
        if self.selection.organizations:
            return set_targets(self.plan, self._organization_targets, self.selection.organizations)
        return measure_targets(self.plan).assign(plan_kind="passport")

    @cached_property
    def _organization_targets(self) -> pd.DataFrame:
        return organization_targets(self.plan, self.everyone)

    def _named(self, frame: pd.DataFrame) -> pd.DataFrame:
        subjects = self.asked[["id", "subject_kind", "subject", "primary"]].rename(columns={"id": "measure"})
        return subjects.merge(frame, on="measure")


def figures(plan: Plan, rules: Rules, values: pd.DataFrame, directory: pd.DataFrame, selection: Selection) -> Figures:
    """Everything computed for a selection from the plan and the values in force (tidy frame)."""
    everyone, municipality = split_municipality(directory, plan.head["municipality_entry"]["type"])
    if municipality in selection.organizations:
        selection = replace(selection, organizations=())
    return Figures(plan, rules, values, everyone, municipality, selection, plan["measures"])


def within_year(shown: Figures, measure: str) -> pd.DataFrame:
    """The selected year of one measure as it stood at each quarter with a report.

    Rows of ``Figures.measures`` with ``period_months``; the selected period does not cut it short.
    """
    asked = shown.asked[shown.asked["id"] == measure]
    parts = [shown.measures.iloc[:0].assign(period_months=pd.Series(dtype="int64"))]
    for months in _reported_quarters(shown):
        at = replace(shown, selection=replace(shown.selection, months=months), asked=asked).measures
        parts.append(at[at["year"] == shown.selection.year].assign(period_months=months))
    return pd.concat(parts[1:] or parts, ignore_index=True)


def _reported_quarters(shown: Figures) -> Iterator[int]:
    """The quarters of the selected year in which somebody reported."""
    rows = (shown.values["kind"] == "component") & (shown.values["year"] == shown.selection.year)
    months = shown.values.loc[rows, "months"]
    for before, quarter in zip((0, *QUARTERS), QUARTERS, strict=False):
        if months.between(before, quarter, inclusive="right").any():
            yield quarter
