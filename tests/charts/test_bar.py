"""The bar of a row: a pixel for each percent, within its picture."""

from __future__ import annotations

import re

import pytest

from uspekh.charts.bar import bar

NOTHING = [None, float("nan"), 0]
CASES = [*((nothing, 0) for nothing in NOTHING), (90.04, 90), (101.2, 101.2), (9e9, 125)]


@pytest.mark.parametrize(("percent", "width"), CASES)
def test_the_width_is_the_percentage(percent, width):
    (drawn,) = re.findall(r'class="fact" y="3" width="([\d.]+)"', bar(percent))
    assert float(drawn) == width
