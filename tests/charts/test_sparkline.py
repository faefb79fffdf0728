"""The small line of years: its scale, its gaps, its point, its words."""

from __future__ import annotations

import re

import pandas as pd

from uspekh.charts.sparkline import HEIGHT, sparkline


def paths(svg: str) -> dict[str, str]:
    return dict(re.findall(r'<path class="(\w+)".*? d="([^"]*)"', svg))


def test_the_scale_is_that_of_the_figures():
    """From 70 to 80 over 44 pixels less 5 at each edge: 34 pixels for ten, so 75 is at 39 - 17 = 22."""
    svg = sparkline([2022, 2023, 2024], [70, 75, 80], [75, 75, 75], chosen=2023)
    assert paths(svg) == {"fact": "M5.0,39.0L58.0,22.0L111.0,5.0", "plan": "M5.0,22.0L58.0,22.0L111.0,22.0"}
    assert 'cx="58.0" cy="22.0"' in svg
    assert 'aria-label="2022: факт 70, план 75; 2023: факт 75, план 75; 2024: факт 80, план 75"' in svg


def test_a_year_without_a_figure_is_a_gap_and_has_no_point():
    svg = sparkline([2019, 2020, 2021, 2022], [1, None, pd.NA, 2], [None] * 4, chosen=2020)
    # Two years alone, a short dash each: no line goes through the years between them.
    assert paths(svg) == {"fact": "M5.0,39.0L9.0,39.0M111.0,5.0L107.0,5.0", "plan": ""}
    assert "circle" not in svg
    assert "2020: факт нет данных;" in svg


def test_figures_that_do_not_change_lie_within_the_picture():
    heights = re.findall(r"[ML][\d.]+,([\d.]+)", sparkline([2023, 2024], [5, 5], [5, 5]))
    assert {float(height) for height in heights} == {HEIGHT - 5}


def test_nothing_is_drawn_of_nothing():
    assert sparkline([2023, 2024], [None, float("nan")], [None, None], chosen=2024) == ""
