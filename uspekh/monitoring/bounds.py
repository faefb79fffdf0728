"""The numbers that a printed figure must not seem to reach or cross: plans, and the bounds of the flags."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

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
