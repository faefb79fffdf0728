"""Values that look wrong beside others: raised with both numbers, and silent where they should be."""

from __future__ import annotations

import dataclasses
from datetime import date

import pandas as pd
import pytest

from tests.actuals.conftest import HEADINGS, places, workbook
from uspekh.actuals.demo import starter_directory
from uspekh.actuals.reading import read_workbook
from uspekh.passport.plan import load_plan
from uspekh.settings import data_folder

BUDGET = ["Строка", "Источник", "Год", "Период", "Уточнённый план, руб.", "Кассовое исполнение, руб."]


@pytest.fixture
def judge(plan, directory):
    """Suspicions of a sheet «Показатели» over a project of 2021–2024 and schools Ш1…Ш9 of 1000 children each."""
    head = {**plan.head, "project": {**plan.head["project"], "start": date(2021, 1, 1), "end": date(2024, 12, 31)}}
    longer = dataclasses.replace(plan, head=head)
    like = directory[directory["code"] == "Ш1"]
    schools = [
        like.assign(code=f"Ш{n}", name=f"Школа {n}", short_name=f"Школа {n}", contingent=1000) for n in range(1, 10)
    ]
    town = directory[directory["code"].isin(["МО", "К"])]
    known = pd.concat([town, *schools], ignore_index=True).astype(directory.dtypes.to_dict())

    def run(*rows, earlier=()):
        stored = read_workbook(sheet(*earlier), "а.xlsx", longer, known, known).values if earlier else None
        standing = None if stored is None else lambda _values: stored
        return read_workbook(sheet(*rows), "б.xlsx", longer, known, known, standing)

    return run


def sheet(*rows):
    return workbook({"Показатели": [HEADINGS, *rows]})


def codes(reading):
    return [place for place in places(reading) if place[0].startswith("suspect")]


def covered(organization, year, number, period="год"):
    return [organization, year, period, None, None, number]


@pytest.mark.parametrize("number", [5000, 50, 50_000, 5, 430_000])
def test_ten_hundred_or_thousand_times_off(judge, number):
    reading = judge(covered("Ш1", 2021, 500), covered("Ш1", 2022, number))
    assert codes(reading) == [("suspect.scale", "Показатели", "F3")]
    assert "500 (ячейка F2)" in reading.problems[-1].message


def test_thousands_for_people_against_what_is_stored(judge):
    reading = judge(covered("Ш1", 2022, 1), earlier=[covered("Ш1", 2021, 640)])
    assert codes(reading) == [("suspect.scale", "Показатели", "F2")]
    message = reading.problems[-1].message
    assert "640" in message and "принято ранее, лист «Показатели», ячейка F2" in message


def test_the_year_after_a_mistake_is_not_blamed(judge):
    reading = judge(covered("Ш1", 2021, 500), covered("Ш1", 2022, 5000), covered("Ш1", 2023, 510))
    assert codes(reading) == [("suspect.scale", "Показатели", "F3")]


def test_small_numbers_may_grow_tenfold(judge):
    assert codes(judge(covered("Ш1", 2021, 3), covered("Ш1", 2022, 30), covered("Ш2", 2021, 0))) == []


@pytest.mark.parametrize(
    ("refined", "suspect"),
    # The line's plan is 1 000,00 roubles.
    [(1000, False), (1100, False), (400, False), (0, False), (1, True), (0.01, False), (100_000, True), (10_000, True)],
)
def test_sums_against_the_line_of_the_passport(read, refined, suspect):
    reading = read({"Бюджет": [BUDGET, ["1.3", "региональный бюджет", 2021, "год", refined, None]]})
    assert codes(reading) == ([("suspect.scale", "Бюджет", "E2")] if suspect else [])


def test_what_was_spent_by_the_first_quarter_may_be_a_small_part(read):
    row = ["1.3", "региональный бюджет", 2021, "I квартал", 1000, 1]
    assert codes(read({"Бюджет": [BUDGET, row]})) == []


def test_a_jump_of_one_where_the_others_stand(judge):
    # Others change by a tenth at most: ln 1,1 = 0,095 is under the floor 0,1; ln(1500/500) = 1,1 > 5 · 1,4826 · 0,1.
    rows = [covered(f"Ш{n}", 2021, 500) for n in range(1, 7)]
    rows += [covered(f"Ш{n}", 2022, 500 + 10 * n) for n in range(1, 6)]
    assert codes(judge(*rows, covered("Ш6", 2022, 1500))) == [("suspect.jump", "Показатели", "F13")]
    assert codes(judge(*rows, covered("Ш6", 2022, 900))) == []


def test_where_everybody_changed_nobody_jumped(judge):
    rows = [covered(f"Ш{n}", 2021, 500) for n in range(1, 7)]
    assert codes(judge(*rows, *(covered(f"Ш{n}", 2022, 110 + n) for n in range(1, 7)))) == []


def test_alone_only_threefold_and_by_fifty_is_a_jump(judge):
    assert codes(judge(covered("Ш1", 2021, 100), covered("Ш1", 2022, 320))) == [("suspect.jump", "Показатели", "F3")]
    assert codes(judge(covered("Ш1", 2021, 100), covered("Ш1", 2022, 250))) == []
    assert codes(judge(covered("Ш1", 2021, 10), covered("Ш1", 2022, 45))) == []
    assert codes(judge(covered("Ш1", 2021, 100), covered("Ш1", 2022, 0))) == [("suspect.jump", "Показатели", "F3")]


def test_far_from_comparable_organizations(judge):
    # Shares 20…24 % and 90 %: the median is 22,5 %, MAD 1,5 %, floor 2,25 %; 67,5 > 5 · 1,4826 · 2,25 and 4 medians.
    rows = [covered(f"Ш{n}", 2021, 190 + 10 * n) for n in range(1, 6)]
    reading = judge(*rows, covered("Ш6", 2021, 900), covered("К", 2021, 900))
    assert codes(reading) == [("suspect.peers", "Показатели", "F7")]
    assert "22,5" in reading.problems[0].message


def test_four_others_or_a_wide_spread_compare_nothing(judge):
    assert codes(judge(*(covered(f"Ш{n}", 2021, 200) for n in range(1, 4)), covered("Ш4", 2021, 900))) == []
    spread = [covered(f"Ш{n}", 2021, number) for n, number in enumerate((50, 150, 300, 500, 800, 990), start=1)]
    assert codes(judge(*spread)) == []


def test_one_school_with_the_only_programme_is_no_outlier(judge):
    rows = [covered(f"Ш{n}", 2021, 0) for n in range(1, 7)]
    assert codes(judge(*rows, covered("Ш7", 2021, 300))) == []


def test_last_years_report_again(judge):
    again = judge(["Ш1", 2022, "год", 90, 1000, 30], earlier=[["Ш1", 2021, "год", 90, 1000, 30]])
    assert codes(again) == [("suspect.same", "Показатели", "D2")]
    assert codes(judge(["Ш1", 2021, "год", 90, 1000, 30], ["Ш1", 2022, "год", 91, 1000, 30])) == []
    assert codes(judge(["Ш1", 2021, "год", 90, 1000, 0], ["Ш1", 2022, "год", 90, 1000, 0])) == []


def test_totals_since_the_start_where_the_years_own_are_asked(judge):
    # 100 + 90 = 190, 190 + 95 = 285: growth by 1,9 and 1,5 against 1,6 and 1,3.
    rows = [covered("Ш1", 2021, 100), covered("Ш1", 2022, 190), covered("Ш1", 2023, 285)]
    assert codes(judge(*rows)) == [("suspect.cumulative", "Показатели", "F4")]
    assert codes(judge(rows[2], earlier=rows[:2])) == [("suspect.cumulative", "Показатели", "F2")]
    assert codes(judge(covered("Ш1", 2021, 100), covered("Ш1", 2022, 130), covered("Ш1", 2023, 160))) == []
    assert codes(judge(*(["Ш1", *row[1:3], row[5], 1000, None] for row in rows))) == []


def test_a_quarter_that_starts_from_all_of_last_year(judge):
    rows = [covered("Ш1", 2021, 100), covered("Ш1", 2022, 104, "I квартал")]
    assert codes(judge(*rows)) == [("suspect.cumulative", "Показатели", "F3")]
    assert codes(judge(rows[0], covered("Ш1", 2022, 40, "I квартал"))) == []


def test_the_municipality_against_the_sum(judge):
    everybody = [covered(f"Ш{n}", 2021, 100) for n in range(1, 10)] + [covered("К", 2021, 100)]
    for own, suspect in ((900, False), (1000, False), (1010, False), (1100, True), (400, True), (90, True)):
        found = [("suspect.municipality", "Показатели", "F12")] if suspect else []
        assert codes(judge(*everybody, covered("МО", 2021, own))) == found, own
    # Not all have reported: the rest may be theirs.
    assert codes(judge(*everybody[:5], covered("МО", 2021, 900))) == []


def test_an_organization_that_comes_after_the_municipality(judge):
    reading = judge(covered("Ш1", 2021, 300), earlier=[covered("МО", 2021, 200)])
    assert codes(reading) == [("suspect.municipality", "Показатели", "F2")]


def test_falling_and_part_over_whole_also_against_what_is_stored(judge):
    falling = judge(covered("Ш1", 2021, 60), earlier=[covered("Ш1", 2021, 70, "I полугодие")])
    assert places(falling) == [("value.falling", "Показатели", "F2")]
    fallen = judge(covered("Ш1", 2021, 80, "I полугодие"), earlier=[covered("Ш1", 2021, 70)])
    assert places(fallen) == [("value.falling", "Показатели", "F2")]
    over = judge(["Ш1", 2021, "год", 500, None, None], earlier=[["Ш1", 2021, "год", None, 400, None]])
    assert places(over) == [("share.over_whole", "Показатели", "D2")]
    whole = judge(["Ш1", 2021, "год", None, 400, None], earlier=[["Ш1", 2021, "год", 500, None, None]])
    assert places(whole) == [("share.over_whole", "Показатели", "E2")]


def test_nothing_is_said_of_stored_values_alone(judge):
    stored = [covered("Ш1", 2021, 500), covered("Ш1", 2022, 5000), covered("Ш2", 2022, 9, "год"),
              covered("Ш2", 2022, 10, "I квартал")]  # fmt: skip
    assert judge(covered("Ш3", 2021, 5), earlier=stored).problems == ()


def test_suspicions_never_refuse(judge):
    assert judge(covered("Ш1", 2021, 500), covered("Ш1", 2022, 500_000)).accepted


def test_the_demonstration_gives_no_remark():
    plan = load_plan(data_folder() / "passport")
    starter = starter_directory(data_folder() / "demo")
    content = (data_folder() / "demo" / "actuals.xlsx").read_bytes()
    assert read_workbook(content, "a.xlsx", plan, starter.iloc[:0], starter).problems == ()
