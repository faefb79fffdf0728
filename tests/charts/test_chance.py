"""The picture of chance: who lies where, and what the lines mean."""

from __future__ import annotations

from tests.charts.samples import CHANCE, LIMITS, texts
from uspekh.charts.chance import funnel


def test_every_organization_is_named_and_every_line_explained():
    words = texts(funnel(CHANCE, "%", limits=LIMITS, plan=78.0))
    assert {"Школа № 1", "Школа № 2", "Школа № 3", "95 % случайного", "99,8 % случайного", "План"} <= set(words)
    assert {"в пределах", "на границе", "вне"} <= set(words)


def test_without_a_plan_there_is_no_line_of_it():
    assert "План" not in texts(funnel(CHANCE, "%", limits=LIMITS))


def test_the_lines_pass_through_the_limits():
    chart = funnel(CHANCE, "%", limits=LIMITS, plan=78.0).to_dict()
    points = {(row["part"], row["size"]): row["share"] for row in chart["layer"][0]["data"]["values"]}
    assert (points["inner_low", 400], points["outer_high", 900]) == (65.0, 74.0)
    # The plan goes from nobody to 15 % beyond the greatest size of the limits.
    assert points["plan", 0] == points["plan", 1035] == 78.0
