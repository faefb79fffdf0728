"""Decisions about what is off plan; «Поручения»: those that are not done yet, what is late first."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

import pandas as pd

from uspekh.russian.format import missing

DECISIONS = ("subject_kind", "subject", "year", "cause", "action", "responsible", "due", "closed")
"""Columns of the decisions in force that are read here, ``due`` a date or missing; ``thread`` names one to change."""


@dataclass(frozen=True)
class Decision:
    """What is said of a deviation of ``subject`` (an indicator, result or budget line) in a year.

    ``due`` may be missing; ``thread`` is empty where it is of no store.
    """

    subject_kind: str
    subject: str
    year: int
    cause: str
    action: str
    responsible: str
    due: date | None
    closed: bool = False
    thread: str = ""


@dataclass(frozen=True)
class Assignments:
    """Decisions that nobody closed, by their date; those without a date come last. ``overdue``: how many are late."""

    rows: tuple[Decision, ...]
    overdue: int


def read_decisions(decided: pd.DataFrame) -> list[Decision]:
    """The rows of a frame with the columns ``DECISIONS``."""
    return [_decision(row) for row in decided.to_dict("records")]


def open_assignments(decided: pd.DataFrame, as_of: date) -> Assignments:
    """``decided``: decisions in force, of all years, columns ``DECISIONS``."""
    rows = [decision for decision in read_decisions(decided) if not decision.closed]
    rows.sort(key=lambda decision: decision.due or date.max)
    return Assignments(tuple(rows), sum(is_late(decision, as_of) for decision in rows))


def is_late(decision: Decision, as_of: date) -> bool:
    """Whether the date of an open decision has passed."""
    return decision.due is not None and decision.due < as_of and not decision.closed


def _decision(row: dict[str, Any]) -> Decision:
    return Decision(
        subject_kind=str(row["subject_kind"]),
        subject=str(row["subject"]),
        year=int(row["year"]),
        cause=_text(row["cause"]),
        action=_text(row["action"]),
        responsible=_text(row["responsible"]),
        due=None if missing(row["due"]) else row["due"],
        closed=bool(row["closed"]),
        thread=str(row.get("thread", "")),
    )


def _text(value: object) -> str:
    return "" if missing(value) else str(value)
