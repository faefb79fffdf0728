"""«Далее ежегодно»: the years in which an item of annex 1 falls due."""

from __future__ import annotations

from typing import Any

import pandas as pd

from uspekh.passport.plan import Plan


def due_years(plan: Plan) -> dict[str, tuple[int, ...]]:
    """Years by item: that of its end; yearly items also every year to their stated end or the project's.

    None of an item without an end.
    """
    return {item.item: _years(item, plan) for item in plan["plan_items"].itertuples()}


def _years(item: Any, plan: Plan) -> tuple[int, ...]:
    if pd.isna(item.end):
        return ()
    return tuple(range(item.end.year, _last(item, plan) + 1)) or (item.end.year,)


def _last(item: Any, plan: Plan) -> int:
    if not item.yearly:
        return int(item.end.year)
    until = item.yearly_until
    return plan.end.year if pd.isna(until) else until.year
