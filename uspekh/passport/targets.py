"""What the passport plans for the city: by measure and year, and in money."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

import numpy as np
import pandas as pd

from uspekh.passport.formulas import which
from uspekh.passport.plan import Plan


@lru_cache(maxsize=128)
def measure_targets(plan: Plan) -> pd.DataFrame:
    """Columns ``measure, year, plan`` (unit of the measure): section 2 for indicators, section 3 for results.

    A cumulative target that is set for the last year alone is reached by a straight line from the start of the
    project, in whole people. Where the passport has had several editions, a year has the plan of the one that it is
    judged by. Nobody changes the frame: it is kept.
    """
    if plan.history is not None:
        return plan.history.judged
    columns = ["id", "subject_kind", "subject", "unit", "formula", "divisor"]
    measures = plan["measures"][columns].rename(columns={"id": "measure"})
    indicators = measures[measures["subject_kind"] == "indicator"].merge(
        plan["indicator_targets"], left_on="subject", right_on="indicator"
    )
    results = measures[measures["subject_kind"] == "result"].merge(
        plan["result_targets"], left_on=["subject", "unit"], right_on=["result", "unit"]
    )
    frame = pd.concat([indicators, results], ignore_index=True).rename(columns={"target": "plan"})
    single = frame.groupby("measure")["year"].transform("size") == 1
    on_line = single & (frame["year"] == plan.years[-1]) & which(frame["formula"], lambda kind: kind.adds_years)
    lines = [_line(target, plan.years) for target in frame[on_line].itertuples()]
    whole = pd.concat([frame[~on_line], *lines], ignore_index=True)
    return whole[["measure", "year", "plan"]].astype({"plan": "float64"})


def budget_targets(plan: Plan) -> pd.DataFrame:
    """The table ``budget``; where the passport has had several editions, a year by the one that it is judged by."""
    return plan["budget"] if plan.history is None else plan.history.budget


def _line(target: Any, years: tuple[int, ...]) -> pd.DataFrame:
    """From nothing before the first year to the target in the last, in whole people, halves up."""
    steps = np.arange(1, len(years) + 1)
    people = np.floor(target.plan * target.divisor * steps / len(years) + 0.5)
    return pd.DataFrame({"measure": target.measure, "year": years, "plan": people / target.divisor})
