"""How the city's plan stands with each organization of a directory: who is asked for what, and what comes of it."""

from __future__ import annotations

import numpy as np
import pandas as pd

from uspekh.monitoring.grid import Grid
from uspekh.monitoring.organizations.roster import Organizations
from uspekh.monitoring.plans.guides import OrganizationPlans, contributed_points, divide_plans
from uspekh.passport.formulas import FORMULAS, which
from uspekh.passport.plan import Plan
from uspekh.passport.targets import measure_targets

_ROW = ["measure", "organization", "year"]


def asked_organizations(definitions: pd.DataFrame, roster: Organizations, fixed: pd.DataFrame) -> pd.DataFrame:
    """Columns ``measure, organization, year, of_denominator``: who is asked for a measure, and for its denominator.

    ``definitions``: rows of the plan's measures. A ``fixed`` plan (``organization_plans.set_plans``) asks its
    organization for its measure, whatever its type fills.
    """
    codes = list(roster.everyone["code"])
    fills, gives_whole = (roster.fills(codes, definitions[name]) for name in ("numerator", "denominator"))
    grid = Grid(definitions, codes, roster.years)
    of_denominator = np.broadcast_to(gives_whole[..., None], grid.shape)
    rows = grid.rows(fills[..., None] & roster.existence(codes), {"of_denominator": of_denominator})
    planned = fixed.loc[fixed["measure"].isin(definitions["id"]), _ROW].assign(of_denominator=False)
    # Of many organizations a search for those that stand twice takes longer than all the rest.
    return (
        pd.concat([rows, planned], ignore_index=True).drop_duplicates(_ROW, ignore_index=True) if len(planned) else rows
    )


def contributors(definitions: pd.DataFrame, roster: Organizations) -> dict[str, frozenset[str]]:
    """Of every share the organizations that give people to it without being asked for its denominator."""
    everyone = frozenset(roster.everyone["code"])
    shares = definitions[which(definitions["formula"], lambda kind: kind.needs_denominator and not kind.compares_years)]
    return {
        str(measure): everyone - roster.fillers(str(denominator))
        for measure, denominator in zip(shares["id"], shares["denominator"], strict=True)
    }


def points_of_contributors(definitions: pd.DataFrame, sums: pd.DataFrame, alone: pd.DataFrame) -> pd.DataFrame:
    """Columns ``measure, year, points`` (``guides.contributed_points``), at the period that is shown.

    ``sums`` (``reported.SUMS``): of all organizations; ``alone``: entries of the contributors.
    """
    group = ["measure", "year"]
    alone = alone[alone["denominator"].isna()]
    whole = sums.groupby(group, as_index=False)["denominator"].sum()
    people = alone.groupby(group, as_index=False)["numerator"].sum().rename(columns={"numerator": "alone"})
    scales = {
        str(measure): FORMULAS[str(name)].scale
        for measure, name in zip(definitions["id"], definitions["formula"], strict=True)
    }
    return contributed_points(whole.merge(people, how="left", on=group), scales)


def plan_organizations(
    plan: Plan, definitions: pd.DataFrame, roster: Organizations, fixed: pd.DataFrame, points: pd.DataFrame
) -> OrganizationPlans:
    """Plans and guides of every organization by the frames of ``organization_plans`` and of this module."""
    everyone = roster.everyone
    contingents = dict(zip(everyone["code"], everyone["contingent"].fillna(0).astype("int64"), strict=True))
    requests = asked_organizations(definitions, roster, fixed)
    return divide_plans(definitions, roster.years, measure_targets(plan), fixed, requests, contingents, points)
