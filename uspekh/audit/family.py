"""Annex 1 through the links: which items belong to a result of section 3, and when they are under way."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import pandas as pd

from uspekh.passport.plan import Plan


def linked(plan: Plan, result: str, kind: str) -> list[str]:
    """What the links name for a result: plan items, budget lines, participant rows or indicators."""
    links = plan["links"]
    return list(links.loc[(links["result"] == result) & (links["kind"] == kind), "target"])


def results_of(plan: Plan, kind: str, target: str) -> list[str]:
    """The results for which the links name a plan item, budget line, participant row or indicator."""
    links = plan["links"]
    return list(links.loc[(links["target"] == target) & (links["kind"] == kind), "result"])


def families(plan: Plan) -> dict[tuple[str, ...], list[str]]:
    """Items of annex 1 by the results of section 3 that share them, in the order of section 3."""
    by_items: dict[tuple[str, ...], list[str]] = {}
    for result in plan["results"]["id"]:
        items = tuple(linked(plan, result, "plan_item"))
        if items:
            by_items.setdefault(items, []).append(result)
    return {tuple(results): list(items) for items, results in by_items.items()}


def items_of(plan: Plan, roots: Iterable[str]) -> pd.DataFrame:
    """The named items of annex 1 and those right under them."""
    items, named = plan["plan_items"], set(roots)
    return items[items["item"].isin(named) | items["parent"].isin(named)]


def years_under_way(plan: Plan, item: Any) -> range:
    """Years from the item's start (its end, where there is none) to its last recurrence; none without an end."""
    if pd.isna(item.end):
        return range(0)
    first = item.end.year if pd.isna(item.start) else item.start.year
    if not item.yearly:
        return range(first, item.end.year + 1)
    last = plan.end.year if pd.isna(item.yearly_until) else item.yearly_until.year
    return range(first, max(last, item.end.year) + 1)
