"""Whose the year of a result's target is: section 3 often prints a figure and leaves its year to the reader."""

from __future__ import annotations

import re
from typing import Any

from uspekh.passport.plan import Plan
from uspekh.passport.tables.table import Origin


def year_origins(plan: Plan) -> list[Origin]:
    """For each row of ``result_targets``, where its year comes from.

    ``document``: section 3 names the year, or has a column of years and so no wording to read it off;
    ``derived``: a plan item or an indicator of the result has the same figure in that year; ``ours``: the
    document has it nowhere.
    """
    results = {row.id: row for row in plan["results"].itertuples()}
    return [_origin(plan, results[target.result], target) for target in plan["result_targets"].itertuples()]


def _origin(plan: Plan, result: Any, target: Any) -> Origin:
    if not target.wording or re.search(
        rf"\b{target.year}\b", f"{result.title} {result.characteristic} {target.wording}"
    ):
        return "document"
    links = plan["links"][plan["links"]["result"] == result.id]
    named = set(links.loc[links["kind"] == "plan_item", "target"])
    items = plan["plan_items"]
    titles = items.loc[items["item"].isin(named) & (items["end"].dt.year == target.year), "title"]
    figure = rf"(?<![\d,]){re.escape(f'{target.target:.10g}'.replace('.', ','))}(?![\d,]*\d)"
    if any(re.search(figure, title) for title in titles):
        return "derived"
    theirs = plan["indicator_targets"]
    served = set(links.loc[links["kind"] == "indicator", "target"])
    same = theirs["indicator"].isin(served) & (theirs["year"] == target.year) & (theirs["target"] == target.target)
    return "derived" if same.any() else "ours"
