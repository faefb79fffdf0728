"""What was reported of the budget and of plan items, and what is planned for organizations; kept while it stands."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace
from datetime import date

import pandas as pd

from uspekh.monitoring.execution.budget import budget, budget_period
from uspekh.monitoring.execution.milestones import milestones
from uspekh.monitoring.plans.organization_plans import set_plans
from uspekh.monitoring.rules import Rules
from uspekh.monitoring.selection import Selection
from uspekh.once import once, remembered
from uspekh.passport.plan import Plan

PLANNED = ("budget", "milestone", "plan")


@dataclass(frozen=True, eq=False)
class Planned:
    """``values``: rows of these kinds (tidy frame). Nobody changes it."""

    values: pd.DataFrame

    @once
    def digest(self) -> str:
        """A fingerprint (SHA-256) of the values."""
        return hashlib.sha256(self.values.to_csv(index=False).encode()).hexdigest()

    def budget(self, plan: Plan, rules: Rules, selection: Selection) -> pd.DataFrame:
        """See ``monitoring.execution.budget``; the organizations of the selection change nothing."""
        months = budget_period(self.values, selection)
        # With money of the whole year the rows are the same whichever year is selected.
        shown = replace(selection, months=months, organizations=(), chosen=True).of_any_year(plan.end.year)
        return self._budget(plan, rules, shown)

    @remembered
    def _budget(self, plan: Plan, rules: Rules, selection: Selection) -> pd.DataFrame:
        return budget(plan, self.values, rules, selection)

    def milestones(self, plan: Plan, rules: Rules, selection: Selection) -> pd.DataFrame:
        """See ``monitoring.execution.milestones``."""
        return self._milestones(plan, rules, selection.as_of)

    @remembered
    def organization_plans(self, plan: Plan) -> pd.DataFrame:
        """See ``organization_plans.set_plans``."""
        return set_plans(self.values, plan)

    @remembered
    def _milestones(self, plan: Plan, rules: Rules, as_of: date) -> pd.DataFrame:
        return milestones(plan, self.values, rules, as_of)
