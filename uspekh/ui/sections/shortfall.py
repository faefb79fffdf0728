"""How many people are missing from the plan of the year, and whose they are."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from uspekh.monitoring.figures import Figures
from uspekh.monitoring.judging.shortfall import MUNICIPALITY
from uspekh.monitoring.overview import summary
from uspekh.monitoring.plans.guides import NOBODY, OWN_ABOVE
from uspekh.russian.format import NBSP, missing, number
from uspekh.ui.session import filters
from uspekh.ui.show import methodology, tables
from uspekh.words import NOTHING, PEOPLE, PLAN_KINDS

REASONS = {
    OWN_ABOVE: "планы организаций больше плана города",
    NOBODY: "часть плана, которая никому не поручена",
    MUNICIPALITY: "строка муниципалитета отличается от суммы по организациям",
}
_LACKING = "Не хватает, чел."


def show(figures: Figures, measure: str) -> None:
    """The table of the selected year; nothing where nothing is divided."""
    of_measure = figures.of([measure])
    each = summary.of_year(of_measure.organizations.assign(shortfall=of_measure.shortfalls.organizations), figures)
    each = each[each["shortfall"].notna()].sort_values("shortfall", ascending=False)
    if each.empty:
        return
    year = figures.selection.year
    st.subheader(f"Сколько человек не хватает, {year} год", anchor=False)
    city = summary.of_year(of_measure.measures, figures).iloc[0]
    if not missing(city["shortfall"]):
        st.markdown(_of_city(float(city["shortfall"])))
    names = {code: name for name, code in filters.organization_names().items()}
    rest = summary.of_year(of_measure.shortfalls.rest, figures)
    table = pd.DataFrame(
        {
            "Организация": [names.get(code, code) for code in each["organization"]] + [NOTHING] * len(rest),
            _LACKING: [*each["shortfall"], *rest["shortfall"]],
            "Пояснение": [_explain(row) for _, row in each.iterrows()] + [REASONS[reason] for reason in rest["reason"]],
        }
    )
    tables.show(table, {_LACKING: lambda value: number(value, 0)}, key="недостача")
    methodology.button("недостача", methodology.SHORTFALL)


def _of_city(shortfall: float) -> str:
    people = f"**{number(abs(shortfall), 0)}**{NBSP}{PEOPLE}"
    if shortfall > 0:
        return f"До плана на дату не хватает {people} В таблице минус — сверх плана."
    return f"Сверх плана на дату: {people} В таблице минус — сверх плана." if shortfall else "Ровно по плану на дату."


def _explain(row: pd.Series) -> str:
    if missing(row["plan_kind"]):
        return "без плана и ориентира, вклад"
    kind = PLAN_KINDS[row["plan_kind"]]
    return f"{kind}, не сдано" if missing(row["fact"]) else kind
