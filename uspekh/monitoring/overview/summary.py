"""The selected year of a frame of figures, and the flags of what deviates."""

from __future__ import annotations

import pandas as pd

from uspekh.monitoring.figures import Figures

DEVIATIONS = ("missed", "at_risk")
"""Flags of what deviates, the most serious first."""


def of_year(frame: pd.DataFrame, figures: Figures) -> pd.DataFrame:
    """Rows of the selected year."""
    return frame[frame["year"] == figures.selection.year]
