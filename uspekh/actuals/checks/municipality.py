"""The municipality's own row against the sum over organizations (contract, section 2)."""

from __future__ import annotations

from collections.abc import Iterator

from uspekh.actuals.checks.evidence import Evidence, amount, cell_reference, problem_at
from uspekh.actuals.problems import Problem
from uspekh.russian.format import number

_LEAST = 20
_PERIOD = ["field", "year", "months"]


def find_municipality_against_sum(evidence: Evidence) -> Iterator[Problem]:
    """A municipality's headcount that the sum over organizations cannot give.

    A child of two organizations is counted twice in the sum: the row may be smaller, but not than the largest
    organization nor by half, and not larger once every organization has reported. A contingent may differ by a third.
    """
    people, municipality = evidence.headcounts, evidence.municipality
    city = people["subject"] == municipality
    if not city.any():
        return
    sums = people[~city].groupby(_PERIOD, observed=True, as_index=False)["number"].agg(["sum", "count", "max"])
    reported = people[~people["stored"]].groupby(_PERIOD, observed=True, as_index=False).agg(first_at=("at", "min"))
    compared = people[city].merge(sums, on=_PERIOD).merge(reported, on=_PERIOD)
    expected = int((evidence.directory["code"] != municipality).sum())
    pairs = evidence.pairs_at(compared["at"], compared["first_at"])
    others = zip(compared["sum"], compared["count"] >= expected, compared["max"], strict=True)
    for (value, first), (total, complete, largest) in zip(pairs, others, strict=True):
        judge = _contingent_apart if value.field in evidence.wholes else _count_impossible
        if reason := judge(value.number, total, complete, largest):
            message = (
                f"Значение муниципалитета {reason}: {amount(value)} ({cell_reference(value, value.sheet)}), "
                f"сумма по организациям {number(total, 0)}. Проверьте оба числа."
            )
            # Where the municipality's value is not of the file, the file's first for the period is to be looked at.
            yield problem_at(first if value.stored else value, "suspect.municipality", message)


def _contingent_apart(city: int, total: float, complete: bool, largest: float) -> str | None:
    if complete and not total * 2 / 3 <= city <= total * 3 / 2:
        return "сильно расходится с суммой по организациям"
    return None


def _count_impossible(city: int, total: float, complete: bool, largest: float) -> str | None:
    if city < largest:
        return f"меньше, чем в одной организации ({number(largest, 0)})"
    if abs(city - total) < _LEAST:
        return None
    if city * 2 < total:
        return "меньше половины суммы по организациям"
    return "больше суммы по организациям" if complete and city > total else None
