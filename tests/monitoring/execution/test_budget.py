"""Budget in exact kopecks."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pandas as pd
import pytest

from tests.tidy import money, tidy
from uspekh.monitoring.execution.budget import (
    budget,
    budget_period,
    partly_refined,
    say_execution,
    say_year_passed,
    total,
    totals,
)
from uspekh.monitoring.selection import Selection
from uspekh.monitoring.status import status

YEARS = (2019, 2020, 2021)


def test_execution_against_the_plan(compute, cell):
    values = tidy(money("1", "бюджет города", 2019, refined=800_000_00, executed=810_000_00))
    rows = compute(values).budget
    row = cell(rows, line="1", year=2019)
    assert (row["plan"], row["executed"]) == (900_000_00, 810_000_00)
    assert (row["completion"], row["completion_refined"]) == (90.0, pytest.approx(101.25))
    # Judged by the refined plan: 810 of 800 thousand is above it.
    assert (row["deviation"], row["flag"], row["note"]) == (-90_000_00, "missed", "сверх плана")
    silent = cell(rows, line="2", year=2019)
    assert pd.isna(silent["executed"])
    assert silent["flag"] == "no_data"


def test_a_zero_plan_has_no_completion(compute, cell):
    row = cell(compute(tidy(money("1", "бюджет города", 2020, executed=0))).budget, line="1", year=2020)
    assert pd.isna(row["completion"])
    assert (pd.isna(row["flag"]), row["note"]) == (True, "")  # nothing planned, nothing spent


def test_money_spent_without_a_plan_is_a_deviation(compute, cell):
    row = cell(compute(tidy(money("1", "бюджет города", 2020, executed=1))).budget, line="1", year=2020)
    assert (row["flag"], row["note"]) == ("missed", "расход без плана")
    # A plan that was refined to nothing is no plan either; spent within the passport's, it is spent without one.
    refined = money("1", "бюджет города", 2019, refined=0, executed=5)
    row = cell(compute(tidy(refined)).budget, line="1", year=2019)
    assert (row["flag"], row["note"]) == ("missed", "расход без плана")


@pytest.mark.parametrize(
    ("refined", "executed", "flag"),
    [
        # 720 of 800 thousand is 90 %, a kopeck less is below; without a refined plan 810 of the passport's 900 is 90 %.
        (800_000_00, 720_000_00, "at_risk"),
        (800_000_00, 719_999_99, "missed"),
        (800_000_00, 800_000_00, "met"),
        (800_000_00, 800_000_01, "missed"),
        (None, 810_000_00, "at_risk"),
        (None, 900_000_00, "met"),
        (None, 900_000_01, "missed"),
    ],
)
def test_at_the_end_of_the_year_a_line_is_judged_by_its_refined_plan_else_by_the_passports(
    compute, cell, refined, executed, flag
):
    reported = {"executed": executed} | ({} if refined is None else {"refined": refined})
    row = cell(compute(tidy(money("1", "бюджет города", 2019, **reported))).budget, line="1", year=2019)
    assert row["flag"] == flag


def test_within_the_year_money_has_no_flag_but_what_is_above_the_plan_is_said(compute, cell):
    def at(executed: int):
        values = tidy(money("1", "бюджет города", 2019, 6, executed=executed))
        return cell(compute(values, year=2019, months=6, as_of=date(2019, 7, 20)).budget, line="1", year=2019)

    assert (pd.isna(at(440_000_00)["flag"]), at(440_000_00)["note"]) == (True, "")
    assert (pd.isna(at(900_000_01)["flag"]), at(900_000_01)["note"]) == (True, "сверх плана")


def test_a_line_that_is_late_at_the_end_of_the_year_is_not_due_until_the_date_and_then_judged(compute, cell):
    values = tidy(money("1", "бюджет города", 2019, 9, executed=600_000_00))
    on_time = cell(compute(values, year=2019, as_of=date(2020, 1, 20)).budget, line="1", year=2019)
    after = cell(compute(values, year=2019, as_of=date(2020, 1, 21)).budget, line="1", year=2019)
    # 600 of 900 thousand is 66,7 %.
    assert (on_time["flag"], after["flag"], after["months"]) == ("not_due", "missed", 9)
    assert cell(compute(values, year=2019, as_of=date(2020, 1, 20)).budget, line="2", year=2019)["flag"] == "not_due"


def test_money_has_a_period_of_its_own_unless_one_was_chosen(compute):
    values = tidy(money("1", "бюджет города", 2019, 6, executed=1), money("1", "бюджет города", 2019, 9, refined=5))
    rule = Selection(2019, date(2019, 11, 1), 9, chosen=False)
    # The refined plan of nine months is no execution; what would end after the day is no candidate.
    assert budget_period(values, rule) == 6
    assert budget_period(values, replace(rule, chosen=True)) == 9
    assert budget_period(values, replace(rule, as_of=date(2019, 6, 29))) == 9


def test_money_of_whole_years_is_worked_out_once_whichever_year_is_selected(compute):
    values = tidy(money("1", "бюджет города", 2019, 12, executed=1), money("1", "бюджет города", 2020, 6, executed=5))
    figures = compute(values)
    # Nobody chose a period: the money of 2020 is of the half-year, that of the other two of the whole year.
    of_year = {
        year: figures.with_inputs(selection=replace(figures.selection, year=year, chosen=False)) for year in YEARS
    }
    assert of_year[2019].budget is of_year[2021].budget
    assert {year: each.budget_period for year, each in of_year.items()} == {2019: 12, 2020: 6, 2021: 12}
    for each in of_year.values():
        alone = budget(each.plan, each.reported.planned.values, each.rules, each.selection)
        pd.testing.assert_frame_equal(each.budget, alone)


def test_totals_keep_missing_apart_from_zero(compute, cell):
    rows = compute(
        tidy(money("1", "бюджет города", 2019, executed=1), money("1", "бюджет города", 2020, executed=0))
    ).budget
    by_year = totals(rows, ["year"])
    assert cell(by_year, year=2019)["plan"] == 900_150_00
    assert cell(by_year, year=2019)["executed"] == 1
    assert cell(by_year, year=2020)["executed"] == 0
    assert by_year["refined"].isna().all()


def test_the_total_of_no_rows_is_missing_and_of_some_is_their_sum(compute):
    rows = compute(tidy(money("1", "бюджет города", 2019, executed=1))).budget
    assert total(rows[rows["year"] == 2019])["plan"] == 900_150_00
    assert total(rows[rows["year"] == 2019])["executed"] == 1
    assert total(rows[rows["year"] == 1999]).isna().all()


PARTLY = tidy(
    money("1", "бюджет города", 2019, refined=800_000_00, executed=790_000_00),
    money("2", "спонсоры", 2019, executed=120_00),
)


def test_a_row_that_was_not_refined_enters_the_refined_sum_with_its_passport_plan(compute, cell):
    rows = compute(PARTLY).budget
    whole = total(rows[rows["year"] == 2019])
    # 800 000,00 refined of line 1 and the passport's 150,00 of line 2; executed 790 000,00 + 120,00
    assert (whole["refined"], whole["executed"]) == (800_150_00, 790_120_00)
    assert whole["completion_refined"] == pytest.approx(100 * 790_120_00 / 800_150_00)
    assert whole["completion_refined"] < 100
    by_year = cell(totals(rows, ["year"]), year=2019)
    assert by_year[["refined", "completion_refined"]].tolist() == whole[["refined", "completion_refined"]].tolist()
    assert partly_refined(rows[rows["year"] == 2019])


def test_a_sum_of_rows_none_of_which_was_refined_has_no_refined_plan(compute, cell):
    rows = totals(compute(PARTLY).budget, ["line", "year"])
    assert pd.isna(cell(rows, line="2", year=2019)["refined"])
    assert cell(rows, line="1", year=2019)["refined"] == 800_000_00


def test_nothing_is_said_of_sums_that_are_refined_in_whole_or_not_at_all(compute):
    both = tidy(
        money("1", "бюджет города", 2019, refined=800_000_00), money("2", "спонсоры", 2019, refined=0, executed=0)
    )
    for values in (both, tidy(money("1", "бюджет города", 2019, executed=1))):
        rows = compute(values).budget
        assert not partly_refined(rows[rows["year"] == 2019])


def test_execution_is_said_against_the_plans_that_there_are():
    whole = pd.Series({"executed": 2_700_000, "completion": 90.0, "completion_refined": 75.0})
    assert say_execution(whole, ()).replace("\u00a0", " ") == "исполнено 90 % плана и 75 % уточнённого плана"
    unrefined = whole.mask(whole.index == "completion_refined")
    assert say_execution(unrefined, ()).replace("\u00a0", " ") == "исполнено 90 % плана"
    unplanned = whole.mask(whole.index != "executed")
    assert say_execution(unplanned, ()) == "расход без плана"
    assert say_execution(whole.mask(whole.index == "executed"), ()) == "исполнение не сдано"


def test_what_of_the_year_has_passed_is_said_within_it(compute):
    assert (say_year_passed(9), say_year_passed(12)) == ("прошло 75\N{NO-BREAK SPACE}% года", "")
    rows = status(compute(tidy(money("1", "бюджет города", 2019, 3, executed=1)), year=2019, months=3))["budget"]
    # A quarter of 2019; the other years are shown whole.
    assert {(row["year"], row["year_passed"]) for row in rows} == {(2019, 25.0), (2020, None)}
