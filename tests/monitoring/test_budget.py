"""Budget in exact kopecks."""

from __future__ import annotations

from datetime import date

import pandas as pd
import pytest

from tests.tidy import money, tidy
from uspekh.monitoring.budget import partly_refined, total, totals


def test_execution_against_the_plan(compute, cell):
    values = tidy(money("1", "бюджет города", 2019, refined=800_000_00, executed=810_000_00))
    rows = compute(values).budget
    row = cell(rows, line="1", year=2019)
    assert (row["plan"], row["executed"]) == (900_000_00, 810_000_00)
    assert (row["completion"], row["completion_refined"]) == (90.0, pytest.approx(101.25))
    assert (row["deviation"], row["flag"]) == (-90_000_00, "at_risk")
    silent = cell(rows, line="2", year=2019)
    assert pd.isna(silent["executed"])
    assert silent["flag"] == "no_data"


def test_a_zero_plan_has_no_completion(compute, cell):
    row = cell(compute(tidy(money("1", "бюджет города", 2020, executed=0))).budget, line="1", year=2020)
    assert pd.isna(row["completion"])
    assert row["flag"] == "met"


def test_within_the_year_money_is_judged_in_proportion(compute, cell):
    values = tidy(money("1", "бюджет города", 2019, 6, executed=440_000_00))
    row = cell(compute(values, year=2019, months=6, as_of=date(2019, 7, 10)).budget, line="1", year=2019)
    assert (row["due_plan"], row["flag"]) == (450_000_00, "at_risk")  # 440 of 450 is 97.8 %


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
