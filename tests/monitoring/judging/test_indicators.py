"""Indicators by hand: shares, sums, cumulative values, coverage, the municipality's own row."""

from __future__ import annotations

from datetime import date

import pandas as pd
import pytest

from tests.tidy import organization, people, tidy

SCHOOLS = [*organization("A", 1000), *organization("B", 3000), *organization("D", None, type="доп. образование")]
MO = organization("МО", None, type="муниципалитет")


def test_a_share_is_the_ratio_of_sums_not_the_mean_of_shares(compute, cell):
    values = tidy(SCHOOLS, people("A", 2019, **{"in": 900, "all": 1000}), people("B", 2019, **{"in": 600, "all": 3000}))
    row = cell(compute(values).measures, measure="share", year=2019)
    # (900 + 600) / (1000 + 3000) = 37.5 %; the mean of 90 % and 20 % would be 55 %.
    assert row["fact"] == pytest.approx(37.5)
    assert row["deviation"] == pytest.approx(37.5 - 70)
    assert row["completion"] == pytest.approx(100 * 37.5 / 70)
    assert (row["reported"], row["expected"], row["complete"]) == (2, 3, False)


def test_an_organization_with_a_contingent_counts_only_with_both_numbers(compute, cell):
    values = tidy(SCHOOLS, people("A", 2019, **{"in": 900, "all": 1000}), people("B", 2019, **{"in": 600}))
    row = cell(compute(values).measures, measure="share", year=2019)
    assert (row["fact"], row["reported"]) == (pytest.approx(90), 1)


def test_an_organization_without_a_contingent_adds_to_the_numerator_alone(compute, cell):
    values = tidy(SCHOOLS, people("A", 2019, **{"in": 500, "all": 1000}), people("D", 2019, **{"in": 200}))
    row = cell(compute(values).measures, measure="share", year=2019)
    assert (row["fact"], row["reported"]) == (pytest.approx(70), 2)  # (500 + 200) / 1000
    own = cell(compute(values).organizations, measure="share", year=2019, organization="D")
    assert pd.isna(own["fact"])
    assert pd.isna(own["plan"])
    assert pd.isna(own["flag"])


def test_a_reported_zero_is_not_a_missing_value(compute, cell):
    zero = tidy(SCHOOLS, people("A", 2019, tech=0))
    none = tidy(SCHOOLS)
    row = cell(compute(zero).measures, measure="grown", year=2019)
    assert (row["fact"], row["reported"], row["flag"]) == (0, 1, "missed")
    row = cell(compute(none).measures, measure="grown", year=2019)
    assert pd.isna(row["fact"])
    assert (row["reported"], row["flag"]) == (0, "no_data")


def test_a_cumulative_value_adds_the_years_and_is_incomplete_after_a_gap(compute, cell):
    values = tidy(
        organization("A", 10), people("A", 2019, tech=60), people("A", 2020, tech=70), people("A", 2021, tech=80)
    )
    grown = compute(values).measures.query("measure == 'grown'")
    assert grown["fact"].tolist() == [60, 130, 210]
    assert grown["complete"].all()
    gap = compute(tidy(organization("A", 10), people("A", 2019, tech=60), people("A", 2021, tech=80))).measures
    assert pd.isna(cell(gap, measure="grown", year=2020)["fact"])
    last = cell(gap, measure="grown", year=2021)
    assert (last["fact"], last["complete"], last["reported"]) == (140, False, 1)


def test_views_are_in_thousands(compute, cell):
    values = tidy(SCHOOLS, people("A", 2020, views=350), people("B", 2020, views=401))
    row = cell(compute(values).measures, measure="views", year=2020)
    assert row["fact"] == pytest.approx(0.751)
    assert row["flag"] == "at_risk"  # 0.751 of 0.8 is 93.9 %


def test_where_less_is_better_the_flag_turns_round(compute, cell):
    values = tidy(SCHOOLS, people("A", 2019, harm=50), people("A", 2020, harm=44), people("A", 2021, harm=40))
    flags = compute(values).measures.query("measure == 'less'")["flag"].tolist()
    assert flags == ["met", "at_risk", "missed"]  # 50/50 = 100 %, 40/44 = 90.9 %, 30/40 = 75 %


def test_the_latest_period_of_the_year_is_the_years_value(compute, cell):
    values = tidy(
        SCHOOLS, people("A", 2021, 3, views=100), people("A", 2021, 9, views=300), people("B", 2021, 6, views=50)
    )
    row = cell(compute(values).measures, measure="views", year=2021)
    # At the end of the year both are late: what they gave last is counted, and nobody has reported.
    assert (row["fact"], row["months"], row["late"], row["reported"]) == (pytest.approx(0.35), 9, 2, 0)
    assert (row["complete"], row["flag"]) == (False, "missed")  # 0,35 of 1,2: judged after the date, as incomplete
    half = cell(compute(values, months=6).measures, measure="views", year=2021)
    assert half["fact"] == pytest.approx(0.15)  # A by the first quarter, B by the half-year


def test_the_municipalitys_own_row_replaces_the_sum_and_the_sum_stands_beside(compute, cell):
    values = tidy(
        SCHOOLS,
        MO,
        people("A", 2019, **{"in": 900, "all": 1000}),
        people("МО", 2019, **{"in": 2000, "all": 4000}),
        people("A", 2020, **{"in": 900, "all": 1000}),
        people("МО", 2020, **{"in": 2000}),
    )
    shown = compute(values)
    row = cell(shown.measures, measure="share", year=2019)
    assert (row["fact"], row["sum_fact"], row["basis"]) == (pytest.approx(50), pytest.approx(90), "municipality")
    assert (row["reported"], row["expected"]) == (1, 3)
    assert cell(shown.measures, measure="share", year=2020)["fact"] == pytest.approx(90)  # its row is not whole
    assert "МО" not in set(shown.organizations["organization"])
    assert cell(compute(values, organizations=("A",)).measures, measure="share", year=2019)["fact"] == pytest.approx(90)
    assert cell(compute(values, organizations=("МО",)).measures, measure="share", year=2019)["fact"] == pytest.approx(
        50
    )


def test_an_organization_is_expected_only_in_the_years_it_exists(compute, cell):
    values = tidy(
        organization("A", 10, active_from="2020-09-01"),
        organization("B", 10, active_to="2019-12-31"),
        people("A", 2020, tech=1),
    )
    grown = compute(values).measures.query("measure == 'grown'")
    assert grown["expected"].tolist() == [1, 1, 1]
    assert grown["reported"].tolist() == [0, 1, 0]


def test_growth_of_the_share_is_relative_to_last_years(compute, cell):
    values = tidy(
        SCHOOLS, people("A", 2019, **{"in": 400, "all": 1000}), people("A", 2020, **{"in": 418, "all": 1000}),
        people("A", 2021, **{"in": 440, "all": 1000}),
    )  # fmt: skip
    growth = compute(values).measures.query("measure == 'growth'").set_index("year")
    assert pd.isna(growth["fact"][2019])
    assert growth["fact"][2020] == pytest.approx(4.5)  # 41.8 / 40 = 1.045
    assert growth["flag"][2020] == "met"
    assert growth["fact"][2021] == pytest.approx(100 * (440 / 418 - 1))


def test_a_value_whose_date_has_not_come_is_not_due(compute, cell):
    empty = tidy(SCHOOLS)
    # The share of 2019 is known by 30 March, everything else by 20 January; on the day itself it is not late.
    spring = compute(empty, as_of=date(2020, 3, 30)).measures
    assert cell(spring, measure="share", year=2019)["flag"] == "not_due"
    assert cell(spring, measure="views", year=2019)["flag"] == "no_data"
    assert cell(compute(empty, as_of=date(2020, 3, 31)).measures, measure="share", year=2019)["flag"] == "no_data"
    winter = compute(empty, as_of=date(2020, 1, 20)).measures
    assert cell(winter, measure="views", year=2019)["flag"] == "not_due"


def test_within_a_year_flows_are_judged_by_the_months_passed_and_shares_by_the_year(compute, cell):
    values = tidy(
        SCHOOLS, people("A", 2020, 12, tech=100),
        people("A", 2021, 6, tech=52, views=500, **{"in": 750, "all": 1000}),
    )  # fmt: skip
    shown = compute(values, year=2021, months=6).measures
    grown = cell(shown, measure="grown", year=2021)
    # Targets 200 (2020) and 301 (2021): half-way is 250.5; the fact is 100 + 52.
    assert (grown["due_plan"], grown["plan"], grown["fact"]) == (250.5, 301, 152)
    views = cell(shown, measure="views", year=2021)
    assert (views["due_plan"], views["flag"]) == (pytest.approx(0.6), "missed")  # 0.5 of 0.6 is 83 %
    assert (views["completion"], views["deviation"]) == (pytest.approx(100 * 0.5 / 0.6), pytest.approx(-0.1))
    share = cell(shown, measure="share", year=2021)
    assert (share["due_plan"], share["flag"]) == (80, "not_due")  # a share is judged at the end of the year alone
