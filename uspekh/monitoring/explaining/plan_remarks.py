"""What is said of plans: organizations' do not add up to the city's, were lowered, or lack somebody."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import pandas as pd

from uspekh.monitoring.explaining.deviation_parts import organization_name
from uspekh.monitoring.figures import Figures
from uspekh.monitoring.plans.guides import OWN_PLAN
from uspekh.passport.formulas import FORMULAS
from uspekh.passport.targets import measure_targets
from uspekh.russian.format import with_unit
from uspekh.russian.names import join_with_and

_LEAST_POINTS = 0.05
"""Shares that differ by less are printed alike."""


def say_sum_of_plans(figures: Figures, measure: str, year: int) -> str:
    """«планы организаций дают 1 287 чел. при плане 1 350 чел.», empty where they give the city's plan.

    Said once somebody has set a plan: of a count with the guides of the others; of a share where every organization
    that gives its denominator has a plan of its own.
    """
    definition = figures.definitions.set_index("id").loc[measure]
    city = measure_targets(figures.plan).set_index(["measure", "year"])["plan"].get((measure, year))
    rows = figures.organizations
    rows = rows[(rows["measure"] == measure) & (rows["year"] == year) & rows["plan"].notna()]
    # Weights and what others bring would tell of small counts.
    if city is None or figures.conceals(measure) or not (rows["plan_kind"] == OWN_PLAN).any():
        return ""
    if FORMULAS[str(definition["formula"])].counts_people:
        summed: float | None = _sum_of_count(figures, measure, year, city)
    else:
        summed = _mean_of_shares(figures, rows, measure, year)
    unit = str(definition["unit"])
    if summed is None or abs(summed - city) < (_LEAST_POINTS if unit == "%" else 0.5 / int(definition["divisor"])):
        return ""
    return f"планы организаций дают {with_unit(summed, unit)} при плане {with_unit(city, unit)}"


def _sum_of_count(figures: Figures, measure: str, year: int, city: float) -> float:
    rest = figures.organization_plans.unassigned
    rest = rest[(rest["measure"] == measure) & (rest["year"] == year)]
    return city - float(rest["guide"].sum())


def _mean_of_shares(figures: Figures, rows: pd.DataFrame, measure: str, year: int) -> float | None:
    """The share that the city has where each reaches its plan and the others bring what they bring this year."""
    weights = rows["denominator"].fillna(0.0)
    if (rows["plan_kind"] != OWN_PLAN).any() or not weights.sum():
        return None
    points = figures.points.set_index(["measure", "year"])["points"].get((measure, year), 0.0)
    return float((weights * rows["plan"]).sum() / weights.sum() + points)


def say_members_without_plan(figures: Figures, measure: str, year: int) -> str:
    """«в плане нет ДДТ и ДШИ: ни плана, ни ориентира», of several organizations taken together.

    Empty where each has a part in the plan, and of the municipality, whose plan is the passport's.
    """
    if not figures.selection.organizations:
        return ""
    without = figures.selection_plans.without
    codes = without.loc[(without["measure"] == measure) & (without["year"] == year), "organization"]
    names = join_with_and([organization_name(figures, str(code)) for code in sorted(codes)])
    return f"в плане нет {names}: ни плана, ни ориентира" if names else ""


def say_lowered_plans(
    lowered: pd.DataFrame, names: Mapping[str, str], measure: str, year: int, unit: str
) -> Iterator[str]:
    """«СОШ № 4: план смягчён после окончания года, был 205 чел., теперь 180 чел.», one of each organization.

    ``lowered``: ``organization_plans.lowered_plans``; ``names`` of organizations by code.
    """
    rows = lowered[(lowered["measure"] == measure) & (lowered["year"] == year)]
    for row in rows.sort_values("organization").itertuples():
        first, present = (with_unit(value, unit) for value in (row.first, row.present))
        name = names.get(str(row.organization), str(row.organization))
        yield f"{name}: план смягчён после окончания года, был {first}, теперь {present}"
