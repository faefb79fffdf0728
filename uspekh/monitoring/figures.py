"""The one door: every figure of every screen, command and report comes from ``figures``."""

from __future__ import annotations

from dataclasses import dataclass, replace

import pandas as pd

from uspekh.monitoring.budget import budget
from uspekh.monitoring.directory import existing, split_municipality
from uspekh.monitoring.entries import entries
from uspekh.monitoring.facts import organization_facts, set_facts
from uspekh.monitoring.judgement import judged
from uspekh.monitoring.milestones import milestones
from uspekh.monitoring.rules import Rules
from uspekh.monitoring.selection import Selection
from uspekh.monitoring.targets import organization_targets, set_targets
from uspekh.passport.plan import Plan
from uspekh.russian.periods import QUARTERS


@dataclass(frozen=True)
class Figures:
    """Frames of one selection.

    ``measures``: a row per measure and year for the selected set: ``measure, subject_kind, subject, primary, year,
    unit, plan, plan_kind, due_plan, judged_months, fact, deviation, completion, flag, reported, expected, complete,
    stale, months, basis, sum_fact, share, numerator, denominator``; figures in the unit of the passport.
    ``organizations``: the same per organization (``organization``), without the coverage columns.
    ``budget``: kopecks by line, source and year. ``milestones``: plan items by year. ``directory``: the
    organizations shown.
    """

    selection: Selection
    measures: pd.DataFrame
    organizations: pd.DataFrame
    budget: pd.DataFrame
    milestones: pd.DataFrame
    directory: pd.DataFrame

    def indicators(self) -> pd.DataFrame:
        """Rows of ``measures`` that are indicators of section 2."""
        return self.measures[self.measures["subject_kind"] == "indicator"]


def figures(plan: Plan, rules: Rules, values: pd.DataFrame, directory: pd.DataFrame, selection: Selection) -> Figures:
    """Everything computed for a selection from the plan and the values in force (tidy frame)."""
    everyone, municipality = split_municipality(directory, plan.head["municipality_entry"]["type"])
    if municipality in selection.organizations:
        selection = replace(selection, organizations=())
    chosen = everyone
    if selection.organizations:
        chosen = everyone[everyone["code"].isin(selection.organizations)]
    given = _entries(plan, values, everyone, municipality, selection)
    by_organization = organization_targets(plan, everyone)
    return Figures(
        selection=selection,
        measures=_measures(plan, rules, given, chosen, municipality, by_organization, selection),
        organizations=_organizations(plan, rules, given, chosen, by_organization, selection),
        budget=budget(plan, values, rules, selection),
        milestones=milestones(plan, values, rules, selection.as_of),
        directory=chosen,
    )


def within_year(
    plan: Plan, rules: Rules, values: pd.DataFrame, directory: pd.DataFrame, selection: Selection
) -> pd.DataFrame:
    """The selected year as it stood at each quarter with a report: rows of ``measures`` with ``period_months``."""
    reported = values.loc[(values["kind"] == "component") & (values["year"] == selection.year), "months"]
    parts = []
    for before, months in zip((0, *QUARTERS), QUARTERS, strict=False):
        if reported.between(before, months, inclusive="right").any():
            shown = figures(plan, rules, values, directory, replace(selection, months=months)).measures
            parts.append(shown[shown["year"] == selection.year].assign(period_months=months))
    if parts:
        return pd.concat(parts, ignore_index=True)
    empty = figures(plan, rules, values, directory, selection).measures.iloc[:0]
    return empty.assign(period_months=pd.Series(dtype="int64"))


def _entries(
    plan: Plan, values: pd.DataFrame, everyone: pd.DataFrame, municipality: str | None, selection: Selection
) -> pd.DataFrame:
    with_contingent = everyone.loc[everyone["contingent"].fillna(0) > 0, "code"]
    asked_both = frozenset(with_contingent) | ({municipality} if municipality else set())
    return entries(values, plan["measures"], asked_both, selection)


def _measures(
    plan: Plan,
    rules: Rules,
    given: pd.DataFrame,
    chosen: pd.DataFrame,
    municipality: str | None,
    by_organization: pd.DataFrame,
    selection: Selection,
) -> pd.DataFrame:
    own = given[given["organization"] == municipality]
    facts = set_facts(
        given[given["organization"].isin(chosen["code"])],
        plan["measures"],
        existing(chosen, plan.years),
        plan.years,
        rules.growth_reading,
        own.iloc[:0] if selection.organizations else own,
    )
    targets = set_targets(plan, by_organization, selection.organizations)
    frame = judged(facts.merge(targets, how="left", on=["measure", "year"]), plan["measures"], rules, selection)
    return _named(plan, frame.drop(columns="organization"))


def _organizations(
    plan: Plan,
    rules: Rules,
    given: pd.DataFrame,
    chosen: pd.DataFrame,
    by_organization: pd.DataFrame,
    selection: Selection,
) -> pd.DataFrame:
    facts = organization_facts(given, plan["measures"], chosen["code"], plan.years, rules.growth_reading)
    frame = facts.merge(by_organization, how="left", on=["measure", "organization", "year"])
    return _named(plan, judged(frame, plan["measures"], rules, selection))


def _named(plan: Plan, frame: pd.DataFrame) -> pd.DataFrame:
    subjects = plan["measures"][["id", "subject_kind", "subject", "primary"]].rename(columns={"id": "measure"})
    return subjects.merge(frame, on="measure")
