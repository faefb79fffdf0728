"""The municipality's own row against the sum over organizations (contract, section 2)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pandas as pd

from uspekh.actuals.problems import Problem
from uspekh.actuals.suspect.evidence import Evidence, place, shown, suspicion
from uspekh.russian.format import number

_LEAST = 20


def sum_against_municipality(evidence: Evidence) -> Iterator[Problem]:
    """A municipality's headcount that the sum over organizations cannot give.

    A child of two organizations is counted twice in the sum: the row may be smaller, but not than the largest
    organization nor by half, and not larger once every organization has reported. A contingent may differ by a third.
    """
    rows = evidence.people
    own = rows["subject"] == evidence.municipality
    rows = rows[rows["group"].isin(rows.loc[own, "group"].unique())]
    own = own[rows.index]
    sums = rows[~own].groupby("group")["amount"].agg(total="sum", reported="size").reset_index()
    largest = rows[~own].sort_values("amount").drop_duplicates("group", keep="last")
    compared = (
        rows[own].merge(sums, on="group").merge(largest[["group", "amount"]], on="group", suffixes=("", "_largest"))
    )
    expected = _expected(evidence.directory, evidence.municipality)
    fresh = rows[~rows["stored"]].drop_duplicates("group")[["group"]]
    for row in compared.merge(fresh, on="group").itertuples():
        if reason := _reason(row, row.field in evidence.wholes, expected):
            yield suspicion("municipality", _named(rows, row), _message(row, reason))


def _reason(row: Any, whole: bool, expected: int) -> str | None:
    complete = row.reported >= expected
    if whole:
        apart = not row.total * 2 / 3 <= row.amount <= row.total * 3 / 2
        return "сильно расходится с суммой по организациям" if apart and complete else None
    if row.amount < row.amount_largest:
        return f"меньше, чем в одной организации ({number(row.amount_largest, 0)})"
    if abs(row.amount - row.total) < _LEAST:
        return None
    if row.amount * 2 < row.total:
        return "меньше половины суммы по организациям"
    return "больше суммы по организациям" if complete and row.amount > row.total else None


def _message(row: Any, reason: str) -> str:
    where = place(row, row.sheet)
    return (
        f"Значение муниципалитета {reason}: {shown(row)} ({where}), сумма по организациям {number(row.total, 0)}. "
        "Проверьте оба числа."
    )


def _named(rows: pd.DataFrame, row: Any) -> Any:
    """The cell of the file to look at: the municipality's, or that of an organization the file brings."""
    if not row.stored:
        return row
    return next(rows[(rows["group"] == row.group) & ~rows["stored"]].itertuples())


def _expected(directory: pd.DataFrame, municipality: str) -> int:
    return int((directory["code"] != municipality).sum())
