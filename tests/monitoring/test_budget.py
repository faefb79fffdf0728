"""Budget in exact kopecks."""

from __future__ import annotations

from datetime import date

import pandas as pd
import pytest

from tests.tidy import money, tidy
from uspekh.monitoring.budget import total, totals


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
