"""The shipped passport against facts read off the document by eye."""

from __future__ import annotations

import re

import pandas as pd
import pytest

from uspekh.passport.tables import SCHEMAS
from uspekh.passport.targets import measure_targets


@pytest.fixture
def plan(shipped):
    return shipped


def test_counts_of_the_document(plan):
    kinds = plan["plan_items"]["kind"].value_counts().to_dict()
    assert kinds == {"result": 27, "event": 43, "control_point": 27}
    sizes = {name: len(plan[name]) for name in ("indicators", "results", "participants", "plan_items", "methods")}
    assert sizes == {"indicators": 4, "results": 13, "participants": 38, "plan_items": 97, "methods": 4}
    assert plan.years == (2019, 2020, 2021, 2022, 2023, 2024)


@pytest.mark.parametrize(
    ("indicator", "targets"),
    [
        ("1", [73, 75, 76, 77, 78, 80]),
        ("2", [600, 750, 900, 1050, 1200, 1350]),
        ("3", [0.6, 0.8, 1.2, 1.5, 1.9, 2.4]),
        ("4", [452, 902, 1359, 1834, 2272, 2787]),
    ],
)
def test_targets_of_section_2_and_of_annex_2(plan, indicator, targets):
    for table in ("indicator_targets", "annex2_targets"):
        rows = plan[table][plan[table]["indicator"] == indicator].sort_values("year")
        assert rows["target"].tolist() == targets


def test_base_dates_differ_between_the_sections_as_printed(plan):
    section2 = plan["indicators"].set_index("id")["base_date"]
    annex2 = plan["annex2_indicators"].set_index("indicator")["base_date"]
    assert (section2["1"], annex2["1"]) == (pd.Timestamp(2019, 1, 1), pd.Timestamp(2018, 1, 1))
    assert (section2["4"], annex2["4"]) == (pd.Timestamp(2019, 6, 1), pd.Timestamp(2018, 9, 1))


def test_targets_of_results(plan):
    def targets(result, unit):
        rows = plan["result_targets"].query("result == @result and unit == @unit")
        return rows.sort_values("year")["target"].tolist()

    assert targets("1.2", "%") == [20, 30, 45, 55, 70, 85]
    assert targets("1.2", "чел.") == [600, 800, 1200, 1500, 1900, 2400]
    assert targets("1.3", "чел.") == [452, 902, 1359, 1834, 2272, 2787]
    assert targets("1.6", "%") == [34, 46, 52, 58, 64, 70]
    assert targets("1.9", "%") == [70]
    assert targets("1.13", "чел.") == [400]
    # A sixth of 400 a year: 66,67, 133,33, 200, 266,67, 333,33, in whole people.
    line = measure_targets(plan).query("measure == 'r1_13'").sort_values("year")
    assert line["plan"].tolist() == [67, 133, 200, 267, 333, 400]


def test_money_is_exact_and_the_missing_part_is_derived(plan):
    budget = plan["budget"]
    regional = budget[budget["source"] == "региональный бюджет"]
    missing = regional[regional["line"] == "1.1-1.2"].sort_values("year")["kopecks"].tolist()
    # 0,015 / 0,040 / 0,015 / 0,015 / 0,040 / 0,015 million roubles, in kopecks
    assert missing == [1_500_000, 4_000_000, 1_500_000, 1_500_000, 4_000_000, 1_500_000]
    assert budget["kopecks"].sum() == 923_000_000  # 9,23 million roubles
    kvantorium = regional[(regional["line"] == "1.6") & (regional["year"] == 2019)]
    assert kvantorium["kopecks"].item() == 900_000_000


def test_plan_items_keep_numbers_dates_and_levels_as_printed(plan):
    items = plan["plan_items"].set_index("item")
    assert items.loc["1.1.1", "end"] == pd.Timestamp(2018, 10, 30)
    assert items.loc["1.1.2", "control"] == "К"
    assert items.loc["27.1.4", "control"] == ""
    assert (items.loc["5.1.3", "kind"], items.loc["5.1.3", "parent"]) == ("control_point", "5")
    assert items.loc["2.1.3", ["yearly", "end_text"]].tolist() == [True, "01.04.2019 (далее ежегодно)"]
    assert items.loc["1.1.3", "yearly_until"] == pd.Timestamp(2021, 12, 31)
    assert items.loc["1.1", "number"] == "1.1."
    assert items["control"].value_counts().to_dict() == {"АП": 60, "РП": 25, "К": 9, "КП": 2, "": 1}


def test_spellings_are_kept_and_the_directory_stands_beside(plan):
    participants = plan["participants"].set_index("row")
    assert participants.loc[18, "person"] == "Бадудина Т.А."
    assert participants.loc[18, "workload"] == 40
    assert plan["people"].set_index("spelling").loc["Бадудина Т.А.", "person"] == "Бадулина Т.А."
    assert plan["plan_items"]["executor"].nunique() == 10
    assert participants.loc[3, "task"] == ""
    assert participants.loc[36, "task"].startswith("Внедрение в г Саянске целевой модели")


def test_supplementary_financing_equals_its_printed_totals(plan):
    rows = plan["supplementary_financing"]
    own = rows[(rows["row"] != "") & (rows["year"] != 0)].groupby("year")["kopecks"].sum()
    printed = rows[(rows["row"] == "") & (rows["year"] != 0)].set_index("year")["kopecks"]
    assert own.to_dict() == printed.to_dict() == {2019: 903_000_000, 2020: 5_500_000, 2021: 3_000_000}


def test_printed_sums_and_gaps_of_the_document_stay_as_printed(plan):
    totals = plan["budget_totals"].set_index(["line", "source", "year"])["kopecks"]
    assert totals["", "", 0] == 923_000_000
    assert totals["1.6", "", 2019] == 900_000_000
    assert (plan["methods"].set_index("indicator")["base"]).to_dict() == {
        "1": "Фдод=73",
        "2": "0",
        "3": "1,0",
        "4": "0",
    }
    assert plan["annex2_indicators"]["unit"].tolist() == ["%", "человек", "человек", "человек"]
    titles = plan["results"].set_index("id")["title"]
    assert titles["1.1"].startswith(titles["1.12"])


def test_every_link_of_a_result_that_the_document_lacks_is_absent(plan):
    linked = plan["links"].groupby("result")["kind"].agg(set)
    assert set(plan["results"]["id"]) - set(linked.index) == {"1.13"}
    assert linked["1.7"] == {"participant"}
    items = set(plan["links"].query("kind == 'plan_item'")["target"])
    assert items == {str(number) for number in range(1, 28)}
    rows = set(plan["links"].query("kind == 'participant'")["target"].astype(int))
    assert rows == set(range(7, 39))  # rows 1-6 serve the project as a whole


def test_columns_of_the_workbook_are_those_of_the_contract(plan):
    headings = plan["components"].groupby("sheet", sort=False)["heading"].agg(list)
    assert headings["Показатели"] == [
        "П1 Занимаются, чел.",
        "П1 Всего детей 5–18 лет, чел.",
        "П2 Охвачено, чел.",
        "П3 Участников, чел.",
        "П4 Получили рекомендации, чел.",
    ]
    assert headings["Результаты"] == [
        "Р1.2 Участники онлайн-уроков 6–11 классов, чел.",
        "Р1.2 Всего обучающихся 6–11 классов, чел.",
        "Р1.6 Дети с ОВЗ в программах, чел.",
        "Р1.6 Всего детей с ОВЗ, чел.",
        "Р1.9 Вовлечены в наставничество, чел.",
        "Р1.9 Всего обучающихся, чел.",
        "Р1.11 Участники олимпиад и конкурсов 4–11 классов, чел.",
        "Р1.11 Всего обучающихся 4–11 классов, чел.",
        "Р1.13 Родители, получившие рекомендации, чел.",
    ]
    hidden = plan["components"].loc[plan["components"]["sensitive"], "id"].tolist()
    assert hidden == ["r1_6_disabled_engaged", "r1_6_disabled_total"]


def test_no_leftovers_of_the_extraction_and_titles_fit_a_chart(plan):
    leftover = re.compile(r"[<>$]|\s{2}|\n")
    for name in SCHEMAS:
        for column, cells in plan[name].select_dtypes("str").items():
            found = [cell for cell in cells if leftover.search(cell)]
            assert not found, (name, column)
    for name in ("indicators", "results", "budget_lines"):
        assert plan[name]["short_title"].str.len().max() <= 60
