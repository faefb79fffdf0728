"""Every kind of figure by numbers worked out by hand; years are 2019, 2020, 2021."""

from __future__ import annotations

import numpy as np
import pytest

from uspekh.passport.formulas import FORMULAS

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
    made = FORMULAS[name].fact(row(*numerator), row(*denominator), np.array([[[divisor]]]), reading)
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
    made = FORMULAS[name].due_plan(row(200, 400, 400), np.array([[[3, 3, 12]]]))
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
