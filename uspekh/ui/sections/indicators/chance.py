"""What chance alone gives to the shares of organizations: the picture, and how many children change a flag."""

from __future__ import annotations

from functools import partial

import numpy as np
import pandas as pd
import streamlit as st

from uspekh.charts.chance import funnel
from uspekh.monitoring.explaining.chance import (
    LABELS,
    MODEL,
    chance_limits,
    chance_of,
    children_to_reach,
    steps_to_flags,
)
from uspekh.monitoring.figures import Figures
from uspekh.monitoring.overview import summary
from uspekh.monitoring.plans.guides import OWN_PLAN
from uspekh.monitoring.small_counts.sensitive import FEWEST_IN_SHARE, read_sensitive
from uspekh.passport.formulas import FORMULAS, Share
from uspekh.russian.format import missing, number, percent
from uspekh.ui.session import access, filters
from uspekh.ui.show import methodology
from uspekh.ui.show.pictures import chart_cache
from uspekh.ui.show.pictures import charts as drawn
from uspekh.ui.show.tables import Formats
from uspekh.ui.show.words import flags

_NOTHING = "О случайности сказать нечего: значений нет, их мало или часть скрыта."
_POINTS = 60
"""Sizes at which the limits are computed besides those of the organizations."""


def show(figures: Figures, measure: str, unit: str, caption: str) -> None:
    """The section of a share; words where chance may not be shown or there is none."""
    definition = figures.definitions.set_index("id").loc[measure]
    formula = FORMULAS[str(definition["formula"])]
    # An organization sees itself exactly, and its chance would give away the city's share.
    of_itself = access.about_itself() and measure in read_sensitive(figures.plan).measure_ids
    if not isinstance(formula, Share) or formula.compares_years or of_itself:
        st.caption(_NOTHING)
        return
    rows = summary.of_year(chance_of(figures.of([measure])), figures)
    rows = rows[rows["chance"].notna()]
    if rows.empty:
        st.caption(_NOTHING)
        return
    names = {code: name for name, code in filters.organization_names().items()}
    points = pd.DataFrame(
        {
            "short_name": rows["organization"].map(names),
            "size": rows["denominator"],
            "share": rows["share"],
            "chance": rows["chance"],
            "chance_label": rows["chance"].map(LABELS),
        }
    ).reset_index(drop=True)
    plan = summary.of_year(figures.of([measure]).measures, figures)["plan"].iloc[0]
    title = f"Доля и случайность, {figures.selection.year} год"
    chart = chart_cache.specify(
        funnel, points, unit, _limits(rows), None if missing(plan) else float(plan), selection=drawn.PICKED
    )
    make_table = partial(_table, figures, measure, rows, names)
    drawn.show(chart, title, make_table, key="случайность", caption=f"{caption}; {MODEL}")
    methodology.button("случайность", methodology.CHANCE)


def _limits(rows: pd.DataFrame) -> pd.DataFrame:
    """The limits of chance at the sizes of the organizations and between."""
    sizes = rows["denominator"].to_numpy("float64")
    between = np.geomspace(max(FEWEST_IN_SHARE, sizes.min() / 2), 1.1 * sizes.max(), _POINTS)
    return chance_limits(float(rows["city_share"].iloc[0]), [*between, *sizes])


def _table(figures: Figures, measure: str, rows: pd.DataFrame, names: dict[str, str]) -> tuple[pd.DataFrame, Formats]:
    """Every organization with its chance, and the children that change its flag or reach its guide."""
    of_year = summary.of_year(figures.of([measure]).organizations, figures).set_index("organization")
    table = pd.DataFrame(
        {
            "Организация": [names.get(code, code) for code in rows["organization"]],
            "Детей в знаменателе": [number(size, 0) for size in rows["denominator"]],
            "Доля": [percent(share) for share in rows["share"]],
            "Случайность": [LABELS[chance] for chance in rows["chance"]],
            "Сколько детей меняют оценку": [_steps(figures, of_year.loc[code]) for code in rows["organization"]],
        }
    )
    return table, {}


def _steps(figures: Figures, row: pd.Series) -> str:
    """«+10: отсутствие отклонений; −11: наличие критических отклонений», or the children up to a guide."""
    if missing(row["due_plan"]):
        return ""
    falling = row["direction"] == "down"
    formula = FORMULAS[str(row["formula"])]
    if row["plan_kind"] != OWN_PLAN and isinstance(formula, Share):
        lacking = children_to_reach(
            row["numerator"], row["denominator"], row["due_plan"], formula.scale, falling=falling
        )
        return f"{number(lacking, 0)} до ориентира" if lacking else "ориентир достигнут"
    steps = steps_to_flags(
        int(row["numerator"]), int(row["denominator"]), row["due_plan"], figures.rules, falling=falling
    )
    return "; ".join(f"{number(step.children, 0, sign=True)}: {flags.word(step.flag)}" for step in steps)
