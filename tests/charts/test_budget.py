"""Money on charts: the measure chosen by magnitude, small sums readable, the underived part told apart."""

from __future__ import annotations

from tests.charts.samples import KINDS, NONE, money, texts
from uspekh.charts import budget
from uspekh.charts.labels import described


def test_millions_where_a_sum_reaches_one_and_small_sums_stay_readable():
    frame = money(a=(15000.0, 15000.0, NONE), b=(9000000.0, 9000000.0, 8799000.5))
    said = texts(budget.by_source(frame.rename(columns={"name": "source"})))
    assert {"млн руб.", "0,015", "9", "8,799", "нет данных"} <= set(said)


def test_thousands_where_none_reaches_a_million():
    said = texts(budget.by_source(money(a=(15000.0, 14000.0, 13999.99)).rename(columns={"name": "source"})))
    assert {"тыс. руб.", "15", "14"} <= set(said)


def test_years_and_kinds_are_named():
    frame = money(a=(240000.0, 180000.0, 0.0)).assign(year=2020)
    said = texts(budget.by_year(frame))
    assert {"2020", *KINDS} <= set(said)
    # The execution is a reported zero, beside the zero of the axis.
    assert said.count("0") == 2


def test_what_the_passport_does_not_break_down_says_so():
    frame = money(a=(140000.0, NONE, NONE), b=(60000.0, 60000.0, 58000.0)).rename(columns={"name": "line_title"})
    said = texts(budget.by_line(frame.assign(derived=frame["line_title"] == "a")))
    marked = [text for text in said if "не расписано" in text]
    assert marked[0].startswith("140\u00a0")
    assert not [text for text in said if text.startswith("60") and "не расписано" in text]


def test_the_description_gives_roubles_and_kopecks():
    frame = money(a=(8799000.5, NONE, NONE)).rename(columns={"name": "source"})
    description = budget.by_source(frame).to_dict()["description"]
    assert "8\u00a0799\u00a0000,50\u00a0руб." in description
    assert described(frame.assign(said="x"), {"Источник": "source", "Сумма": "said"}).startswith("a: сумма x")
