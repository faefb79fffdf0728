"""Every kind of figure by numbers worked out by hand; years are 2019, 2020, 2021."""

from __future__ import annotations

import numpy as np
import pytest

from uspekh.passport.formulas import FORMULAS, Counts, percent_of

NAN = float("nan")
NOBODY = [NAN, NAN, NAN]


def row(*numbers: float) -> np.ndarray:
    return np.array([[numbers]], dtype="float64")


@pytest.mark.parametrize(
    ("name", "numerator", "denominator", "divisor", "reading", "fact"),
    [
        # 30 of 40 is 75 %, of a denominator of 0 nothing can be said, a blank stays a blank
        ("share", [30, 5, NAN], [40, 0, 50], 1, "relative", [75, NAN, NAN]),
        # 9 of 1 500 is 6 on 1 000; 0 of 200 is 0
        ("per_thousand", [9, 0, NAN], [1500, 200, NAN], 1, "relative", [6, 0, NAN]),
        # 20 %, 25 %, 30 %: a quarter more, then a fifth more
        ("growth", [20, 25, 30], [100, 100, 100], 1, "relative", [NAN, 25, 20]),
        ("growth", [20, 25, 30], [100, 100, 100], 1, "points", [NAN, 5, 5]),
        # 1 500 people are 1,5 thousand
        ("sum", [1500, 0, NAN], NOBODY, 1000, "relative", [1.5, 0, NAN]),
        # 100, then 100 + 50; of a year without a report nothing is said
        ("cumulative", [100, 50, NAN], NOBODY, 1, "relative", [100, 150, NAN]),
        ("cumulative", [100, NAN, 7], NOBODY, 1, "relative", [100, NAN, 107]),
    ],
)
def test_the_figure(name, numerator, denominator, divisor, reading, fact):
    counts = Counts(row(*numerator), row(*denominator), *(row(NAN, *some[:-1]) for some in (numerator, denominator)))
    made = FORMULAS[name].fact(counts, np.array([[[divisor]]]), reading)
    assert made.ravel().tolist() == pytest.approx(fact, nan_ok=True)


@pytest.mark.parametrize(
    ("name", "due"),
    [
        # a year's plan of 400 after three months: 100; with 200 done in earlier years 200 + (400 − 200) · 3/12 = 250
        ("sum", [50, 100, 400]),
        ("cumulative", [50, 250, 400]),
        ("share", [200, 400, 400]),
        ("per_thousand", [200, 400, 400]),
        ("growth", [200, 400, 400]),
    ],
)
def test_what_is_due_within_a_year(name, due):
    made = FORMULAS[name].due_plan(row(200, 400, 400), np.array([[[3, 3, 12]]]), row(0, 200, 400))
    assert made.ravel().tolist() == due


@pytest.mark.parametrize(
    ("name", "complete"),
    [
        # the second year is not whole: that spoils the third of whatever adds up, and of what looks back one year
        ("share", [True, False, True]),
        ("sum", [True, False, True]),
        ("cumulative", [True, False, False]),
        ("growth", [True, False, False]),
    ],
)
def test_what_is_complete(name, complete):
    made = FORMULAS[name].complete(np.array([[[True, False, True]]]))
    assert made.ravel().tolist() == complete


@pytest.mark.parametrize(
    ("name", "first"), [("share", 2022), ("sum", 2022), ("growth", 2021), ("cumulative", 2019), ("per_thousand", 2022)]
)
def test_the_first_year_behind_a_figure(name, first):
    assert FORMULAS[name].first_year(2022, 2019) == first


@pytest.mark.parametrize(
    ("name", "numerator", "denominator", "before", "exceeds"),
    [
        # 36 of 30 children: somebody was counted twice; all of the whole is no more than the whole
        ("share", [36, 30, NAN], [30, 30, 30], [NAN, NAN, NAN], [True, False, False]),
        # a growth on a year in which 31 of 30 were counted says as little as one to such a year
        ("growth", [20, 20, 31], [30, 30, 30], [31, 20, 20], [True, False, True]),
        ("sum", [36, 0, NAN], NOBODY, [NAN, NAN, NAN], [False, False, False]),
    ],
)
def test_a_share_above_the_whole_counts_children_twice(name, numerator, denominator, before, exceeds):
    counts = Counts(row(*numerator), row(*denominator), row(*before), row(30, 30, 30))
    assert FORMULAS[name].exceeds_whole(counts).ravel().tolist() == exceeds


@pytest.mark.parametrize(
    ("name", "fact", "due", "falling", "completion"),
    [
        ("sum", 60, 80, False, 75),
        # less is better: 40 allowed, 50 came: 80 %
        ("sum", 50, 40, True, 80),
        ("share", 0, 80, False, 0),
        ("growth", 9, 4.5, False, NAN),
        ("sum", 0, 40, True, NAN),
    ],
)
def test_completion(name, fact, due, falling, completion):
    made = FORMULAS[name].completion(row(fact), row(due), np.array([[[falling]]]))
    assert made.ravel().tolist() == pytest.approx([completion], nan_ok=True)


def test_of_a_plan_of_nothing_there_is_no_percentage():
    assert np.isnan(percent_of(row(5), row(0))).all()
