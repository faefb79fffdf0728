"""«Поручения»: what was decided and is not done yet, what is late first."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import pandas as pd

from uspekh.monitoring.overview.off_plan import Decision, read_decisions


@dataclass(frozen=True)
class Assignments:
    """Decisions that nobody closed, by their date; those without a date come last. ``overdue``: how many are late."""

    rows: tuple[Decision, ...]
    overdue: int


def open_assignments(decided: pd.DataFrame, as_of: date) -> Assignments:
    """``decided``: decisions in force, of all years, columns ``off_plan.DECISIONS``."""
    rows = [decision for decision in read_decisions(decided) if not decision.closed]
    rows.sort(key=lambda decision: decision.due or date.max)
    return Assignments(tuple(rows), sum(is_late(decision, as_of) for decision in rows))


def is_late(decision: Decision, as_of: date) -> bool:
    """Whether the date of an open decision has passed."""
    return decision.due is not None and decision.due < as_of and not decision.closed
