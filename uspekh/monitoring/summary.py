"""What a meeting asks first: how many are in which state, what is worst, who gives how much."""

from __future__ import annotations

import pandas as pd

from uspekh.monitoring.figures import Figures
from uspekh.monitoring.leading import givers, people
from uspekh.monitoring.rules import FLAGS, HIDDEN
from uspekh.passport.formulas import FORMULAS

DEVIATIONS = ("missed", "at_risk")


def flag_counts(frame: pd.DataFrame) -> dict[str, int]:
    """How many rows carry each flag; rows without a plan are not counted."""
    found = frame["flag"].value_counts()
    return {flag: int(found.get(flag, 0)) for flag in (*FLAGS, HIDDEN)}


def of_year(frame: pd.DataFrame, figures: Figures) -> pd.DataFrame:
    """Rows of the selected year."""
    return frame[frame["year"] == figures.selection.year]


def worst(figures: Figures, count: int = 3) -> pd.DataFrame:
    """Rows of ``measures`` of the selected year that deviate, the least complete first."""
    rows = of_year(figures.measures, figures)
    rows = rows[rows["flag"].isin(DEVIATIONS) & rows["primary"]]
    return rows.assign(reached=100 * rows["fact"] / rows["due_plan"]).sort_values("reached").head(count)


def contributions(figures: Figures, measure: str, count: int) -> pd.DataFrame:
    """Columns ``organization, value, share``: what the ``count`` greatest organizations add to the figure of the year.

    ``value`` in people (from the project's start for a cumulative measure), ``share`` in percent of the sum over all
    organizations of the selection.
    """
    rows = of_year(figures.of([measure], givers(figures, measure, count)).organizations, figures)
    formula = FORMULAS[figures.asked.set_index("id")["formula"][measure]]
    value = formula.people(rows["numerator"], rows["fact"] * rows["divisor"])
    frame = pd.DataFrame({"organization": rows["organization"], "value": value}).dropna(ignore_index=True)
    whole = people(figures, measure)
    return frame.assign(share=100 * frame["value"] / whole if whole else float("nan"))
