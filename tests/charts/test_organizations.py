"""Organizations: the order, the words where there is no figure, Russian shares."""

from __future__ import annotations

import pandas as pd

from tests.charts.samples import NONE, by_years, organizations, parts, texts
from uspekh.charts import organizations as charts


def test_the_greatest_is_first_and_those_without_data_are_last():
    said = texts(charts.ranking(organizations(4), "%"))
    names = [text for text in said if text.startswith("Школа")]
    assert names == [f"Школа №\u00a0{number}" for number in (1, 2, 3, 4)]
    # 0,77 · 101,3 = 78,001
    assert {"78", "нет данных", "План", "наличие критических отклонений"} <= set(said)


def test_the_order_of_rows_does_not_matter():
    frame = organizations(8)
    shuffled = frame.sample(frac=1, random_state=1)
    assert texts(charts.ranking(frame, "%")) == texts(charts.ranking(shuffled, "%"))


def test_a_long_name_is_broken_into_lines_and_none_is_lost():
    name = "Детско-юношеская спортивная школа города Саянска"
    said = texts(charts.ranking(organizations(1).assign(short_name=name), "%"))
    assert name in said


def test_a_name_with_quotation_marks_and_backslashes_is_drawn_as_it_is():
    name = "ДДТ \"Созвездие\" \\ 'Юность'"
    assert name in texts(charts.ranking(organizations(1).assign(short_name=name), "%"))


def test_the_heat_map_has_a_figure_or_words_in_each_cell():
    said = [" ".join(text.split()) for text in texts(charts.heatmap(by_years(4), "%"))]
    # 4 organizations in 2 years: one of four in each year has no figure.
    # They say so, and the legend once more.
    assert said.count("нет данных") == 3
    assert said.count("101,3") == 2


def test_where_no_plan_is_set_the_cell_says_so():
    frame = organizations(1).assign(completion=NONE, flag=None, flag_label="плана нет")
    assert "плана нет" in texts(charts.heatmap(frame, "%"), width=900)


def test_contributions_say_value_and_share():
    said = texts(charts.contribution(parts(4), "чел."))
    # 1234 / 15,79 = 78,15; 345 / 15,79 = 21,85
    assert "1\u00a0234\u00a0чел.\u00a0\u00a0·\u00a0\u00a078,2\u00a0%" in said
    assert "0\u00a0чел.\u00a0\u00a0·\u00a0\u00a00\u00a0%" in said
    assert "нет данных" in said


def test_thirty_organizations_are_all_named():
    for chart in (charts.ranking(organizations(30), "%"), charts.contribution(parts(30), "чел.")):
        assert len([text for text in texts(chart) if text.startswith("Школа")]) == 30


def test_an_organization_that_must_not_be_shown_says_so():
    rows = organizations(3)
    first = rows.index == 0
    hidden = rows.assign(
        fact=rows["fact"].mask(first), completion=rows["completion"].mask(first),
        flag=rows["flag"].mask(first, "hidden"), flag_label=rows["flag_label"].mask(first, "скрыто"),
    )  # fmt: skip
    for chart in (charts.ranking(hidden, "%"), charts.heatmap(hidden.assign(year=2023), "%")):
        assert "скрыто" in texts(chart) and "нет данных" not in texts(chart)


def test_organizations_that_gave_nothing_are_all_without_data():
    nobody = organizations(3).assign(fact=pd.NA, completion=pd.NA, flag="no_data", flag_label="нет данных")
    # Three rows and the legend.
    assert texts(charts.ranking(nobody, "%")).count("нет данных") == 4
