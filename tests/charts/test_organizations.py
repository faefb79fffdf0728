"""Organizations: lines of a few over the years, what each gives to the city's figure, Russian shares."""

from __future__ import annotations

import pandas as pd

from tests.charts.samples import by_years, texts
from uspekh.charts import organizations as charts


def test_each_line_is_named_once_in_the_order_of_the_rows():
    said = texts(charts.compared(by_years(3).iloc[::-1], "%"))
    names = [text for text in said if text.startswith("Школа")]
    assert names == ["Школа № 3", "Школа № 2", "Школа № 1"]


def test_a_name_with_quotation_marks_and_backslashes_is_drawn_as_it_is():
    name = "ДДТ \"Созвездие\" \\ 'Юность'"
    assert name in texts(charts.compared(by_years(1).assign(short_name=name), "%"))


def test_a_figure_that_must_not_be_shown_has_no_point_and_says_so():
    rows = by_years(2)
    first = (rows["short_name"] == "Школа № 1") & (rows["year"] == 2022)
    hidden = rows.assign(
        fact=rows["fact"].mask(first), flag=rows["flag"].mask(first, "hidden"),
        flag_label=rows["flag_label"].mask(first, "скрыто"),
    )  # fmt: skip
    chart = charts.compared(hidden, "%").to_dict()
    points = next(layer["data"]["values"] for layer in chart["layer"] if layer["mark"]["type"] == "point")
    assert [(each["short_name"], each["year"]) for each in points] == [
        ("Школа № 1", 2021), ("Школа № 2", 2021), ("Школа № 2", 2022),
    ]  # fmt: skip
    assert "факт скрыто" in chart["description"] and "нет данных" not in chart["description"]


def test_organizations_that_gave_nothing_say_so():
    nobody = by_years(2).assign(fact=pd.NA, flag="no_data", flag_label="нет данных")
    assert texts(charts.compared(nobody, "%")) == ["нет данных"]
