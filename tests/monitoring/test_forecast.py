"""Forecast, needed pace and the range of an incomplete share, worked out by hand."""

from __future__ import annotations

import pandas as pd
import pytest

from tests.tidy import organization, people, tidy
from uspekh.monitoring.forecast import forecast, possible_range


def years(*facts):
    rows = [(2019 + place, fact, 100.0) for place, fact in enumerate(facts)]
    return pd.DataFrame(rows, columns=["year", "fact", "plan"]).astype({"fact": "float64"})


def test_a_straight_line_goes_on():
    found = forecast(years(10, 20, 30, None, None), 2021)
    # 10 a year from 30 in 2021 gives 50 in 2023; (100 − 30) / 2 years are needed.
    assert (found.year, found.value, found.spread) == (2023, pytest.approx(50), pytest.approx(0, abs=1e-9))
    assert (found.needed, found.points) == (35, 3)


def test_the_spread_is_twice_the_deviation_about_the_line():
    found = forecast(years(10, 26, 30, None), 2021)
    # The line through 10, 26, 30 is 12 + 10·(year − 2019): misses −2, 4, −2; √(24 / 1) = 4.899; forecast 42.
    assert found.value == pytest.approx(42)
    assert found.spread == pytest.approx(2 * 24**0.5)


def test_no_forecast_of_too_little_or_of_what_is_known():
    assert forecast(years(10, 20, None, None), 2022) is None
    assert forecast(years(10, 20, 30, 40), 2022) is None
    assert forecast(years(10, 20, 30, 40), 2021).value == pytest.approx(40)


def test_what_the_silent_can_still_change(compute):
    values = tidy(organization("A", 100), organization("B", 50), people("A", 2019, **{"in": 60, "all": 100}))
    # 60 of 100 now; B with 50 children can add none (60/150 = 40 %) or all (110/150 = 73.3 %).
    assert possible_range(compute(values), "share", 2019) == (pytest.approx(40), pytest.approx(100 * 110 / 150))
    whole = tidy(organization("A", 100), people("A", 2019, **{"in": 60, "all": 100}))
    assert possible_range(compute(whole), "share", 2019) is None
