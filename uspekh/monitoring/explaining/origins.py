"""Where a plan and a value come from, and what a value within a year is compared with, in words."""

from __future__ import annotations

from typing import Any

import pandas as pd

from uspekh.monitoring.figures import Figures
from uspekh.monitoring.plans.guides import GUIDE
from uspekh.monitoring.plans.planning import contributors
from uspekh.once import remembered
from uspekh.passport.formulas import FORMULAS
from uspekh.passport.targets import measure_targets
from uspekh.russian.format import NBSP, missing, number, with_unit
from uspekh.russian.names import join_with_and, list_years
from uspekh.russian.periods import YEAR
from uspekh.words import BY_INCOMPLETE_DATA, PLAN_KINDS, POINTS

_SAME = 1e-6
"""Plans that differ by less differ by binary fractions."""


def say_guide(figures: Figures, row: Any) -> str:
    """«80 % минус 6,2 п. п. ДДТ, ДЮСШ и ДШИ»: how the guide of a share came, of a row of ``Figures``.

    Of a count, and of a weighted guide of several organizations, in what way the city's plan was divided. A guide that
    is not shown says nothing of whom it rests on.
    """
    measure, year = str(row["measure"]), int(row["year"])
    city = _plans_of_city(figures).get((measure, year))
    if city is None or missing(city) or missing(row["plan"]):
        return PLAN_KINDS[GUIDE]
    plan_of_city = with_unit(city, str(row["unit"]))
    if FORMULAS[str(row["formula"])].counts_people:
        return f"часть плана города {plan_of_city} по нынешним контингентам"
    points = figures.points[(figures.points["measure"] == measure) & (figures.points["year"] <= year)]
    last = None if points.empty else points.sort_values("year").iloc[-1]
    taken = 0.0 if last is None else float(last["points"])
    if abs(max(float(city) - taken, 0.0) - float(row["plan"])) > _SAME:
        return f"планы и ориентиры организаций, взвешенные по численности; план города {plan_of_city}"
    if last is None or not taken:
        return f"план города {plan_of_city}"
    source = int(last["year"])
    whose = join_with_and(_contributing(figures, measure, source))
    of_year = "" if source == year else f" по данным за {source}{NBSP}год"
    return f"{plan_of_city} минус {number(taken)}{NBSP}{POINTS} {whose}{of_year}"


@remembered
def _plans_of_city(figures: Figures) -> dict[tuple[str, int], float]:
    rows = measure_targets(figures.plan)
    return dict(zip(zip(rows["measure"], rows["year"], strict=True), rows["plan"], strict=True))


@remembered
def _contributing(figures: Figures, measure: str, year: int) -> list[str]:
    """Names of those who give people to a share without a denominator, the greatest first."""
    codes = contributors(figures.definitions, figures.roster).get(measure, frozenset())
    rows = figures.entries(measure, sorted(codes))
    rows = rows[(rows["year"] == year) & rows["denominator"].isna() & (rows["numerator"] > 0)]
    everyone = figures.roster.everyone.set_index("code")
    names = everyone["short_name"].fillna(everyone["name"])
    return [str(names[code]) for code in rows.sort_values("numerator", ascending=False)["organization"]]


def say_value_origin(measures: pd.DataFrame, measure: str, year: int) -> str:
    """«строка муниципалитета», of a cumulative figure for which years; empty where organizations are added up.

    ``measures``: ``Figures.measures``.
    """
    rows = measures[(measures["measure"] == measure) & (measures["year"] <= year)]
    of_year = rows[rows["year"] == year].iloc[0]
    if not FORMULAS[str(of_year["formula"])].adds_years:
        return "строка муниципалитета" if of_year["basis"] == "municipality" else ""
    municipal = list(rows.loc[rows["basis"] == "municipality", "year"])
    summed = list(rows.loc[rows["basis"] == "sum", "year"])
    if not municipal:
        return ""
    rest = f", за {list_years(summed)} — сумма по организациям" if summed else ""
    return f"за {list_years(municipal)} — строка муниципалитета{rest}"


def say_year_before(figures: Figures, row: Any) -> str:
    """«год назад за тот же период — 71,2 %»: beside a share or growth within the selected year, which is not judged.

    ``row`` of ``Figures``, of an organization too. Empty of whole years and where nothing was reported then.
    """
    selection, measure = figures.selection, str(row["measure"])
    formula = FORMULAS[str(figures.definitions.set_index("id")["formula"][measure])]
    within = selection.months < YEAR and row["year"] == selection.year > figures.plan.years[0]
    if not (within and formula.needs_denominator):
        return ""
    before = _year_before(figures, measure)
    rows = before.measures if "organization" not in row else before.organizations
    rows = rows[(rows["measure"] == measure) & (rows["year"] == before.selection.year)]
    rows = rows if "organization" not in row else rows[rows["organization"] == row["organization"]]
    then = rows.iloc[0]
    if missing(then["fact"]):
        return ""
    words = f"год назад за тот же период — {with_unit(then['fact'], str(then['unit']))}"
    return words if then["complete"] else f"{words}, {BY_INCOMPLETE_DATA}"


@remembered
def _year_before(figures: Figures, measure: str) -> Figures:
    return figures.of([measure]).of_year(figures.selection.year - 1)
