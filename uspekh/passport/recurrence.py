"""When the items of annex 1 fall due, «далее ежегодно» expanded."""

from __future__ import annotations

from datetime import date
from functools import lru_cache
from typing import Any

import pandas as pd

from uspekh.passport.plan import Plan


def due_years(plan: Plan) -> dict[str, tuple[int, ...]]:
    """Years by item: that of its end; yearly items also every year to their stated end or the project's.

    None of an item without an end.
    """
    return {item.item: _years(item, plan) for item in plan["plan_items"].itertuples()}


@lru_cache(maxsize=128)
def occurrences(plan: Plan) -> pd.DataFrame:
    """Plan items by the year they fall due: the item's columns with ``year``, ``start`` and ``due``.

    Where the passport has had several editions, a year has the items of the one that it is judged by. ``first_due,
    present_due, moved_on``: the date by the first and by the present edition and the day on which the latter began to
    hold, where it moved; ``superseded``: it moved into a later year, which has the item too. Nobody changes the frame.
    """
    if plan.history is not None:
        return plan.history.items
    rows = []
    years = due_years(plan)
    for item in plan["plan_items"].itertuples():
        for shift, year in enumerate(years[item.item]):
            rows.append((item.Index, year, _shifted(item.start, shift), _shifted(item.end, shift)))
    dates = pd.DataFrame(rows, columns=["row", "year", "start", "due"]).astype({"start": object, "due": object})
    items = plan["plan_items"].drop(columns=["start", "row"]).rename(columns={"document": "planned_document"})
    unmoved = pd.DataFrame(None, dates.index, ["first_due", "present_due", "moved_on"], dtype=object)
    return dates.join(items, on="row").join(unmoved).assign(superseded=False)


def _shifted(day: pd.Timestamp, years: int) -> date | None:
    return None if pd.isna(day) else (day + pd.DateOffset(years=years)).date()


def _years(item: Any, plan: Plan) -> tuple[int, ...]:
    if pd.isna(item.end):
        return ()
    return tuple(range(item.end.year, _last(item, plan) + 1)) or (item.end.year,)


def _last(item: Any, plan: Plan) -> int:
    if not item.yearly:
        return int(item.end.year)
    until = item.yearly_until
    return plan.end.year if pd.isna(until) else until.year
