"""The one door: every figure of every screen, command and report comes from ``figures``."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field, fields, replace
from typing import Any

import numpy as np
import pandas as pd

from uspekh.monitoring.execution.budget import budget_period
from uspekh.monitoring.grid import SET, Grid
from uspekh.monitoring.judging.facts import Arrays, Reports, organization_facts, set_facts
from uspekh.monitoring.judging.judgement import Plans, judge, period_months
from uspekh.monitoring.judging.shortfall import Shortfalls, count_shortfalls, divide_shortfalls
from uspekh.monitoring.organizations.roster import Organizations, organizations_of
from uspekh.monitoring.periods.period import ReportingPeriod, choose_period
from uspekh.monitoring.plans.guides import CITY, OrganizationPlans
from uspekh.monitoring.plans.planning import (
    asked_organizations,
    contributors,
    plan_organizations,
    points_of_contributors,
)
from uspekh.monitoring.plans.progress import progress_from_base
from uspekh.monitoring.plans.selection_plans import SelectionPlans, plans_of_selection
from uspekh.monitoring.rules import Rules
from uspekh.monitoring.selection import Selection
from uspekh.monitoring.values.reported import GROUP, FrameReported, Reported
from uspekh.once import once, remembered
from uspekh.passport.formulas import shift_years, which
from uspekh.passport.plan import Plan
from uspekh.passport.targets import measure_targets

OF_MEASURE = ("subject_kind", "subject", "primary", "formula", "divisor", "unit", "direction")


@dataclass(frozen=True)
class Figures:
    """The figures of one selection; each frame is computed when it is first asked for and never changed.

    ``roster``: the organizations; ``definitions``: the rows of the plan's measures that are computed.
    """

    plan: Plan
    rules: Rules
    reported: Reported
    roster: Organizations
    selection: Selection
    definitions: pd.DataFrame
    same_rows: Figures | None = field(default=None, kw_only=True)
    """The figures of another year that have the same rows: theirs are taken."""
    whole: Figures | None = field(default=None, kw_only=True)
    """The figures of all measures that these are a part of: their rows of the selection are taken."""

    def inputs(self) -> dict[str, Any]:
        """What the figures are computed from, by field; not the figures whose rows are taken."""
        return {each.name: getattr(self, each.name) for each in fields(Figures) if not each.kw_only}

    def with_inputs(self, *, same_rows: Figures | None = None, whole: Figures | None = None, **inputs: Any) -> Figures:
        """The figures of some other inputs, by field.

        Never by ``replace`` alone: it would carry the rows of others over to figures whose rows differ.
        """
        return replace(self, same_rows=same_rows, whole=whole, **inputs)

    def of_year(self, year: int) -> Figures:
        """The figures of another selected year. Whole years are the same whichever of them is selected."""
        selection = replace(self.selection, year=year)
        same = self.selection.of_any_year(year) == selection
        return self.with_inputs(selection=selection, same_rows=self if same else None)

    @property
    def municipality(self) -> str | None:
        """The code of the municipality's own entry."""
        return self.roster.municipality

    @once
    def directory(self) -> pd.DataFrame:
        """The organizations of the selection."""
        codes, everyone = self.selection.organizations, self.roster.everyone
        return everyone[everyone["code"].isin(codes)] if codes else everyone

    @property
    def codes(self) -> list[str] | None:
        """The organizations of the selection, ``None`` for all."""
        return list(self.directory["code"]) if self.selection.organizations else None

    @once
    def measures(self) -> pd.DataFrame:
        """A row per measure and year for the selected set taken together, in the units of the passport.

        ``measure, subject_kind, subject, primary, formula, divisor, direction, year, unit, plan, plan_kind,
        due_plan, judged_months, fact, deviation, completion, flag, reported, expected, complete, late, months, basis,
        sum_fact, share, share_before, exceeds_whole, numerator, denominator, progress, shortfall``.
        """
        if self.same_rows:
            return self.same_rows.measures
        if self.whole is None:
            return self._measures
        rows = self.whole.measures
        return rows[rows["measure"].isin(self.definitions["id"])].reset_index(drop=True)

    @once
    def _measures(self) -> pd.DataFrame:
        everyone = not self.selection.organizations
        city = [self.municipality] if self.municipality and everyone else []
        grid = Grid(self.definitions, SET, self.plan.years)
        sums = self._count_planned(self.reported.sums(self.selection, self._ids, self.codes))
        expected = self._expected.sum(axis=1, keepdims=True)
        facts = set_facts(
            self._reports(sums, self.codes, expected),
            self._reports(self.reported.entries(self.selection, self._ids, city), city, expected),
            grid,
            self.rules.growth_reading,
        )
        nobody = np.logical_and(not everyone, ~self.roster.existence(self.directory["code"]).any(axis=0))
        judged = self._judge(facts, self._targets, shift_years(nobody, True), grid)
        frame = grid.frame(judged, OF_MEASURE).drop(columns="organization")
        progress = progress_from_base(self.plan, frame) if everyone else float("nan")
        return frame.assign(progress=progress, shortfall=count_shortfalls(frame))

    @property
    def organizations(self) -> pd.DataFrame:
        """The same per organization of the selection (``organization``), ``late`` bool; without the sum's columns."""
        return (self.same_rows or self)._organizations

    @once
    def _organizations(self) -> pd.DataFrame:
        codes = list(self.directory["code"])
        grid = Grid(self.definitions, codes, self.plan.years)
        entries = self.reported.entries(self.selection, self._ids, self.codes)
        reports = self._reports(entries, self.codes, self._expected)
        facts = organization_facts(reports, grid, self.rules.growth_reading)
        absent_before = shift_years(~self.roster.existence(codes), True)
        return grid.frame(self._judge(facts, self.organization_plans.plans, absent_before, grid), OF_MEASURE)

    @property
    def shortfalls(self) -> Shortfalls:
        """What each organization of the selection lacks, in the order of ``organizations``, and what is nobody's."""
        return (self.same_rows or self)._shortfalls

    @once
    def _shortfalls(self) -> Shortfalls:
        return divide_shortfalls(self.measures, self.organizations, self.organization_plans.closed)

    def _reports(self, rows: pd.DataFrame, codes: Collection[str] | None, expected: np.ndarray) -> Reports:
        growth = self._growth(None if codes is None else tuple(codes))
        return Reports(rows, growth, expected, period_months(self.plan.years, self.selection))

    @remembered
    def _growth(self, codes: tuple[str, ...] | None) -> pd.DataFrame:
        compared = which(self.definitions["formula"], lambda kind: kind.compares_years)
        return self.reported.growth(self.selection, list(self.definitions.loc[compared, "id"]), codes)

    def _judge(self, facts: Arrays, targets: pd.DataFrame, absent_before: np.ndarray, grid: Grid) -> Arrays:
        spread = grid.spread(targets, "plan", "plan_kind")
        plans = Plans(spread["plan"], spread["plan_kind"], np.broadcast_to(absent_before, grid.shape))
        single = grid.organizations is not SET or len(self.selection.organizations) == 1
        return judge(facts, plans, grid, self.rules, self.selection, single=single)

    @once
    def period(self) -> ReportingPeriod:
        """The period of the selected year, who reported for it, and whether a later one is overdue."""
        year, chosen = self.selection.year, self.selection.months if self.selection.chosen else None
        return choose_period(self.reported.coverage(year), self.rules, year, self.selection.as_of, chosen)

    @remembered
    def at(self, months: int) -> Figures:
        """The figures as they stood at another period of the selected year."""
        if months == self.selection.months:
            return self
        return self.with_inputs(selection=replace(self.selection, months=months, chosen=True))

    def of(self, measures: Collection[str], organizations: Sequence[str] | None = None) -> Figures:
        """The figures of some measures alone, and of some organizations of the selection."""
        return self._of(tuple(measures), None if organizations is None else tuple(organizations))

    @remembered
    def _of(self, measures: tuple[str, ...], organizations: tuple[str, ...] | None) -> Figures:
        if self.same_rows:
            return self.same_rows._of(measures, organizations).of_year(self.selection.year)
        definitions = self.definitions[self.definitions["id"].isin(measures)]
        if organizations is None:
            return self.with_inputs(definitions=definitions, whole=self)
        chosen = replace(self.selection, organizations=organizations)
        return self.with_inputs(definitions=definitions, selection=chosen)

    def entries(self, measure: str, organizations: Collection[str] | None = None) -> pd.DataFrame:
        """What each organization of the selection, or each of some, gives to a measure (``values.entries``)."""
        return self.reported.entries(self.selection, [measure], organizations or self.codes)

    def conceals(self, measure: str) -> bool:
        """Whether some of a measure may be left out, so that not even an order may rest on the exact figures."""
        return False

    @property
    def budget(self) -> pd.DataFrame:
        """Kopecks by line, source and year (``monitoring.execution.budget``)."""
        return self.reported.planned.budget(self.plan, self.rules, self.selection)

    @property
    def budget_period(self) -> int:
        """The period of money in the selected year, months."""
        return budget_period(self.reported.planned.values, self.selection)

    @property
    def milestones(self) -> pd.DataFrame:
        """Plan items by the year they fall due (``monitoring.execution.milestones``)."""
        return self.reported.planned.milestones(self.plan, self.rules, self.selection)

    @once
    def indicators(self) -> pd.DataFrame:
        """Rows of ``measures`` that are indicators of section 2."""
        return self.measures[self.measures["subject_kind"] == "indicator"]

    @property
    def _ids(self) -> list[str]:
        return list(self.definitions["id"])

    @once
    def _expected(self) -> np.ndarray:
        """Whether each organization of the selection is asked for each measure in each year: 0 or 1."""
        codes = self.directory["code"]
        expected = self.roster.fills(codes, self.definitions["numerator"])[..., None] & self.roster.existence(codes)
        # A plan asks its organization for the measure, whatever its type fills.
        planned = Grid(self.definitions, list(codes), self.plan.years).spread(self.set_plans, "plan")["plan"]
        either: np.ndarray = (expected | ~np.isnan(planned)).astype("int64")
        return either

    @once
    def set_plans(self) -> pd.DataFrame:
        """The plans that somebody set for organizations, of the years in which these exist (``set_plans``)."""
        rows = self.reported.planned.organization_plans(self.plan)
        rows = rows[rows["measure"].isin(self.definitions["id"]) & (rows["organization"] != self.municipality)]
        return rows[self.roster.exist(rows["organization"], rows["year"])]

    @property
    def organization_plans(self) -> OrganizationPlans:
        """Plans and guides of all organizations, whichever are selected."""
        return (self.same_rows or self)._organization_plans

    @once
    def _organization_plans(self) -> OrganizationPlans:
        return plan_organizations(self.plan, self.definitions, self.roster, self.set_plans, self.points)

    @once
    def points(self) -> pd.DataFrame:
        """What organizations without a denominator bring to the city's shares."""
        shares = contributors(self.definitions, self.roster)
        if not shares:
            return pd.DataFrame(columns=["measure", "year", "points"]).astype({"year": "int64", "points": "float64"})
        sums = self.reported.sums(self.selection, list(shares), None)
        alone = self.reported.entries(self.selection, list(shares), sorted(frozenset().union(*shares.values())))
        return points_of_contributors(self.definitions, sums, alone)

    @once
    def selection_plans(self) -> SelectionPlans:
        """The plan of the organizations of the selection taken together."""
        requests = asked_organizations(self.definitions, self.roster, self.set_plans)
        shares = list(contributors(self.definitions, self.roster))
        weights = self.reported.entries(self.selection, shares, self.codes)
        return plans_of_selection(
            self.definitions, self.organization_plans, requests, weights, self.selection.organizations
        )

    @once
    def _targets(self) -> pd.DataFrame:
        if self.selection.organizations:
            return self.selection_plans.plans
        return measure_targets(self.plan).assign(plan_kind=CITY)

    def _count_planned(self, sums: pd.DataFrame) -> pd.DataFrame:
        """Sums that count as reported whoever gave a measure that its plan alone asks it for."""
        rows = self.set_plans
        if self.codes is not None:
            rows = rows[rows["organization"].isin(self.codes)]
        fields = rows["measure"].map(self.definitions.set_index("id")["numerator"])
        pairs = zip(rows["organization"], fields, strict=True)
        rows = rows[
            pd.Series([code not in self.roster.fillers(field) for code, field in pairs], rows.index, dtype=bool)
        ]
        if rows.empty:
            return sums
        entries = self.reported.entries(self.selection, list(rows["measure"]), list(rows["organization"]))
        key = ["measure", "organization", "year"]
        more = entries.merge(rows[key], on=key).groupby(GROUP).size()
        added = pd.MultiIndex.from_frame(sums[GROUP]).map(more).fillna(0).astype("int64")
        return sums.assign(reported=sums["reported"] + added)


def figures(
    plan: Plan,
    rules: Rules,
    reported: pd.DataFrame | Reported,
    directory: pd.DataFrame | Organizations,
    selection: Selection,
) -> Figures:
    """Everything computed for a selection from the plan and what was reported: a tidy frame, or the store."""
    roster = organizations_of(plan, directory) if isinstance(directory, pd.DataFrame) else directory
    if isinstance(reported, pd.DataFrame):
        reported = FrameReported(reported, plan["measures"], roster)
    if _is_whole(roster, selection):
        selection = replace(selection, organizations=())
    return Figures(plan, rules, reported, roster, selection, plan["measures"])


def _is_whole(roster: Organizations, selection: Selection) -> bool:
    """Whether a selection is the municipality: by its own entry, or by every organization of the selected year."""
    chosen = set(selection.organizations)
    rows = roster.expected
    of_year = set(rows.loc[rows["year"] == selection.year, "organization"])
    return roster.municipality in chosen or (bool(of_year) and of_year <= chosen)
