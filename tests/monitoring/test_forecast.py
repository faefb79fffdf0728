"""Forecast, needed pace and the range of an incomplete share, worked out by hand."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from benchmarks.forecast import HORIZONS, LENGTHS, coverage
from tests.tidy import organization, people, tidy
from uspekh.monitoring.forecast import Record, compare_forecasts, list_forecasts, look_ahead, predict

T2, T3 = 4.302653, 3.182446
"""Student's t of 97,5 % with two and with three degrees of freedom, from a printed table."""


def years(*facts, target=100.0, direction="up", formula="sum", basis="sum", **latest):
    """Whole years from 2019 on of ten organizations; ``latest``: what is otherwise of the latest year with a fact."""
    frame = pd.DataFrame({"year": range(2019, 2019 + len(facts)), "fact": facts}).astype({"fact": "float64"})
    frame = frame.assign(months=12.0, late=0, basis=basis, direction=direction, plan=target, formula=formula)
    frame = frame.assign(reported=10, expected=10, divisor=1.0, sum_fact=frame["fact"])
    frame["numerator"] = frame["fact"].ffill().fillna(0).diff().fillna(frame["fact"])
    last = frame["fact"].last_valid_index()
    for name, value in latest.items():
        frame[name] = frame[name].astype("object" if isinstance(value, str) else "float64")
        frame.loc[last, name] = value
    return frame


def test_a_straight_line_goes_on_within_what_its_years_miss_it_by():
    forecast = look_ahead(years(10, 24, 28, 42, None), 2022).forecast
    # The line through 10, 24, 28, 42 is 26 + 10·(year − 2020,5): misses −1, 3, −3, 1, together 20; s = √(20/2) = 3,162.
    # 2023 lies 2,5 from the middle of the years, Sxx = 5: value 51; half = t₂·3,162·√(1 + 1/4 + 6,25/5).
    assert forecast.value == pytest.approx(51)
    half = T2 * 10**0.5 * (1 + 1 / 4 + 6.25 / 5) ** 0.5
    assert (forecast.low, forecast.high) == (pytest.approx(51 - half, abs=1e-4), pytest.approx(51 + half, abs=1e-4))
    assert (forecast.year, forecast.years, forecast.basis) == (2023, (2019, 2020, 2021, 2022), "sum")


def test_a_level_grows_by_the_line_of_its_yearly_increments():
    forecast = look_ahead(years(100, 240, 360, 520, 680, None, None, formula="cumulative", target=1350), 2023).forecast
    # Increments 100, 140, 120, 160, 160: 136 + 14·(year − 2021), so 178 in 2024 and 192 in 2025, 680 + 370 = 1 050.
    assert (forecast.year, forecast.value) == (2025, pytest.approx(680 + 370))
    # Misses −8, 18, −16, 10, −4, together 760: s = √(760/3). Two years ahead: Σ(x − x̄) = 3 + 4, Sxx = 10.
    half = T3 * (760 / 3) ** 0.5 * (2 + 4 / 5 + 49 / 10) ** 0.5
    assert forecast.high == pytest.approx(1050 + half, abs=1e-3)
    assert forecast.low == pytest.approx(1050 - half, abs=1e-3)


def test_a_level_never_falls():
    # Increments 300, 200, 90, 10: the line falls by 98 a year and stands at −95 in 2023; nobody is taken back.
    forecast = look_ahead(years(300, 500, 590, 600, None, formula="cumulative"), 2022).forecast
    assert (forecast.value, forecast.low) == (600, 600)
    assert forecast.high > 600


def test_a_share_stays_between_none_and_all():
    forecast = look_ahead(years(80, 88, 90, 98, None, formula="share"), 2022).forecast
    # 89 + 5,6·(year − 2020,5) gives 103 in 2023.
    assert (forecast.value, forecast.high) == (100, 100)


def test_of_points_on_a_line_nothing_is_said_of_the_spread():
    forecast = look_ahead(years(10, 20, 30, 40, None), 2022).forecast
    assert (forecast.value, forecast.low, forecast.high) == (pytest.approx(50), None, None)


def test_no_forecast_of_too_little_of_what_is_known_or_of_a_growth():
    few = look_ahead(years(10, 26, 30, None, None), 2021)
    assert (few.forecast, few.whole_years, few.needed) == (None, 3, 35)
    assert look_ahead(years(10, 24, 28, 42), 2022) is None
    # Chosen 2021, the year 2022 is not known yet: three whole years.
    assert look_ahead(years(10, 24, 28, 42), 2021).whole_years == 3
    assert look_ahead(years(10, 24, 28, 42, None, formula="growth"), 2022) is None
    assert look_ahead(years(None, None), 2020).needed is None


def test_a_part_of_a_year_is_no_point_of_the_line():
    quarter = look_ahead(years(10, 24, 28, 42, 11, None, months=3.0), 2023)
    # The quarter of 2023 counts for nothing: the line of four years stands at 61 in 2024, and the pace is counted from
    # 2022, (100 − 42) / 2.
    assert (quarter.forecast.value, quarter.whole_years, quarter.needed) == (pytest.approx(61), 4, 29)


@pytest.mark.parametrize(("reported", "whole"), [(8, 5), (7, 4)])
def test_a_year_is_whole_with_four_fifths_of_those_asked(reported, whole):
    assert look_ahead(years(10, 24, 28, 42, 50, None, reported=reported), 2023).whole_years == whole


def test_a_share_above_all_children_is_no_point():
    assert look_ahead(years(80, 88, 90, 101, None, formula="share"), 2022).whole_years == 3


def test_all_points_are_of_one_basis():
    mixed = years(10, 24, 30, 42, None, basis="sum")
    mixed.loc[2, "basis"] = "municipality"
    mixed.loc[2, ["sum_fact", "reported"]] = [28, 9]
    # The municipality's row of 2021 (30) is no point of the line of sums (28): that stands at 51 in 2023 as above.
    forecast = look_ahead(mixed, 2022).forecast
    assert (forecast.value, forecast.basis) == (pytest.approx(51), "sum")
    # Of four years of the municipality it is its own line, however few organizations reported.
    city = years(10, 24, 28, 42, None, basis="municipality").assign(sum_fact=1.0, reported=0)
    assert (look_ahead(city, 2022).forecast.value, look_ahead(city, 2022).forecast.basis) == (
        pytest.approx(51),
        "municipality",
    )


def test_what_is_reached_needs_nothing_more():
    assert look_ahead(years(90, 110, 130, None, None), 2021).needed == 0
    falling = look_ahead(years(34, 30, 28, None, None, target=40.0, direction="down"), 2021)
    assert (falling.needed, falling.falling) == (0, True)
    # (42 − 30) / 2 years
    assert look_ahead(years(50, 46, 42, None, None, target=30.0, direction="down"), 2021).needed == 6


@pytest.mark.parametrize("length", LENGTHS)
@pytest.mark.parametrize("ahead", HORIZONS)
def test_the_interval_holds_what_it_promises(length, ahead):
    # 2 000 series: the deviation of a share of 95 % is 0,49 points; four of them either way.
    for increments in (False, True):
        assert coverage(length, ahead, 2000, np.random.default_rng(14), increments=increments) == pytest.approx(
            95, abs=2
        )


def test_a_series_is_predicted_alone_as_among_many():
    axis, ahead = np.arange(2019, 2024), np.array([2024, 2025])
    many = np.array([[10.0, 26, 30, 31, 50], [5, 4, 9, 9, 1]])
    steps, half = predict(axis, many, ahead)
    alone = [predict(axis, series, ahead) for series in many]
    assert steps == pytest.approx(np.array([each[0] for each in alone]))
    assert half == pytest.approx(np.array([each[1] for each in alone]))


def test_forecasts_of_meetings_are_compared_with_what_came(compute):
    shown = compute(tidy(organization("A", 100), people("A", 2021, tech=70, views=500)))
    row = {"indicator": "2", "year": 2021, "basis": "sum", "value": 60, "low": 50, "high": 69.5}
    meetings = [
        {},  # frozen before forecasts were
        {"forecast": [row, row | {"high": 70.0}, row | {"low": 71.0, "high": 80.0}]},
        {"forecast": [row | {"year": 2022}, row | {"basis": "municipality"}, row | {"low": None, "high": None}]},
    ]
    # 70 people came: within 50–70 alone. Nothing is to be compared with another year or basis, or without an interval.
    assert compare_forecasts(meetings, shown) == Record(compared=3, held=1)


def test_forecasts_are_listed_as_meetings_keep_them(compute):
    values = tidy(organization("A", 100), people("A", 2019, tech=10), people("A", 2020, tech=12))
    rows = {row["indicator"]: row for row in list_forecasts(compute(values, year=2020))}
    # 22 people of 301 with one year to go; of three years there is no forecast.
    assert rows["2"] == {
        "indicator": "2", "year": 2021, "value": None, "low": None, "high": None, "years": [], "basis": None,
        "method": None, "whole_years": 2, "needed": 279.0,
    }  # fmt: skip
