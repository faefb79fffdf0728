"""Charts of an indicator: what stands on them, in Russian, and what is said where there is no figure."""

from __future__ import annotations

from tests.charts.samples import LINES, NONE, PEOPLE, QUARTERS, SHARE, texts, years
from uspekh.charts import indicators, palette, trends


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


def test_within_a_year_the_tick_stands_at_the_plan_of_the_date():
    half = years((2022, 1834.0, 900.0, "at_risk", 9, 9)).assign(due_plan=917.0)
    chart = indicators.plan_fact(half, "чел.")
    assert "917" in texts(chart) and "1\u00a0834" not in texts(chart)
    assert "план 917\u00a0чел. на дату, 1\u00a0834\u00a0чел. на год" in chart.to_dict()["description"]


def test_no_printed_figure_crosses_a_bound_of_its_flag():
    # 8 996 of 10 000 are 89,96 %: not «90 %» where 90 is the bound; 8 996 of a bound of 9 000 likewise.
    row = years((2022, 10_000.0, 8_999.96, "missed", 9, 9)).assign(bounds=[(10_000.0, 9_000.0)], edges=[(90.0, 100.0)])
    chart = indicators.plan_fact(row, "чел.")
    assert "8\u00a0999,96" in texts(chart)
    assert "выполнение 89,9996\u00a0%" in chart.to_dict()["description"]


def test_the_forecast_is_drawn_with_its_interval_and_said():
    chart = indicators.plan_fact(PEOPLE, "чел.", forecast=(2024, 2100.4, 1900.0, 2300.0))
    said = texts(chart)
    assert {"Прогноз", "прогноз 2\u00a0100"} <= set(said)
    words = "прогноз на 2024 год: 2\u00a0100\u00a0чел., интервал 95\u00a0% от 1\u00a0900 до 2\u00a0300."
    assert chart.to_dict()["description"].endswith(words)


def test_the_base_and_the_chosen_organizations_are_lines_named_in_one_legend():
    said = texts(indicators.plan_fact(PEOPLE, "чел.", lines=LINES, base=300.0))
    assert {"База: 300\u00a0чел.", "СОШ № 4", "СОШ № 5"} <= set(said)
    assert not [text for text in texts(indicators.plan_fact(PEOPLE, "чел.")) if text.startswith("База")]


def test_the_chosen_year_is_marked():
    def bands(chosen):
        layers = indicators.plan_fact(PEOPLE, "чел.", chosen=chosen).to_dict()["layer"]
        return [row["year"] for layer in layers if layer["mark"].get("color") == palette.BAND
                for row in layer["data"]["values"]]  # fmt: skip

    assert bands(2021) == [2021]
    assert bands(None) == bands(2030) == []


def test_the_trend_names_its_lines_and_the_periods_in_order():
    said = texts(trends.trend(QUARTERS, "чел."))
    periods = [text for text in said if text in ("I квартал", "I полугодие", "9 месяцев")]
    assert periods == ["I квартал", "I полугодие", "9 месяцев"]
    assert {"2022", "2021", "План к дате, 2022", "350,5", "1\u00a0500"} <= set(said)


def test_a_period_without_a_figure_breaks_the_line_and_says_so():
    assert "нет данных" in texts(trends.trend(QUARTERS, "чел."))


def test_a_year_that_must_not_be_shown_says_so():
    hidden = years((2022, 80.0, 81.0, "met", 9, 9), (2023, 80.0, NONE, "hidden", 9, 9))
    chart = indicators.plan_fact(hidden, "%")
    assert "скрыто" in texts(chart) and "нет данных" not in texts(chart)
    assert "скрыто" in chart.to_dict()["description"]


def test_an_indicator_of_which_nothing_is_known_yet_is_drawn():
    nothing = years((2023, 80.0, NONE, "no_data", 0, 9), (2024, NONE, NONE, "not_due", 0, 9))
    said = texts(indicators.plan_fact(nothing, "%"))
    assert {"нет данных", "срок не наступил"} <= set(said)
    assert not [text for text in said if text in ("fact", "plan", "due")]
