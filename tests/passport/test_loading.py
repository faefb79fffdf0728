"""A damaged table is refused with file, row and column."""

from __future__ import annotations

import pandas as pd
import pytest

from uspekh.passport.damage import PassportDamaged
from uspekh.passport.plan import load_plan
from uspekh.passport.tables import SCHEMAS

# tables and columns of ours: whoever edits them is told the place
DAMAGES = [
    ("indicator_targets", "indicator,year,target", "indicator,year,goal", 1, "target"),
    ("budget", "1.3,региональный бюджет,2019,0.015", "1.1-1.2,региональный бюджет,2019,0.015", 2, "line"),
    ("budget_lines", "Дети с ОВЗ в программах,false", "Дети с ОВЗ в программах,true", 3, "derived"),
    ("budget_lines", "Дети с ОВЗ в программах,false", "Дети с ОВЗ в программах,нет", 3, "derived"),
    ("components", "p1_engaged,Показатели", "p9_engaged,Показатели", 2, "numerator"),
    ("measures", "p2,indicator,2,cumulative", "p2,indicator,2,mean", 3, "formula"),
    ("indicator_targets", "1,2020,75", "1,2020,75,9", 3, None),
    ("indicator_targets", "1,2020,75", "1,2020", 3, None),
    ("links", "result,kind,target,note", "result,kind,target,target", 1, "target"),
    ("links", "result,kind,target,note", "result,kind,target,note,more", 1, "more"),
    ("links", "1.1,plan_item,6,", "1.1,plan_item ,6,", 3, "kind"),
    # a blank line and a cell of two lines do not shift the line that is named
    ("links", "1.1,plan_item,6,", "\n1.1,item,6,", 4, "kind"),
    ("links", "1.1,plan_item,6,", '1.1,plan_item,6,"две\nстроки"\n1.1,item,66,', 5, "kind"),
    ("links", "1.1,plan_item,6,", "1.1,plan_item,1,", 3, "result"),
    ("plan_items", "2,1.1.1,1.1.1,event,1,", "2,1.1.1,1.1.1,task,1,", 3, "kind"),
    ("components", "p1_total,false", "p1_total,нет", 2, "sensitive"),
    ("components", "p1_total,false", "p2_total,false", 2, "at_most"),
    ("components", "r1_2_total p3_participants", "r1_2_total p9_participants", 7, "at_most"),
    ("measures", "share,p1_engaged,p1_total", "share,p1_engaged,", 2, "denominator"),
    ("measures", "cumulative,p2_covered,", "cumulative,p2_covered,p1_total", 3, "denominator"),
    ("measures", "up,03-30", "up,02-30", 2, "report_due"),
    ("measures", "чел.,up,,false", "чел.,up,,true", 7, "primary"),
]
# what the document itself has wrong: kind, file, line, number printed before the row, words that are quoted, dropped
FAULTS = [
    ("indicator_targets", "1,2020,75", "1,2020,семьдесят", "unreadable", 3, "1", "семьдесят", True),
    ("indicator_targets", "1,2020,75", "1,2020,", "empty", 3, "1", "", True),
    ("indicator_targets", "1,2020,75", "1,2020,inf", "unreadable", 3, "1", "inf", True),
    ("indicator_targets", "1,2020,75", "1,2019,75", "repeated", 3, "1", "1", True),
    ("indicator_targets", "1,2020,75", "9,2020,75", "unknown", 3, "9", "9", True),
    ("indicator_targets", "1,2020,75", "1,2030,75", "outside", 3, "1", "2030", True),
    ("indicator_targets", "1,2020,75", "\n1,2020,x", "unreadable", 4, "1", "x", True),
    ("budget", "1.3,региональный бюджет,2019,0.015", "1.3,региональный бюджет,2019,0.0150000001", "unreadable", 2,
     "1.3", "0.0150000001", True),
    ("budget", "1.3,региональный бюджет,2019,0.015", '1.3,региональный бюджет,2019,"0,025 0,015"', "unreadable", 2,
     "1.3", "0,025 0,015", True),
    ("budget", "1.3,региональный бюджет,2019,0.015", "1.3,региональный бюджет,2019,-0.015", "unreadable", 2, "1.3",
     "-0.015", True),
    ("budget", "1.3,региональный бюджет,2019,0.015", "1.3,региональный бюджет,2019,1e30", "unreadable", 2, "1.3",
     "1e30", True),
    ("budget", "1.3,региональный бюджет,2019,0.015", "1.33,региональный бюджет,2019,0.015", "unknown", 2, "1.33",
     "1.33", True),
    ("plan_items", "2018-10-01,2018-10-30", "2018-10-01,30.10.2018", "unreadable", 3, "1.1.1", "30.10.2018", False),
    ("plan_items", "2018-10-01,2018-10-30", "2018-10-01,2018-10-32", "unreadable", 3, "1.1.1", "30.10.2018", False),
    ("plan_items", "3,1.1.2,1.1.2,event", "3,1.1.1,1.1.1,event", "repeated", 4, "1.1.1", "1.1.1", True),
    ("participants", "\n5,", "\n4,", "repeated", 6, "4", "4", True),
    ("indicators", ",Основной,%,71,", ",Основной,,71,", "empty", 2, "1", "Доля детей", False),
]  # fmt: skip
HEADS = [
    ("start = 2019-01-01\n", "", "project.start"),
    ("start = 2019-01-01", 'start = "2019-01-01"', "project.start"),
    ("end = 2024-12-31", "end = 2018-12-31", "project.end"),
    ('title = "Успех каждого ребенка"', 'title = ""', "project.title"),
    ("[municipality_entry]", "[other]", "municipality_entry.code"),
]


@pytest.mark.parametrize(("table", "old", "new", "row", "column"), DAMAGES)
def test_damage_is_named(passport, table, old, new, row, column):
    _replace(passport / f"{table}.csv", old, new)
    with pytest.raises(PassportDamaged) as refusal:
        load_plan(passport)
    place = "measures" if column == "numerator" else table
    assert (refusal.value.file, refusal.value.row, refusal.value.column) == (f"{place}.csv", row, column)


@pytest.mark.parametrize(("table", "old", "new", "kind", "line", "number", "text", "dropped"), FAULTS)
def test_a_fault_of_the_document_is_named_and_loads(passport, table, old, new, kind, line, number, text, dropped):
    _replace(passport / f"{table}.csv", old, new)
    plan = load_plan(passport)
    (fault,) = [fault for fault in plan.faults if fault.table == table]
    assert (fault.kind, fault.line, fault.number, fault.dropped) == (kind, line, number, dropped)
    assert fault.text.startswith(text) and fault.title
    rows = plan[table] if table != "budget" else plan[table].query("line != '1.1-1.2'")
    assert len(rows) == len(plan.document[table]) - dropped


def test_nothing_is_derived_where_an_amount_cannot_be_read(passport, shipped):
    _replace(passport / "budget.csv", "1.3,региональный бюджет,2019,0.015", "1.3,региональный бюджет,2019,сорок")
    derived = load_plan(passport)["budget"].query("line == '1.1-1.2'")
    assert (2019, "региональный бюджет") not in set(zip(derived["year"], derived["source"], strict=True))
    assert len(derived) == len(shipped["budget"].query("line == '1.1-1.2'")) - 1


def test_a_comma_and_spaces_around_are_read_as_they_are_meant(passport, shipped):
    _replace(passport / "budget.csv", "1.3,региональный бюджет,2019,0.015", '1.3, региональный бюджет,2019," 0,015"')
    plan = load_plan(passport)
    assert not plan.faults
    pd.testing.assert_frame_equal(plan["budget"], shipped["budget"])
    assert plan.document["budget"]["kopecks"].iloc[0] == " 0,015"


@pytest.mark.parametrize(
    ("table", "old", "new", "lost"),
    [
        ("links", "1.1,plan_item,6,", "1.1,plan_item,66,", "links.csv, строка 3: «66» нет"),
        ("links", "1.1,plan_item,6,", "1.99,plan_item,6,", "links.csv, строка 3: «1.99» нет"),
        ("measures", "p2,indicator,2,", "p2,indicator,22,", "measures.csv, строка 3: «22» нет"),
        ("measures", "1000,тыс. чел.", "1000,чел.", "measures.csv, строка 4: «чел.», а плановые значения"),
        ("measures", "r1_6_disabled_total,1,%", "r1_6_disabled_total,1,чел.", "measures.csv, строка 9: «чел.»"),
        ("plan_items", "2,1.1.1,1.1.1,event,1,", "2,1.1.1,1.1.1,event,99,", "plan_items.csv, строка 3: пункта «99»"),
    ],
)
def test_what_ours_says_of_a_place_that_is_not_there_does_not_hold_and_is_said(passport, table, old, new, lost):
    _replace(passport / f"{table}.csv", old, new)
    plan = load_plan(passport)
    assert len(plan.unlinked) == 1 and plan.unlinked[0].startswith(lost)
    assert not plan.faults


@pytest.mark.parametrize(("old", "new", "key"), HEADS)
def test_damage_of_the_head_is_named(passport, old, new, key):
    _replace(passport / "passport.toml", old, new)
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


def test_lines_above_the_total_leave_nothing_to_derive_in_that_year_alone(passport, shipped):
    _replace(passport / "budget.csv", "1.4,региональный бюджет,2019,0", "1.4,региональный бюджет,2019,1")
    derived, before = (plan["budget"].query("line == '1.1-1.2'") for plan in (load_plan(passport), shipped))
    regional = "source == 'региональный бюджет'"
    assert derived.query(regional)["year"].tolist() == [2020, 2021, 2022, 2023, 2024]
    assert before.query(regional)["year"].tolist() == [2019, 2020, 2021, 2022, 2023, 2024]


def test_whose_a_value_is():
    items, targets, measures = (SCHEMAS[name].printed() for name in ("plan_items", "result_targets", "measures"))
    assert (items.origin("title"), items.origin("end"), items.origin("kind")) == ("document", "derived", "ours")
    assert (targets.origin("wording"), targets.origin("year"), measures.origin("unit")) == (
        "document",
        "derived",
        "ours",
    )


def _replace(path, old, new):
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
