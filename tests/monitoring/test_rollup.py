"""One indicator over several projects: shares of sums, what is lacking apart, unlike figures never added."""

from __future__ import annotations

from dataclasses import replace

import pytest

from uspekh.monitoring.rollup import Part, roll_up
from uspekh.monitoring.sharing import propose_code


def share(project: str, numerator: float | None, denominator: float | None, *, complete: bool = True) -> Part:
    fact = None if numerator is None else 100 * numerator / denominator
    return Part(project, "1", "Охват", "share", "%", numerator, denominator, fact, complete)


def test_a_share_is_of_the_sums_and_never_a_mean_of_percentages():
    total = roll_up("охват", [share("а", 90, 100), share("б", 100, 400, complete=False), share("в", None, None)])
    # (90 + 100) of (100 + 400); the mean of 90 and 25 would be 57,5.
    assert total.fact == pytest.approx(38)
    assert [part.project for part in total.without_data] == ["в"]
    assert not total.complete and len(total.with_data) == 2


def test_counts_are_added_and_a_zero_is_no_missing_one():
    parts = [
        Part(code, "2", "Технопарк", "cumulative", "чел.", fact, None, fact, True)
        for code, fact in (("а", 0.0), ("б", 143.0))
    ]
    total = roll_up("технопарк", parts)
    assert (total.fact, total.complete, len(total.with_data)) == (143, True, 2)
    assert roll_up("пусто", [share("а", None, None)]).fact is None


def test_another_kind_or_unit_is_named_and_not_added():
    thousands = Part("б", "3", "Уроки", "sum", "тыс. чел.", 2252.0, None, 2.252, True)
    people = Part("а", "3", "Уроки", "sum", "чел.", 100.0, None, 100.0, True)
    # What most have is added, whoever comes first.
    total = roll_up("уроки", [thousands, people, replace(people, project="в", fact=20.0)])
    assert (total.fact, [part.project for part in total.unlike], total.complete) == (120, ["б"], False)
    growth = Part("а", "1.11", "Олимпиады", "growth", "%", 10.0, 100.0, 5.0, True)
    assert roll_up("рост", [growth]).fact is None


def test_a_sensitive_part_is_in_no_sum_and_parts_of_two_periods_make_no_complete_total():
    hidden = replace(share("а", None, None), sensitive=True)
    total = roll_up("овз", [hidden, share("б", 30, 60)])
    assert (total.fact, total.complete, total.sensitive, total.without_data) == (50, False, (hidden,), ())
    quarter = replace(share("а", 10, 20), months=3)
    total = roll_up("охват", [quarter, share("б", 30, 60)])
    # (10 + 30) of (20 + 60).
    assert (total.fact, total.complete) == (50, False)
    assert roll_up("охват", [quarter, replace(quarter, project="б")]).complete


def test_a_code_is_proposed_by_title_and_unit():
    used = {
        "охват": [("Охват детей дополнительным образованием", "%"), ("Дети в дополнительном образовании", "%")],
        "технопарк": [("Охвачены деятельностью технопарков", "чел.")],
    }
    assert propose_code("Дополнительным образованием охват детей", "%", used) == "охват"
    assert propose_code("Охвачены деятельностью технопарков", "%", used) == "", "the same words, another unit"
    assert propose_code("Подготовлено вожатых", "чел.", used) == ""
    assert propose_code("Охват", "%", {}) == ""
