"""Forecast, needed pace and the range of an incomplete share, worked out by hand."""

from __future__ import annotations

import pandas as pd
import pytest

from tests.tidy import organization, people, tidy
from uspekh.monitoring.forecast import forecast, possible_range


def years(*facts, target=100.0, direction="up", **last):
    """Whole years from 2019 on; ``last``: what is otherwise of the latest year with a fact."""
    rows = [(2019 + place, fact, target) for place, fact in enumerate(facts)]
    frame = pd.DataFrame(rows, columns=["year", "fact", "plan"]).astype({"fact": "float64"})
    frame = frame.assign(months=12.0, stale=0, basis="sum", direction=direction)
    latest = frame["fact"].last_valid_index()
    for name, value in last.items():
        frame.loc[latest, name] = value
    return frame


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


def test_a_part_of_a_year_is_no_point_of_the_line():
    quarter = years(0.5, 0.8, 1.1, 0.3, None, target=2.0, months=3.0)
    found = forecast(quarter, 2022)
    # The line of the three whole years goes on by 0,3 a year from 1,1 in 2021: 1,7 in 2023. With the quarter as a year
    # it would lie at 0,6. What is lacking is counted from 2021 as well: (2 − 1,1) / 2.
    assert (found.value, found.points) == (pytest.approx(1.7), 3)
    assert (found.spread, found.needed) == (pytest.approx(0, abs=1e-9), pytest.approx(0.45))
    assert forecast(years(0.5, 0.8, 1.1, None, months=3.0), 2021) is None


def test_a_year_of_which_some_gave_only_a_part_is_no_point_unless_the_municipality_gave_it_whole():
    assert forecast(years(10, 20, 25, None, stale=2), 2021) is None
    assert forecast(years(10, 20, 30, None, stale=2, basis="municipality"), 2021).value == pytest.approx(40)


def test_what_is_reached_needs_nothing_more():
    # 130 in 2021 is above 100 already; falling from 30 to 28 with a target of 40 as well.
    assert forecast(years(90, 110, 130, None, None), 2021).needed == 0
    falling = forecast(years(34, 30, 28, None, None, target=40.0, direction="down"), 2021)
    assert (falling.needed, falling.falling) == (0, True)


def test_where_less_is_better_the_pace_is_how_much_to_take_off():
    found = forecast(years(50, 46, 42, None, None, target=30.0, direction="down"), 2021)
    # (42 − 30) / 2 years
    assert (found.needed, found.falling) == (6, True)
