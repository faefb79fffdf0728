"""Invented reports of any size for the benchmarks."""

from __future__ import annotations

import random
from collections.abc import Sequence

import pandas as pd

from uspekh.actuals.values.frame import values_frame
from uspekh.passport.plan import Plan


def reports(plan: Plan, organizations: int, months: Sequence[int], first: int = 0) -> pd.DataFrame:
    """Every component of organizations from ``first`` on, year and period (tidy frame), with the directory."""
    draw = random.Random(first + 1)
    rows: list[tuple[object, ...]] = []
    for number in range(first, first + organizations):
        code = f"О{number:04}"
        texts = {"name": f"Организация № {number}", "short_name": f"Орг. № {number}", "type": "школа"}
        rows += [("organization", code, "", 0, 0, field, None, text, "Л", "A1") for field, text in texts.items()]
        rows.append(("organization", code, "", 0, 0, "contingent", 1000, None, "Л", "A1"))
        for year in plan.years:
            for month in months:
                key = ("component", code, "", year, month)
                rows += [(*key, field, draw.randrange(200, 900), None, "Л", "A1") for field in plan["components"]["id"]]
    return values_frame(rows)
