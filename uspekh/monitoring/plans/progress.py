"""How far the municipality has come from the base of section 2 towards the plan of a year."""

from __future__ import annotations

import pandas as pd

from uspekh.passport.plan import Plan
from uspekh.russian.periods import YEAR


def progress_from_base(plan: Plan, rows: pd.DataFrame) -> pd.Series:
    """100 · (fact − base) / (plan − base) for rows of ``Figures.measures`` of the municipality, percent.

    Missing within a year, where plan and base are equal or one of the three is missing, where children were counted
    twice, and of results, for which section 2 has no base.
    """
    indicators = plan["indicators"]
    bases = dict(zip(indicators["id"], indicators["base_value"].astype("float64"), strict=True))
    units = dict(zip(indicators["id"], indicators["unit"], strict=True))
    of_unit = (rows["subject_kind"] == "indicator") & (rows["subject"].map(units) == rows["unit"])
    base = rows["subject"].map(bases).astype("float64").where(of_unit)
    way = (rows["plan"] - base).round(9)
    progress = 100 * (rows["fact"] - base) / way.where(way != 0)
    return progress.round(9).where((rows["judged_months"] == YEAR) & ~rows["exceeds_whole"])
