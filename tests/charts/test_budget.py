"""Money on the chart of years: the measure chosen by magnitude, small sums readable, kopecks in the description."""

from __future__ import annotations

import pandas as pd

from tests.charts.samples import KINDS, NONE, money, texts
from uspekh.charts import budget


def of_years(**years: tuple) -> pd.DataFrame:
    """Sums of the kinds of money by year: ``y2020=(plan, refined, executed)``."""
    frame = money(**years)
    return frame.assign(year=[int(name.removeprefix("y")) for name in frame["name"]]).drop(columns="name")


def test_millions_where_a_sum_reaches_one_and_small_sums_stay_readable():
    said = texts(budget.by_year(of_years(y2019=(9000000.0, 9000000.0, 8799000.5), y2020=(15000.0, 15000.0, NONE))))
    assert {"млн руб.", "0,015", "9", "8,799", "нет данных", "2019", "2020", *KINDS} <= set(said)


def test_thousands_where_none_reaches_a_million():
    said = texts(budget.by_year(of_years(y2020=(15000.0, 14000.0, 0.0))))
    assert {"тыс. руб.", "15", "14"} <= set(said)
    # The execution is a reported zero, beside the zero of the axis.
    assert said.count("0") == 2


def test_the_description_gives_roubles_and_kopecks():
    description = budget.by_year(of_years(y2019=(8799000.5, NONE, NONE))).to_dict()["description"]
    assert "8\u00a0799\u00a0000,50\u00a0руб." in description
