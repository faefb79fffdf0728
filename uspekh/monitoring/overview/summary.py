"""The selected year of a frame of figures, and who gives how much to a figure of it."""

from __future__ import annotations

import pandas as pd

from uspekh.monitoring.figures import Figures
from uspekh.monitoring.overview.leading import givers, people
from uspekh.passport.formulas import FORMULAS

DEVIATIONS = ("missed", "at_risk")
"""Flags of what deviates, the most serious first."""


def of_year(frame: pd.DataFrame, figures: Figures) -> pd.DataFrame:
    """Rows of the selected year."""
    return frame[frame["year"] == figures.selection.year]


def contributions(figures: Figures, measure: str, count: int) -> pd.DataFrame:
    """Columns ``organization, value, share``: what the ``count`` greatest organizations add to the figure of the year.

    ``value`` in people (from the project's start for a cumulative measure), ``share`` in percent of the sum over all
    organizations of the selection.
    """
    rows = of_year(figures.of([measure], givers(figures, measure, count)).organizations, figures)
    formula = FORMULAS[figures.definitions.set_index("id")["formula"][measure]]
    value = formula.people(rows["numerator"], rows["fact"] * rows["divisor"])
    frame = pd.DataFrame({"organization": rows["organization"], "value": value}).dropna(ignore_index=True)
    whole = people(figures, measure)
    return frame.assign(share=100 * frame["value"] / whole if whole else float("nan"))
