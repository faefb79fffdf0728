"""A damaged table is refused with file, row and column."""

from __future__ import annotations

import shutil

import pytest

from uspekh import settings
from uspekh.passport.loading import PassportDamaged
from uspekh.passport.plan import load_plan

DAMAGES = [
    ("indicator_targets", "1,2020,75", "1,2020,семьдесят", 3, "target"),
    ("indicator_targets", "1,2020,75", "1,2020,", 3, "target"),
    ("indicator_targets", "1,2020,75", "1,2019,75", 3, "indicator"),
    ("indicator_targets", "1,2020,75", "9,2020,75", 3, "indicator"),
    ("indicator_targets", "1,2020,75", "1,2030,75", 3, "year"),
    ("indicator_targets", "indicator,year,target", "indicator,year,goal", 1, "target"),
    ("budget", "1.3,региональный бюджет,2019,0.015", "1.3,региональный бюджет,2019,0.0150000001", 2, "amount_mln"),
    ("budget", "1.3,региональный бюджет,2019,0.015", '1.3,региональный бюджет,2019,"0,015"', 2, "amount_mln"),
    ("budget", "1.3,региональный бюджет,2019,0.015", "1.33,региональный бюджет,2019,0.015", 2, "line"),
    ("plan_items", "2,1.1.1,1.1.1,event,1,", "2,1.1.1,1.1.1,event,99,", 3, "parent"),
    ("plan_items", "2018-10-01,2018-10-30", "2018-10-01,30.10.2018", 3, "end"),
    ("components", "p1_engaged,Показатели", "p9_engaged,Показатели", 2, "numerator"),
    ("measures", "p2,indicator,2,cumulative", "p2,indicator,2,mean", 3, "formula"),
    ("links", "1.1,plan_item,6,", "1.1,plan_item,66,", 3, "target"),
]


@pytest.fixture
def passport(tmp_path):
    shutil.copytree(settings.data_folder() / "passport", tmp_path / "passport")
    return tmp_path / "passport"


@pytest.mark.parametrize(("table", "old", "new", "row", "column"), DAMAGES)
def test_damage_is_named(passport, table, old, new, row, column):
    path = passport / f"{table}.csv"
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(PassportDamaged) as refusal:
        load_plan(passport)
    place = "measures" if table == "components" else table
    assert (refusal.value.file, refusal.value.row, refusal.value.column) == (f"{place}.csv", row, column)


def test_a_missing_table_and_a_broken_head_are_named(passport):
    (passport / "links.csv").unlink()
    with pytest.raises(PassportDamaged) as refusal:
        load_plan(passport)
    assert refusal.value.file == "links.csv"
    (passport / "passport.toml").write_text("[project", encoding="utf-8")
    with pytest.raises(PassportDamaged) as refusal:
        load_plan(passport)
    assert refusal.value.file == "passport.toml"


def test_lines_above_the_totals_are_refused(passport):
    path = passport / "budget.csv"
    text = path.read_text(encoding="utf-8")
    path.write_text(
        text.replace("1.4,региональный бюджет,2019,0", "1.4,региональный бюджет,2019,1", 1), encoding="utf-8"
    )
    with pytest.raises(PassportDamaged, match="строки больше итога"):
        load_plan(passport)
