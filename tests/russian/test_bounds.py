"""A printed figure never seems to reach or cross a plan or a bound of a flag: numbers worked out by hand."""

from __future__ import annotations

import pytest

from uspekh.russian.format import number, percent, with_unit

NAN = float("nan")


@pytest.mark.parametrize(
    ("value", "bounds", "text"),
    [
        # 7 297 of 10 000 against 73 %: «73 %» would be the plan itself.
        (72.97, (73,), "72,97"),
        (73.0, (73,), "73"),
        (73.04, (73,), "73,04"),
        (72.94, (73,), "72,9"),
        # A plan with a half: 75,46 would round to 75,5.
        (75.46, (75.5,), "75,46"),
        # 89,999 999 is still below 90, and what differs by binary noise alone does not.
        (89.999999, (90, 100), "89,999999"),
        (89.9999999999, (90, 100), "90"),
        (99.96, (90.0, 100.0), "99,96"),
        (-0.03, (0.0,), "\u22120,03"),
        (72.97, (NAN, None), "73"),
    ],
)
def test_more_digits_are_written_where_rounding_would_cross(value, bounds, text):
    assert number(value, bounds=bounds) == text


def test_money_that_is_a_kopeck_short_is_not_all_of_it():
    # 8 999 999,99 of 9 000 000 are 99,99999989 %.
    assert percent(100 * 8_999_999_99 / 9_000_000_00, bounds=(90, 100)) == "99,9999999\u00a0%"


def test_thousands_of_people_have_three_digits_anyway():
    assert with_unit(1.8996, "тыс. чел.", bounds=(1.9,)) == "1,8996\u00a0тыс. чел."
