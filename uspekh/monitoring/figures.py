"""The one door: every figure of every screen, command and report comes from ``figures``."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field, replace

import pandas as pd

from uspekh.monitoring.directory import split_municipality
from uspekh.monitoring.facts import SET, Arrays, organization_facts, set_facts
from uspekh.monitoring.grid import Grid
from uspekh.monitoring.judgement import judged
from uspekh.monitoring.reported import FrameReported, Organizations, Reported
from uspekh.monitoring.rules import Rules
from uspekh.monitoring.selection import Selection
from uspekh.monitoring.targets import measure_targets, set_targets, targets_of
from uspekh.once import once, remembered
from uspekh.passport.plan import Plan

OF_MEASURE = ("subject_kind", "subject", "primary", "formula", "divisor", "unit", "direction")


@dataclass(frozen=True)
class Figures:
    """The figures of one selection; each frame is computed when it is first asked for and never changed.

    ``known``: the organizations; ``asked``: the rows of the plan's measures that are computed.
    """

    plan: Plan
    rules: Rules
    reported: Reported
    known: Organizations
    selection: Selection
    asked: pd.DataFrame
    alike: Figures | None = field(init=False, default=None)
    """The figures of another year that have the same rows: theirs are taken."""

    def of_year(self, year: int) -> Figures:
        """The figures of another selected year. Whole years are the same whichever of them is selected."""
        other = replace(self, selection=replace(self.selection, year=year))
        if self.selection.of_any_year(year) == other.selection:
            object.__setattr__(other, "alike", self)
        return other

    @property
    def municipality(self) -> str | None:
        """The code of the municipality's own entry."""
        return self.known.municipality

    @once
    def directory(self) -> pd.DataFrame:
        """The organizations of the selection."""
        codes, everyone = self.selection.organizations, self.known.everyone
        return everyone[everyone["code"].isin(codes)] if codes else everyone

    @property
    def codes(self) -> list[str] | None:
        """The organizations of the selection, ``None`` for all."""
        return list(self.directory["code"]) if self.selection.organizations else None

    @property
    def measures(self) -> pd.DataFrame:
        """A row per measure and year for the selected set taken together, in the units of the passport.

        ``measure, subject_kind, subject, primary, formula, divisor, direction, year, unit, plan, plan_kind,
        due_plan, judged_months, fact, deviation, completion, flag, reported, expected, complete, stale, months, basis,
        sum_fact, share, numerator, denominator``.
        """
        return (self.alike or self)._measures

    @once
    def _measures(self) -> pd.DataFrame:
        own = [self.municipality] if self.municipality and not self.selection.organizations else []
        grid = Grid(self.asked, SET, self.plan.years)
        facts = set_facts(
            self.reported.sums(self.selection, self._ids, self.codes),
            self.reported.entries(self.selection, self._ids, own),
            self._expected,
            grid,
            self.rules.growth_reading,
        )
        return self._judged(facts, self._targets, grid).drop(columns="organization")

    @property
    def organizations(self) -> pd.DataFrame:
        """The same per organization of the selection (``organization``), without coverage columns."""
        return (self.alike or self)._organizations

    @once
    def _organizations(self) -> pd.DataFrame:
        grid = Grid(self.asked, list(self.directory["code"]), self.plan.years)
        entries = self.reported.entries(self.selection, self._ids, self.codes)
        facts = organization_facts(entries, grid, self.rules.growth_reading)
        return self._judged(facts, self._organization_targets, grid)

    def _judged(self, facts: Arrays, targets: pd.DataFrame, grid: Grid) -> pd.DataFrame:
        plan = grid.laid(targets, "plan", "plan_kind")
        arrays = judged(facts, plan["plan"], grid, self.rules, self.selection)
        return grid.frame(arrays | {"plan_kind": plan["plan_kind"]}, OF_MEASURE)

    @remembered
    def at(self, months: int) -> Figures:
        """The figures as they stood at another period of the selected year."""
        if months == self.selection.months:
            return self
        return replace(self, selection=replace(self.selection, months=months))

    def of(self, measures: Collection[str], organizations: Sequence[str] | None = None) -> Figures:
        """The figures of some measures alone, and of some organizations of the selection."""
        return self._of(tuple(measures), None if organizations is None else tuple(organizations))

    @remembered
    def _of(self, measures: tuple[str, ...], organizations: tuple[str, ...] | None) -> Figures:
        if self.alike:
            return self.alike._of(measures, organizations).of_year(self.selection.year)
        asked = self.asked[self.asked["id"].isin(measures)]
        chosen = self.selection if organizations is None else replace(self.selection, organizations=organizations)
        return replace(self, asked=asked, selection=chosen)

    def entries(self, measure: str, organizations: Collection[str] | None = None) -> pd.DataFrame:
        """What each organization of the selection, or each of some, gives to a measure (``monitoring.entries``)."""
        return self.reported.entries(self.selection, [measure], organizations or self.codes)

    def conceals(self, measure: str) -> bool:
        """Whether some of a measure may be left out, so that not even an order may rest on the exact figures."""
        return False

    @property
    def budget(self) -> pd.DataFrame:
        """Kopecks by line, source and year (``monitoring.budget``)."""
        return self.reported.planned.budget(self.plan, self.rules, self.selection)

    @property
    def milestones(self) -> pd.DataFrame:
        """Plan items by the year they fall due (``monitoring.milestones``)."""
        return self.reported.planned.milestones(self.plan, self.rules, self.selection)

    @once
    def indicators(self) -> pd.DataFrame:
        """Rows of ``measures`` that are indicators of section 2."""
        return self.measures[self.measures["subject_kind"] == "indicator"]

    @property
    def _ids(self) -> list[str]:
        return list(self.asked["id"])

    @once
    def _expected(self) -> pd.Series:
        """How many organizations of the selection exist in each year."""
        rows = self.known.expected
        if self.selection.organizations:
            rows = rows[rows["organization"].isin(self.selection.organizations)]
        return rows.groupby("year").size()

    @once
    def _targets(self) -> pd.DataFrame:
        if self.selection.organizations:
            return set_targets(self.plan, self._organization_targets, self.selection.organizations)
        return measure_targets(self.plan).assign(plan_kind="passport")

    @once
    def _organization_targets(self) -> pd.DataFrame:
        return targets_of(self.known, self.plan, tuple(self._ids))


def organizations_of(plan: Plan, directory: pd.DataFrame, starter: pd.DataFrame | None = None) -> Organizations:
    """The directory parted into the organizations and the municipality's own entry; ``starter`` as of the class."""
    everyone, municipality = split_municipality(directory, plan.head["municipality_entry"]["type"])
    return Organizations(directory, everyone, municipality, plan.years, starter)


def figures(
    plan: Plan,
    rules: Rules,
    reported: pd.DataFrame | Reported,
    directory: pd.DataFrame | Organizations,
    selection: Selection,
) -> Figures:
    """Everything computed for a selection from the plan and what was reported: a tidy frame, or the store."""
    known = organizations_of(plan, directory) if isinstance(directory, pd.DataFrame) else directory
    if isinstance(reported, pd.DataFrame):
        reported = FrameReported(reported, plan["measures"], known)
    if known.municipality in selection.organizations:
        selection = replace(selection, organizations=())
    return Figures(plan, rules, reported, known, selection, plan["measures"])
