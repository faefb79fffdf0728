"""Every sentence of «Judging», «Who is asked» and «Values» by small numbers worked out by hand."""

from __future__ import annotations

from datetime import date

import pandas as pd
import pytest

from tests.monitoring.conftest import DATA
from tests.tidy import organization, people, planned, tidy
from uspekh.monitoring.periods.period import choose_period
from uspekh.monitoring.results import growth_readings
from uspekh.monitoring.rules import load_rules
from uspekh.passport.plan import Plan, load_plan

A, B = organization("A", 1000), organization("B", 3000)
CLUB = organization("D", type="доп. образование")
MO = organization("МО", type="муниципалитет")
AFTER, BEFORE = date(2025, 1, 1), date(2022, 1, 20)
"""Long after everything, and the last day on which the report of 2021 is in time."""


# Who is asked


def test_a_field_that_an_organization_is_not_asked_for_is_not_missed(compute, cell):
    # The club is asked for «in» and «tech»: of the views nobody but the school is expected.
    shown = compute(tidy(A, CLUB, people("A", 2021, views=5))).measures
    row = cell(shown, measure="views", year=2021)
    assert (row["reported"], row["expected"], row["complete"]) == (1, 1, True)
    assert cell(shown, measure="share", year=2021)["expected"] == 2


def test_a_count_that_is_not_asked_is_counted_and_a_denominator_is_not(compute, cell):
    values = tidy(
        A, CLUB, people("A", 2021, **{"in": 400, "all": 1000, "views": 10}),
        people("D", 2021, **{"in": 100, "all": 700, "views": 2}),
    )  # fmt: skip
    shown = compute(values).measures
    # 400 + 100 of the school's 1 000: the club's 700 are children of the school.
    assert cell(shown, measure="share", year=2021)["fact"] == pytest.approx(50)
    views = cell(shown, measure="views", year=2021)
    assert (views["fact"], views["reported"], views["expected"]) == (pytest.approx(0.012), 1, 1)


def test_a_value_outside_the_life_of_an_organization_is_in_no_sum(compute, cell):
    opened = organization("B", 3000, active_from="2021-12-31")
    values = tidy(A, opened, *(people(code, year, tech=10) for code in "AB" for year in (2020, 2021)))
    grown = compute(values).measures.query("measure == 'grown'").set_index("year")
    # 2020: A alone. One day of 2021 is enough: 10 of A in 2020 and 20 of both in 2021.
    assert grown["fact"].dropna().to_dict() == {2020: 10, 2021: 30}
    assert grown["expected"].to_dict() == {2019: 1, 2020: 1, 2021: 2}


def test_an_unknown_type_is_asked_by_its_contingent(compute, cell):
    # A lyceum with a contingent is asked what schools are, a club without one what all types are: «in» and «tech».
    shown = compute(tidy(organization("L", 500, type="лицей"), organization("K", type="кружок"))).measures
    assert cell(shown, measure="views", year=2021)["expected"] == 1
    assert cell(shown, measure="grown", year=2021)["expected"] == 2


# Values


def test_a_share_above_the_whole_has_no_flag_and_no_completion(compute, cell):
    # 95 of 100, 290 of 300, and 60 of the club, which has no whole: 445 of 400.
    values = tidy(
        A, B, CLUB, people("A", 2021, **{"in": 95, "all": 100}), people("B", 2021, **{"in": 290, "all": 300}),
        people("D", 2021, **{"in": 60}),
    )  # fmt: skip
    row = cell(compute(values).measures, measure="share", year=2021)
    assert row["fact"] == pytest.approx(111.25)
    assert pd.isna(row["flag"]) and pd.isna(row["completion"]) and row["exceeds_whole"]


def test_growth_is_of_those_who_gave_both_years(compute, cell):
    values = tidy(
        A, B, people("B", 2020, **{"in": 284, "all": 300}),
        *(people("A", year, **{"in": n, "all": 100}) for year, n in ((2020, 40), (2021, 36))),
    )  # fmt: skip
    row = cell(compute(values).measures, measure="growth", year=2021)
    # A alone: 40 → 36 %, ten per cent down; with B it would be 324 of 400, 81 %, → 36 %: −55,6 %.
    assert (row["fact"], row["flag"]) == (pytest.approx(-10), "missed")
    assert (pd.isna(row["completion"]), row["complete"]) == (True, False)
    first = cell(compute(values).measures, measure="growth", year=2019)
    assert pd.isna(first["fact"]) and pd.isna(first["flag"])


@pytest.mark.parametrize(("now", "flag"), [(41.8, "met"), (41.7, "at_risk"), (40, "at_risk"), (39.9, "missed")])
def test_growth_is_met_at_the_plan_at_risk_from_zero_and_missed_below(compute, cell, now, flag):
    # 4,5 % of 40 % are 1,8 points: 41,8 %.
    values = tidy(
        A, people("A", 2020, **{"in": 400, "all": 1000}), people("A", 2021, **{"in": int(now * 10), "all": 1000})
    )
    assert cell(compute(values).measures, measure="growth", year=2021)["flag"] == flag


def test_a_growth_to_more_than_the_whole_says_nothing(compute, cell):
    values = tidy(A, people("A", 2020, **{"in": 90, "all": 100}), people("A", 2021, **{"in": 110, "all": 100}))
    row = cell(growth_readings(compute(values)), reading="points", year=2021)
    assert (row["fact"], pd.isna(row["flag"])) == (pytest.approx(20), True)


def test_the_municipalitys_row_counts_only_for_exactly_the_period_year_by_year(compute, cell):
    values = tidy(
        A, B, MO, people("A", 2020, tech=200), people("B", 2020, tech=60), people("МО", 2020, 3, tech=5),
        people("A", 2021, tech=10), people("МО", 2021, tech=40),
    )  # fmt: skip
    grown = compute(values).measures.query("measure == 'grown'").set_index("year")
    # 5 for a quarter do not replace 260 of the year; in 2021 the row is the year's, and the sum of A stands beside.
    assert grown["fact"].dropna().to_dict() == {2020: 260, 2021: 300}
    assert (grown["sum_fact"][2021], grown["basis"][2020], grown["basis"][2021]) == (270, "sum", "municipality")
    # 2019 is missing, so nothing that rests on it is complete.
    assert not grown["complete"].any()


def test_years_in_which_nobody_was_expected_are_passed_over(compute, cell):
    opened = organization("A", 10, active_from="2020-03-01")
    grown = compute(tidy(opened, *(people("A", year, tech=5) for year in (2020, 2021)))).measures
    row = cell(grown, measure="grown", year=2021)
    assert (row["fact"], row["complete"]) == (10, True)
    assert not cell(grown, measure="grown", year=2019)["complete"], "a missing fact is never complete"


# Judging


def test_until_the_reporting_date_only_complete_values_are_judged(compute, cell):
    both = tidy(A, B, people("A", 2021, views=1200), people("B", 2021, views=0))
    one = both[both["subject"].isin(["A", "B"]) & ~((both["subject"] == "B") & (both["kind"] == "component"))]

    def flags(values, as_of):
        return cell(compute(values, as_of=as_of).measures, measure="views", year=2021)["flag"]

    # 1,2 of 1,2 thousand.
    assert (flags(both, BEFORE), flags(one, BEFORE), flags(one, AFTER)) == ("met", "not_due", "met")
    assert flags(tidy(A, B), BEFORE) == "not_due"
    assert flags(tidy(A, B), AFTER) == "no_data"


def test_a_share_within_a_year_is_not_due_whatever_the_date_and_no_data_where_nothing_came(compute, cell):
    values = tidy(A, people("A", 2021, 6, **{"in": 900, "all": 1000}))
    for as_of in (date(2021, 7, 1), AFTER):
        rows = compute(values, months=6, as_of=as_of).measures
        assert cell(rows, measure="share", year=2021)["flag"] == "not_due"
    silent = compute(tidy(A), months=6, as_of=date(2021, 7, 10)).measures
    assert cell(silent, measure="share", year=2021)["flag"] == "not_due"
    after = compute(tidy(A), months=6, as_of=date(2021, 7, 11)).measures
    assert cell(after, measure="share", year=2021)["flag"] == "no_data"


def test_where_less_is_better_the_deviation_changes_its_sign(compute, cell):
    rows = compute(tidy(A, people("A", 2019, harm=40), people("A", 2020, harm=50), people("A", 2021, harm=0))).measures
    less = rows[rows["measure"] == "less"].set_index("year")
    # Plans 50, 40, 30: ten better, ten worse; nothing at all is met, and no percentage of anything.
    assert less["deviation"].to_dict() == {2019: 10, 2020: -10, 2021: 30}
    assert less["flag"].to_dict() == {2019: "met", 2020: "missed", 2021: "met"}
    assert less["completion"][2020] == pytest.approx(80) and pd.isna(less["completion"][2021])


def test_a_plan_of_nothing_gives_no_flag(compute, cell, plan):
    targets = plan["indicator_targets"]
    none = targets.assign(target=targets["target"].mask((targets["indicator"] == "3") & (targets["year"] == 2021), 0.0))
    changed = Plan(plan.head, {**plan.tables, "indicator_targets": none})
    row = cell(compute(tidy(A, people("A", 2021, views=5)), of=changed).measures, measure="views", year=2021)
    assert pd.isna(row["flag"]) and pd.isna(row["completion"])


def test_a_target_of_the_last_year_alone_is_reached_by_a_straight_line_in_whole_people(compute, plan):
    targets = plan["indicator_targets"]
    last = targets[(targets["indicator"] != "2") | (targets["year"] == 2021)]
    rows = compute(tidy(A), of=Plan(plan.head, {**plan.tables, "indicator_targets": last})).measures
    # 301 over three years: 100,33 and 200,67.
    assert rows[rows["measure"] == "grown"]["plan"].tolist() == [100, 201, 301]


def test_an_organization_is_flagged_by_its_own_plan_alone(compute, cell):
    values = tidy(A, B, people("A", 2021, views=80), people("B", 2021, views=80), planned("A", "П3", 2021, 90))
    rows = compute(values).organizations
    mine, other = (cell(rows, measure="views", year=2021, organization=code) for code in "AB")
    assert (mine["flag"], mine["plan_kind"], mine["completion"]) == ("missed", "own", pytest.approx(88.888889))
    assert (pd.isna(other["flag"]), other["plan_kind"]) == (True, "guide")


@pytest.mark.parametrize(
    ("views", "as_of", "flag"),
    [
        (80, date(2021, 10, 10), "not_due"),  # nine months are due on that day
        (80, date(2021, 10, 11), "no_data"),
        (90, date(2021, 10, 11), "met"),  # a late count that already meets the plan of the year
        (90, date(2021, 10, 10), "not_due"),
    ],
)
def test_a_late_organization_is_not_judged_unless_it_already_meets_the_year(compute, cell, views, as_of, flag):
    reports = people("A", 2021, 3, views=views), people("B", 2021, 9, views=1)
    figures = compute(tidy(A, B, *reports, planned("A", "П3", 2021, 90)), months=9, as_of=as_of)
    row = cell(figures.organizations, measure="views", year=2021, organization="A")
    assert (row["flag"], row["late"], row["months"]) == (flag, True, 3)
    assert pd.isna(row["completion"]) == (flag != "met")


def test_the_flag_of_an_organization_is_the_same_beside_others_and_alone(compute, cell):
    plans = planned("A", "П3", 2021, 90), planned("B", "П3", 2021, 90)
    values = tidy(A, B, people("A", 2021, views=80), people("B", 2021, 3, views=5), *plans)
    for code in "AB":
        beside = cell(compute(values).organizations, measure="views", year=2021, organization=code)
        alone = cell(compute(values, organizations=(code,)).measures, measure="views", year=2021)
        same = ["fact", "plan", "plan_kind", "due_plan", "deviation", "completion", "flag", "reported", "expected"]
        pd.testing.assert_series_equal(beside[same], alone[same], check_names=False)
        assert beside["complete"] == alone["complete"] and beside["late"] == bool(alone["late"])


def test_whoever_sent_the_whole_year_in_december_changes_no_flag_of_another(compute, cell):
    # On 20.12 the year has not ended: the last period for which one of two gave anything is B's quarter.
    plans = planned("A", "П3", 2021, 400), planned("B", "П3", 2021, 400)
    values, day = tidy(A, B, people("A", 2021, views=380), people("B", 2021, 3, views=100), *plans), date(2021, 12, 20)
    period = compute(values, as_of=day).reported.coverage(2021)
    months = choose_period(period, load_rules(DATA), 2021, day).months
    assert months == 3
    # A quarter of 400 is due: B has its 100, A has nothing for it.
    rows = compute(values, months=months, as_of=day).organizations
    assert cell(rows, measure="views", year=2021, organization="B")["flag"] == "met"
    assert cell(rows, measure="views", year=2021, organization="A")["flag"] == "no_data"
    alone = compute(values, months=months, as_of=day, organizations=("B",)).measures
    assert cell(alone, measure="views", year=2021)["flag"] == "met"


def test_six_years_without_any_progress(compute):
    # The passport's base of indicator 1 is 71 % and its plans 73, 75, 76, 77, 78, 80: who stays at the base completes
    # 71 / 73 = 97,3 % to 71 / 80 = 88,75 % and has gone nothing of the way.
    passport = load_plan(DATA / "passport")
    counts = [people("A", year, p1_engaged=710, p1_total=1000) for year in passport.years]
    figures = compute(tidy(A, *counts), year=2024, of=passport).of(["p1"]).measures
    assert figures["completion"].round(1).tolist() == pytest.approx([97.3, 94.7, 93.4, 92.2, 91.0, 88.8])
    assert figures["progress"].tolist() == [0] * 6


def test_within_a_year_an_own_cumulative_plan_goes_on_from_the_own_plan_of_the_year_before(compute, cell):
    reports = [A, *(people("A", year, 6, tech=10) for year in (2019, 2020, 2021))]

    def due(*years: int, of=reports):
        figures = compute(tidy(*of, *(planned("A", "П2", year, target[year]) for year in years)), months=6)
        return cell(figures.organizations, measure="grown", year=2021, organization="A")["due_plan"]

    target = {2020: 100_000, 2021: 160_000}
    assert due(2020, 2021) == 130  # from 100 half of the way to 160
    assert pd.isna(due(2021))
    opened = [organization("A", 10, active_from="2021-02-01"), people("A", 2021, 6, tech=10)]
    assert due(2021, of=opened) == 80  # it did not exist before: half of the way from nothing


def test_progress_from_the_base_stands_beside_completion_at_the_end_of_the_year(compute, cell):
    values = tidy(A, people("A", 2021, views=850, **{"in": 70, "all": 100}))
    rows = compute(values).measures
    # Base 60, plan 80, fact 70: half of the way, 87,5 % of the plan. In thousands from 0,5 to 1,2: 0,35 of 0,7.
    share = cell(rows, measure="share", year=2021)
    assert (share["progress"], share["completion"]) == (pytest.approx(50), pytest.approx(87.5))
    assert cell(rows, measure="views", year=2021)["progress"] == pytest.approx(50)
    assert pd.isna(cell(rows, measure="grown", year=2021)["progress"]), "section 2 has no base"
    assert compute(values, months=9).measures.query("year == 2021")["progress"].isna().all()
    assert compute(values, organizations=("A",), year=2019).measures["progress"].notna().any(), "A is everyone"
    both = pd.concat([values, tidy(B)], ignore_index=True)
    assert compute(both, organizations=("A",)).measures["progress"].isna().all()


def test_a_selection_of_everyone_is_the_municipality(compute):
    closed = organization("Z", 10, active_to="2019-12-31")
    values = tidy(A, B, closed, MO, people("A", 2021, views=3), people("МО", 2021, views=9), people("Z", 2019, tech=5))
    city = compute(values).measures
    pd.testing.assert_frame_equal(compute(values, organizations=("B", "A")).measures, city)
    part = compute(values, organizations=("A",)).measures.query("measure == 'views' and year == 2021")
    assert part["fact"].tolist() == [0.003]
