"""The numbers that a printed figure must not seem to reach or cross: plans, and the bounds of the flags."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd

from uspekh.monitoring.rules import Rules
from uspekh.russian.format import missing

ZERO = (0.0,)
"""What a printed deviation must not seem to be."""


def fact_bounds(row: Mapping[str, Any] | Any, rules: Rules) -> tuple[float, ...]:
    """The plans beside the fact of a row of ``Figures.measures``, and the facts at which its flag becomes another."""
    plan, due = row["plan"], row["due_plan"]
    falling = row["direction"] == "down"
    edges = () if missing(due) else tuple(due * (100 / edge if falling else edge / 100) for edge in rules.edges if edge)
    return tuple(float(each) for each in (plan, due, *edges) if not missing(each))


def with_bounds(rows: pd.DataFrame, rules: Rules) -> pd.DataFrame:
    """Adds what the printed figures of each row must not seem to cross: ``bounds`` of the fact (``fact_bounds``),
    ``edges`` of the completion; tuples."""
    bounds = [fact_bounds(row, rules) for row in rows.to_dict("records")]
    return rows.assign(
        bounds=pd.Series(bounds, rows.index, dtype=object),
        edges=pd.Series([rules.edges] * len(rows), rows.index, dtype=object),
    )
