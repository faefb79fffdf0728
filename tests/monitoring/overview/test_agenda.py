"""Who answers, what is near, what is late, and the filters of the plan of measures."""

from __future__ import annotations

from datetime import date

import pandas as pd
import pytest

from tests.tidy import item, tidy
from uspekh.monitoring.execution.milestones import items_of_year, overdue_items
from uspekh.monitoring.overview.agenda import agenda, chosen, undocumented, upcoming
from uspekh.passport.plan import Plan


@pytest.fixture(scope="session")
def plan(plan) -> Plan:
    """The small plan: result 1.2 answers for 1.1.1 through item 1; a second topmost item 2 hangs on nothing."""
    items = plan["plan_items"]
    alone = items[items["item"] == "1"].assign(
        item="2", row=9, end=pd.Timestamp("2020-06-10"), executor="И и К", control="Р"
    )
    tables = {
        "plan_items": pd.concat([alone, items], ignore_index=True),
        "results": pd.DataFrame({"id": ["1.1", "1.2"]}),
        "links": pd.DataFrame(
            [("1.2", "plan_item", "1", ""), ("1.2", "participant", "2", ""), ("1.2", "participant", "3", "")],
            columns=["result", "kind", "target", "note"],
        ),
        "participants": pd.DataFrame(
            [(1, "Куратор", "А"), (2, "Участник проекта", "Б"), (3, "Ответственный за достижение результата", "Бб")],
            columns=["row", "role", "person"],
        ),
        "people": pd.DataFrame({"spelling": ["А", "Б", "Бб"], "person": ["А", "Б", "Б."]}),
        "executors": pd.DataFrame(
            [("И", "Исполнитель"), ("И и К", "Исполнитель"), ("И и К", "Культура")],
            columns=["spelling", "organization"],
        ),
    }
    return Plan(plan.head, {**plan.tables, **tables})


def test_who_answers_is_the_person_of_the_result_else_the_executors(compute, cell):
    frame = agenda(compute(tidy()))
    below = cell(frame, item="1.1.1", year=2020)
    assert (below["results"], below["responsible"], below["answers"]) == (("1.2",), ("Б.",), "person")
    alone = cell(frame, item="2")
    assert (alone["responsible"], alone["answers"]) == (("Исполнитель", "Культура"), "executor")
    assert alone["executor"] == "И и К"  # the document's own spelling stays


def test_what_belongs_to_no_result_stands_last(compute):
    assert agenda(compute(tidy()))["item"].iloc[-1] == "2"


def test_what_is_near_counts_both_ends_and_leaves_out_what_is_done(compute):
    values = tidy(item("1.1.2", 2020, done="2020-05-01"))
    frame = agenda(compute(values, as_of=date(2020, 4, 1)))
    # 1.1.1 is due on 1 April itself; 2 on 10 June, 70 days ahead; 1.1.2 (30 June, 90 days) is done only in May
    assert list(upcoming(frame, date(2020, 4, 1), 70)["item"]) == ["1.1.1", "2"]
    assert list(upcoming(frame, date(2020, 4, 1), 69)["item"]) == ["1.1.1"]
    assert list(upcoming(frame, date(2020, 4, 1), 90)["item"]) == ["1.1.1", "2", "1.1.2"]
    later = agenda(compute(values, as_of=date(2020, 6, 10)))
    assert list(upcoming(later, date(2020, 6, 10), 90)["item"]) == ["2"]


def test_what_is_late_begins_with_the_oldest(compute):
    frame = agenda(compute(tidy(item("1", 2019, done="2020-03-01")), as_of=date(2020, 4, 2)))
    late = overdue_items(frame, None)
    assert list(zip(late["item"], late["due"], strict=True)) == [
        ("1.1.1", date(2019, 4, 1)),
        ("1.1.2", date(2019, 6, 30)),
        ("1.1", date(2019, 12, 31)),
        ("1.1.1", date(2020, 4, 1)),
    ]


def test_a_year_answers_for_its_own_items_and_for_what_is_overdue_from_before(compute):
    # As of 2 April 2020: of 2019 item 1 was done late; 1.1, 1.1.1 and 1.1.2 are overdue, in 2020 only 1.1.1.
    frame = agenda(compute(tidy(item("1", 2019, done="2020-03-01")), as_of=date(2020, 4, 2)))
    assert len(items_of_year(frame, 2019)) == 4 and len(overdue_items(frame, 2019)) == 3
    rows = items_of_year(frame, 2020)
    # 1.1.1, 1.1.2 and 2 are due in 2020; item 1 of 2019 is done and not asked for any more.
    assert sorted(zip(rows["item"], rows["year"], strict=True)) == [
        ("1.1", 2019), ("1.1.1", 2019), ("1.1.1", 2020), ("1.1.2", 2019), ("1.1.2", 2020), ("2", 2020),
    ]  # fmt: skip
    assert len(overdue_items(frame, 2020)) == 4
    assert len(items_of_year(frame, None)) == len(frame)


def test_filters_narrow_together_and_empty_ones_keep_all(compute):
    frame = agenda(compute(tidy(), as_of=date(2020, 1, 1)))
    assert len(chosen(frame)) == len(frame) == 8
    assert set(chosen(frame, organizations=["Культура"])["item"]) == {"2"}
    assert set(chosen(frame, controls=["КП"], year=2020)["item"]) == {"1.1.1", "1.1.2"}
    assert set(chosen(frame, statuses=["overdue"], year=2020)["item"]) == set()
    assert set(chosen(frame, statuses=["overdue"], year=2019)["item"]) == {"1", "1.1", "1.1.1", "1.1.2"}


def test_points_done_without_a_document_are_listed_by_their_level_of_control(compute):
    values = tidy(item("1.1.1", 2020, done="2020-03-30"), item("1.1.2", 2020, done="2020-05-01"),
                  item("2", 2020, done="2020-06-01"), item("1.1.2", 2020, document="протокол № 3"))  # fmt: skip
    frame = agenda(compute(values, as_of=date(2020, 7, 1)))
    levels = set(frame.loc[frame["done"].notna(), "control"])
    listed = undocumented(frame, levels)
    # Three are done, one of them has its document.
    assert set(zip(listed["item"], listed["year"], strict=True)) == {("1.1.1", 2020), ("2", 2020)}
    assert list(undocumented(frame, ["Р"])["item"]) == ["2"]
    assert undocumented(frame, []).empty
