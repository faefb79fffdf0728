"""Another passport of the same form loads with no change of code."""

from __future__ import annotations

import pandas as pd
import pytest

from tests.small_passport import write_small_passport
from uspekh.passport.plan import load_plan
from uspekh.passport.recurrence import due_years
from uspekh.passport.tables import SCHEMAS


@pytest.fixture
def folder(tmp_path):
    return write_small_passport(tmp_path / "data" / "passport")


def test_it_loads_in_the_dtypes_of_the_shipped_one(folder, shipped):
    small = load_plan(folder)
    assert small.years == (2021, 2022, 2023, 2024, 2025, 2026)
    for name in SCHEMAS:
        assert small[name].dtypes.to_dict() == shipped[name].dtypes.to_dict(), name
        assert small[name].index.equals(pd.RangeIndex(len(small[name])))


def test_a_budget_without_a_gap_needs_no_derived_line(folder):
    budget = load_plan(folder)["budget"]
    # 1,25 + 1,3 + 20 million roubles and one kopeck
    assert (len(budget), budget["kopecks"].sum()) == (4, 2_255_000_001)


def test_a_gap_without_a_derived_line_adds_nothing(folder):
    before = load_plan(folder)["budget"]
    _replace(folder / "budget_totals.csv", ",городской бюджет,2022,1.3", ",городской бюджет,2022,1.4")
    pd.testing.assert_frame_equal(load_plan(folder)["budget"], before)


def test_a_gap_becomes_the_derived_line_in_its_own_source_and_year(folder):
    _replace(folder / "budget_totals.csv", ",городской бюджет,2022,1.3", ",городской бюджет,2022,1.4")
    _replace(folder / "budget_lines.csv", "2,Загородный", "0,Прочее,Прочее,true,\n2,Загородный")
    rows = load_plan(folder)["budget"].query("line == '0' and kopecks > 0")
    # 1,4 - 1,3 = 0,1 million roubles
    assert rows[["source", "year", "kopecks"]].values.tolist() == [["городской бюджет", 2022, 10_000_000]]


def test_yearly_items_fall_due_to_their_stated_end(folder):
    assert due_years(load_plan(folder))["1.2"] == (2021, 2022, 2023, 2024)


def _replace(path, old, new):
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
