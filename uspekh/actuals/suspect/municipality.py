"""The municipality's own row against the sum over organizations (contract, section 2)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from uspekh.actuals.problems import Problem
from uspekh.actuals.suspect.evidence import Evidence, place, shown, suspicion
from uspekh.actuals.suspect.people import People
from uspekh.russian.format import number

_LEAST = 20


def sum_against_municipality(evidence: Evidence) -> Iterator[Problem]:
    """A municipality's headcount that the sum over organizations cannot give.

    A child of two organizations is counted twice in the sum: the row may be smaller, but not than the largest
    organization nor by half, and not larger once every organization has reported. A contingent may differ by a third.
    """
    people = evidence.people
    own = people.subject == evidence.codes.subject_of(evidence.municipality)
    if not own.any():
        return
    expected = _expected(evidence.directory, evidence.municipality)
    fields, columns = people.chosen(~np.isnan(people.amount) & own)
    columns_of = _columns_by_period(people)
    for row, field, column in zip(evidence.rows(people.at[fields, columns]), fields, columns, strict=True):
        of_period = columns_of[people.period[0][column]]
        beside = _beside(people, field, column, of_period)
        fresh = people.at[field, of_period][people.fresh[field, of_period]]
        if not beside.reported or not len(fresh):
            continue
        if reason := _reason(beside, row.field in evidence.wholes, expected):
            # Where the municipality's value is not of the file, the first of the file beside it is the one to look at.
            at = row if not row.stored else next(evidence.rows(np.array([fresh.min()])))
            yield suspicion("municipality", at, _message(row, reason, beside.total))


@dataclass(frozen=True)
class _Beside:
    """The municipality's amount, and the sum, number and largest of those of organizations for the same period."""

    amount: float
    total: float
    reported: int
    largest: float


def _columns_by_period(people: People) -> list[np.ndarray]:
    period, periods = people.period
    order = period.argsort(kind="stable")
    return np.split(order, np.searchsorted(period[order], np.arange(1, periods)))


def _beside(people: People, field: int, column: int, of_period: np.ndarray) -> _Beside:
    others = people.amount[field, of_period[of_period != column]]
    others = others[~np.isnan(others)]
    amount = float(people.amount[field, column])
    return _Beside(amount, float(others.sum()), len(others), float(others.max(initial=0)))


def _reason(beside: _Beside, whole: bool, expected: int) -> str | None:
    complete = beside.reported >= expected
    if whole:
        apart = not beside.total * 2 / 3 <= beside.amount <= beside.total * 3 / 2
        return "сильно расходится с суммой по организациям" if apart and complete else None
    if beside.amount < beside.largest:
        return f"меньше, чем в одной организации ({number(beside.largest, 0)})"
    if abs(beside.amount - beside.total) < _LEAST:
        return None
    if beside.amount * 2 < beside.total:
        return "меньше половины суммы по организациям"
    return "больше суммы по организациям" if complete and beside.amount > beside.total else None


def _message(row: Any, reason: str, total: float) -> str:
    where = place(row, row.sheet)
    return (
        f"Значение муниципалитета {reason}: {shown(row)} ({where}), сумма по организациям {number(total, 0)}. "
        "Проверьте оба числа."
    )


def _expected(directory: pd.DataFrame, municipality: str) -> int:
    return int((directory["code"] != municipality).sum())
