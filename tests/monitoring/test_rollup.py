"""One indicator over several projects: shares of sums, what is lacking apart, unlike figures never added."""

from __future__ import annotations

import pytest

from uspekh.monitoring.rollup import Part, roll_up


def share(project: str, numerator: float | None, denominator: float | None, *, complete: bool = True) -> Part:
    fact = None if numerator is None else 100 * numerator / denominator
    return Part(project, "1", "share", "%", numerator, denominator, fact, complete)


def test_a_share_is_of_the_sums_and_never_a_mean_of_percentages():
    total = roll_up("охват", [share("а", 90, 100), share("б", 100, 400, complete=False), share("в", None, None)])
    # (90 + 100) of (100 + 400); the mean of 90 and 25 would be 57,5.
    assert total.fact == pytest.approx(38)
    assert [part.project for part in total.without_data] == ["в"]
    assert not total.complete and len(total.reported) == 2


def test_counts_are_added_and_a_zero_is_no_missing_one():
    parts = [Part(code, "2", "cumulative", "чел.", fact, None, fact, True) for code, fact in (("а", 0.0), ("б", 143.0))]
    total = roll_up("технопарк", parts)
    assert (total.fact, total.complete, len(total.reported)) == (143, True, 2)
    assert roll_up("пусто", [share("а", None, None)]).fact is None


def test_another_kind_or_unit_is_named_and_not_added():
    thousands = Part("б", "3", "sum", "тыс. чел.", 2252.0, None, 2.252, True)
    people = Part("а", "3", "sum", "чел.", 100.0, None, 100.0, True)
    total = roll_up("уроки", [people, thousands])
    assert (total.fact, [part.project for part in total.unlike], total.complete) == (100, ["б"], False)
    growth = Part("а", "1.11", "growth", "%", 10.0, 100.0, 5.0, True)
    assert roll_up("рост", [growth]).fact is None
