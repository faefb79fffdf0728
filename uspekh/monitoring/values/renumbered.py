"""Values and figures by the numbers that an edition of the passport prints before their rows."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pandas as pd

from uspekh.passport.editions.identity import Moves, earlier_number, later_number
from uspekh.passport.organization_plans import LETTERS

Json = dict[str, Any]
_SUBJECTS = {"budget": "budget_lines", "milestone": "plan_items"}
_LABELS = {letter: f"{kind}s" for kind, letter in LETTERS.items()}
"""The table in whose row a plan of an organization is, by the letter before its number."""
_STATUS = {
    "indicators": ("indicators", "id"),
    "results": ("results", "id"),
    "budget": ("budget_lines", "line"),
    "milestones": ("plan_items", "item"),
}
"""Lists of ``status --json``: the table of the passport and the key that is the number of its row."""


def values_by_earlier_numbers(values: pd.DataFrame, moves: Sequence[Moves]) -> pd.DataFrame:
    """Values (tidy frame) by the numbers that held before the ``moves`` of later editions, as a plan of then does."""
    if not moves:
        return values
    subjects = values["subject"]
    for kind, table in _SUBJECTS.items():
        of_kind = values["kind"] == kind
        numbers = {number: earlier_number(table, number, moves) for number in subjects[of_kind].unique()}
        subjects = subjects.where(~of_kind, subjects.map(numbers))
    planned = values["kind"] == "plan"
    labels = {
        label: label[0] + earlier_number(_LABELS[label[0]], label[1:], moves)
        for label in values.loc[planned, "part"].unique()
    }
    return values.assign(subject=subjects, part=values["part"].where(~planned, values["part"].map(labels)))


def status_by_later_numbers(status: Json, moves: Sequence[Moves]) -> Json:
    """``status --json`` of a plan by the numbers that hold after the ``moves`` of later editions."""
    if not moves:
        return status
    renumbered = {
        name: [row | {key: later_number(table, str(row[key]), moves)} for row in status[name]]
        for name, (table, key) in _STATUS.items()
        if name in status
    }
    return status | renumbered
