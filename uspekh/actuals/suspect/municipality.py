"""The municipality's own row against the sum over organizations (contract, section 2)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np
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
    own = rows["subject"].isin(np.flatnonzero(evidence.codes.subjects == evidence.municipality))
    if not own.any():
        return
    rows = rows[rows["group"].isin(rows.loc[own, "group"].unique())]
    own = own[rows.index]
    sums = rows[~own].groupby("group")["amount"].agg(total="sum", reported="size").reset_index()
    largest = rows[~own].sort_values("amount").drop_duplicates("group", keep="last")
    compared = (
        rows[own]
        .assign(at=rows.index[own])
        .merge(sums, on="group")
        .merge(largest[["group", "amount"]], on="group", suffixes=("", "_largest"))
    )
    expected = _expected(evidence.directory, evidence.municipality)
    fresh = rows[~rows["stored"]].drop_duplicates("group")[["group"]]
    compared = compared.merge(fresh, on="group")
    named = evidence.rows(compared["at"].to_numpy())
    for row, beside in zip(named, compared.itertuples(), strict=True):
        if reason := _reason(beside, row.field in evidence.wholes, expected):
            at = row if not row.stored else _fresh(evidence, rows, beside.group)
            yield suspicion("municipality", at, _message(row, reason, beside.total))


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


def _message(row: Any, reason: str, total: float) -> str:
    where = place(row, row.sheet)
    return (
        f"Значение муниципалитета {reason}: {shown(row)} ({where}), сумма по организациям {number(total, 0)}. "
        "Проверьте оба числа."
    )


def _fresh(evidence: Evidence, rows: pd.DataFrame, group: int) -> Any:
    """The first value of the file in the group: the one to look at where the municipality's is not of the file."""
    return next(evidence.rows(rows.index[(rows["group"] == group) & ~rows["stored"]].to_numpy()[:1]))


def _expected(directory: pd.DataFrame, municipality: str) -> int:
    return int((directory["code"] != municipality).sum())
