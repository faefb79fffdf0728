"""Charts of an indicator: what stands on them, in Russian, and what is said where there is no figure."""

from __future__ import annotations

from tests.charts.samples import NONE, PEOPLE, QUARTERS, SHARE, texts, years
from uspekh.charts import indicators, trends


def test_facts_and_plans_are_written_the_russian_way():
    said = texts(indicators.plan_fact(PEOPLE, "чел."))
    assert {"1\u00a0402", "1\u00a0359", "чел."} <= set(said)
    assert "74,3" in texts(indicators.plan_fact(SHARE, "%"))


def test_axis_numbers_have_spaces_between_thousands_and_a_decimal_comma():
    assert "1\u00a0000" in texts(indicators.plan_fact(PEOPLE, "чел."))
    small = years((2019, 0.6, 0.55, "at_risk", 9, 9))
    assert "0,2" in texts(indicators.plan_fact(small, "тыс. чел."))


def test_a_year_without_a_figure_says_why():
    said = [" ".join(text.split()) for text in texts(indicators.plan_fact(PEOPLE, "чел."))]
    assert "нет данных" in said
    assert "срок не наступил" in said


def test_incomplete_reporting_has_a_look_and_a_word_of_its_own():
    assert "Факт, сдали не все" in texts(indicators.plan_fact(PEOPLE, "чел."))
    assert "Факт, сдали не все" not in texts(indicators.plan_fact(SHARE, "%"))


def test_a_reported_zero_is_a_figure_and_not_a_gap():
    zero = years((2019, 100.0, 0.0, "missed", 9, 9))
    said = texts(indicators.plan_fact(zero, "чел."))
    assert "нет данных" not in " ".join(said)
    # One zero of the axis and one of the fact.
    assert said.count("0") == 2


def test_a_year_without_a_plan_is_drawn():
    said = texts(indicators.plan_fact(years((2019, NONE, 12.5, None, 9, 9)), "%"))
    assert "12,5" in said


def test_shares_deviate_by_percentage_points_with_a_sign():
    said = texts(indicators.deviation(SHARE, "%"))
    # 74,26 − 73 = 1,26; 66,1 − 76 = −9,9
    assert {"+1,3", "−9,9", "Отклонение, п.\u00a0п."} <= set(said)


def test_people_deviate_by_people():
    said = texts(indicators.deviation(PEOPLE, "чел."))
    # 1650 − 1834 = −184
    assert {"−184", "+8", "Отклонение, чел."} <= set(said)


def test_the_trend_names_its_lines_and_the_periods_in_order():
    said = texts(trends.trend(QUARTERS, "чел."))
    periods = [text for text in said if text in ("I квартал", "I полугодие", "9 месяцев")]
    assert periods == ["I квартал", "I полугодие", "9 месяцев"]
    assert {"2022", "2021", "План к дате, 2022", "350,5", "1\u00a0500"} <= set(said)


def test_a_period_without_a_figure_breaks_the_line_and_says_so():
    assert "нет данных" in texts(trends.trend(QUARTERS, "чел."))


def test_the_card_names_only_the_first_and_the_last_year():
    assert texts(indicators.mini_plan_fact(PEOPLE, "чел."), width=240) == ["2019", "2024"]


def test_a_year_that_must_not_be_shown_says_so():
    hidden = years((2022, 80.0, 81.0, "met", 9, 9), (2023, 80.0, NONE, "hidden", 9, 9))
    for chart in (indicators.plan_fact(hidden, "%"), indicators.deviation(hidden, "%")):
        assert "скрыто" in texts(chart) and "нет данных" not in texts(chart)
        assert "скрыто" in chart.to_dict()["description"]


def test_an_indicator_of_which_nothing_is_known_yet_is_drawn():
    nothing = years((2023, 80.0, NONE, "no_data", 0, 9), (2024, NONE, NONE, "not_due", 0, 9))
    for chart in (indicators.plan_fact(nothing, "%"), indicators.deviation(nothing, "%")):
        said = texts(chart)
        assert {"нет данных", "срок не наступил"} <= set(said)
        assert not [text for text in said if text in ("fact", "plan", "deviation")]
