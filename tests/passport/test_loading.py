"""A damaged table is refused with file, row and column."""

from __future__ import annotations

import pandas as pd
import pytest

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
    # a blank line and a cell of two lines do not shift the line that is named
    ("indicator_targets", "1,2020,75", "\n1,2020,x", 4, "target"),
    ("links", "1.1,plan_item,6,", '1.1,plan_item,6,"две\nстроки"\n1.1,plan_item,66,', 5, "target"),
    ("indicator_targets", "1,2020,75", "1,2020,75,9", 3, None),
    ("indicator_targets", "1,2020,75", "1,2020", 3, None),
    ("indicator_targets", "1,2020,75", "1,2020,inf", 3, "target"),
    ("indicator_targets", "1,2020,75", "1 ,2020,75", 3, "indicator"),
    ("links", "result,kind,target,note", "result,kind,target,target", 1, "target"),
    ("links", "result,kind,target,note", "result,kind,target,note,more", 1, "more"),
    ("budget", "1.3,региональный бюджет,2019,0.015", "1.3,региональный бюджет,2019,-0.015", 2, "amount_mln"),
    ("budget", "1.3,региональный бюджет,2019,0.015", "1.3,региональный бюджет,2019,1e30", 2, "amount_mln"),
    ("budget", "1.3,региональный бюджет,2019,0.015", "1.3,городской бюджет,2019,0.015", 2, "source"),
    ("budget", "1.3,региональный бюджет,2019,0.015", "1.1-1.2,региональный бюджет,2019,0.015", 2, "line"),
    ("budget_lines", "Дети с ОВЗ в программах,false", "Дети с ОВЗ в программах,true", 3, "derived"),
    ("plan_items", "2018-10-01,2018-10-30", "2018-10-01,2018-10-32", 3, "end"),
    ("plan_items", "2018-10-01,2018-10-30", "2018-10-01,", 3, "end"),
    ("components", "p1_total,false", "p1_total,нет", 2, "sensitive"),
    ("components", "p1_total,false", "p2_total,false", 2, "at_most"),
    ("components", "r1_2_total p3_participants", "r1_2_total p9_participants", 7, "at_most"),
    ("measures", "share,p1_engaged,p1_total", "share,p1_engaged,", 2, "denominator"),
    ("measures", "cumulative,p2_covered,", "cumulative,p2_covered,p1_total", 3, "denominator"),
    ("measures", "1000,тыс. чел.", "1000,чел.", 4, "unit"),
    ("measures", "r1_6_disabled_total,1,%", "r1_6_disabled_total,1,чел.", 9, "unit"),
    ("measures", "up,03-30", "up,02-30", 2, "report_due"),
    ("measures", "чел.,up,,false", "чел.,up,,true", 7, "primary"),
]
HEADS = [
    ("start = 2019-01-01\n", "", "project.start"),
    ("start = 2019-01-01", 'start = "2019-01-01"', "project.start"),
    ("end = 2024-12-31", "end = 2018-12-31", "project.end"),
    ('title = "Успех каждого ребенка"', 'title = ""', "project.title"),
    ("[municipality_entry]", "[other]", "municipality_entry.code"),
]


@pytest.mark.parametrize(("table", "old", "new", "row", "column"), DAMAGES)
def test_damage_is_named(passport, table, old, new, row, column):
    path = passport / f"{table}.csv"
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(PassportDamaged) as refusal:
        load_plan(passport)
    place = "measures" if column == "numerator" else table
    assert (refusal.value.file, refusal.value.row, refusal.value.column) == (f"{place}.csv", row, column)


@pytest.mark.parametrize(("old", "new", "key"), HEADS)
def test_damage_of_the_head_is_named(passport, old, new, key):
    path = passport / "passport.toml"
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(PassportDamaged) as refusal:
        load_plan(passport)
    assert (refusal.value.file, refusal.value.column) == ("passport.toml", key)


@pytest.mark.parametrize("file", ["links.csv", "passport.toml"])
@pytest.mark.parametrize("content", [None, b"", "имя".encode("cp1251"), b'"[no end'])
def test_a_missing_or_unreadable_file_is_named(passport, file, content):
    if content is None:
        (passport / file).unlink()
    else:
        (passport / file).write_bytes(content)
    with pytest.raises(PassportDamaged) as refusal:
        load_plan(passport)
    assert refusal.value.file == file


def test_the_refusal_says_where_in_one_line():
    assert str(PassportDamaged("budget.csv", 5, "amount_mln", "пусто")) == (
        "budget.csv, строка 5, столбец amount_mln: пусто"
    )


def test_a_byte_order_mark_and_other_line_ends_change_nothing(passport, shipped):
    path = passport / "indicator_targets.csv"
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes().replace(b"\n", b"\r\n"))
    pd.testing.assert_frame_equal(load_plan(passport)["indicator_targets"], shipped["indicator_targets"])


def test_lines_above_the_totals_are_refused(passport):
    path = passport / "budget.csv"
    text = path.read_text(encoding="utf-8")
    path.write_text(
        text.replace("1.4,региональный бюджет,2019,0", "1.4,региональный бюджет,2019,1", 1), encoding="utf-8"
    )
    with pytest.raises(PassportDamaged) as refusal:
        load_plan(passport)
    place = (refusal.value.file, refusal.value.row, refusal.value.column)
    assert place == ("budget_totals.csv", _line(passport, ",региональный бюджет,2019,"), "amount_mln")


def _line(passport, start):
    lines = (passport / "budget_totals.csv").read_text(encoding="utf-8").splitlines()
    return next(number for number, line in enumerate(lines, start=1) if line.startswith(start))
