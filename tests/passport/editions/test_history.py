"""By which edition a year is judged, and how a plan changed, on two editions of the small passport."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from tests.passport.editions.test_differences import change
from tests.small_passport import write_small_passport
from tests.tidy import item, money, tidy
from uspekh import settings
from uspekh.monitoring.execution.budget import budget, uncounted
from uspekh.monitoring.execution.links import item_results
from uspekh.monitoring.execution.milestones import items_of_year, milestones, overdue_items
from uspekh.monitoring.plans.edition_remarks import say_moved_due
from uspekh.monitoring.rules import load_rules
from uspekh.monitoring.selection import Selection
from uspekh.passport.editions.edition import Edition, Requisites
from uspekh.passport.editions.history import EditionPlan, history_of
from uspekh.passport.editions.identity import NumberedPlan, follow_moves, list_moves, pair_rows
from uspekh.passport.plan import plan_of
from uspekh.passport.texts import read_texts

CHANGED_ON = date(2022, 12, 15)


def edition(number, valid_from):
    return Edition(
        number, "лето", Requisites(number, None, "", valid_from), "Иванова", datetime(2022, 1, 1, tzinfo=UTC)
    )


@pytest.fixture(scope="module")
def editions(tmp_path_factory):
    """The second, of 15.12.2022: А is 45, 50 and 58 in 2021–2023, not 50, 55 and 60; Б became Г, 39 in 2021, not 40."""
    texts = read_texts(write_small_passport(tmp_path_factory.mktemp("passport")))
    second = change(
        texts,
        indicators=[("Б,", "Г,")],
        indicator_targets=[("А,2021,50", "А,2021,45"), ("А,2022,55", "А,2022,50"), ("А,2023,60", "А,2023,58"),
                           ("Б,2021,40", "Г,2021,39"), ("Б,20", "Г,20")],
        # Line 2 became 3; a year of line 1 is over, the other money is of years that end later.
        budget_lines=[("2,Загородный", "3,Загородный")],
        budget=[("1,городской бюджет,2021,1.25", "1,городской бюджет,2021,1.2"),
                ("1,городской бюджет,2022,1.3", "1,городской бюджет,2022,1.45"),
                ("2,городской бюджет,2023,20", "3,городской бюджет,2023,25")],
        links=[("2.2,budget_line,2,", "2.2,budget_line,3,")],
        measures=[("harm,indicator,Б", "injuries,indicator,Г")],
    )  # fmt: skip
    first, present = plan_of(texts), plan_of(second)
    return two_editions(first, present, CHANGED_ON)


def two_editions(first, present, valid_from):
    """The present edition, and the first of 01.03.2021 by its numbers."""
    moves = list_moves([NumberedPlan(1, first), NumberedPlan(2, present, pair_rows(first, present))])
    earlier = EditionPlan(edition(1, date(2021, 3, 1)), first, follow_moves(first, moves))
    return [earlier, EditionPlan(edition(2, valid_from), present)]


def judged(history):
    return {(row.measure, row.year): row.plan for row in history.judged.itertuples()}


def test_a_year_is_judged_by_the_edition_that_held_at_its_end(editions):
    plans = judged(history_of(editions, editions[1].plan, date(2026, 11, 27)))
    # 2021 ended under the first edition, 2022 and all later years under the second, of which the year is not over.
    assert [plans["rest", year] for year in (2021, 2022, 2023, 2026)] == [50, 50, 58, 75.5]
    # Б of the first edition is Г of the second, under another code of its measure.
    assert (plans["injuries", 2021], plans["injuries", 2022]) == (40, 36)
    assert {measure for measure, _ in plans} == {"rest", "injuries", "leaders", "aid"}


def test_a_year_that_has_not_ended_is_judged_by_the_edition_that_holds_today(editions):
    # Between them stands an edition that would hold at the end of 2022, had it not been followed by one in December.
    middle = EditionPlan(edition(2, date(2022, 6, 1)), editions[0].plan, editions[0].numbers)
    three = [editions[0], middle, EditionPlan(edition(3, CHANGED_ON), editions[1].plan)]
    assert judged(history_of(three, editions[1].plan, date(2023, 5, 1)))["rest", 2023] == 58
    assert history_of(editions[:1], editions[0].plan, date(2022, 6, 1)) is None


def test_a_plan_that_changed_has_its_first_and_its_present_value(editions):
    history = history_of(editions, editions[1].plan, date(2026, 11, 27))
    rows = [tuple(row) for row in history.changes.itertuples(index=False)]
    assert sorted(rows) == [
        ("injuries", 2021, 40, 39, 40, CHANGED_ON),
        ("rest", 2021, 50, 45, 50, CHANGED_ON),
        ("rest", 2022, 55, 50, 50, CHANGED_ON),
        ("rest", 2023, 60, 58, 58, CHANGED_ON),
    ]


def test_money_of_a_year_is_that_of_the_edition_that_held_at_its_end(editions):
    history = history_of(editions, editions[1].plan, date(2026, 11, 27))
    money = {(row.line, row.source, row.year): row.kopecks for row in history.budget.itertuples()}
    # 1,25 of 2021 by the first edition, 1,45 and 25 million by the second; one kopeck stands in both.
    assert money == {
        ("1", "городской бюджет", 2021): 125_000_000,
        ("1", "спонсоры", 2021): 1,
        ("1", "городской бюджет", 2022): 145_000_000,
        ("3", "городской бюджет", 2023): 2_500_000_000,
    }
    assert history.budget.dtypes.to_dict() == editions[1].plan["budget"].dtypes.to_dict()


def test_a_plan_of_money_that_changed_has_its_first_and_its_present_sum(editions):
    history = history_of(editions, editions[1].plan, date(2026, 11, 27))
    rows = [tuple(row) for row in history.budget_changes.itertuples(index=False)]
    city = "городской бюджет"
    # In millions: 1,25 → 1,2 in 2021, which the first edition judges; 1,3 → 1,45 in 2022 and 20 → 25 in 2023.
    assert sorted(rows) == [
        ("1", city, 2021, 125_000_000, 120_000_000, 125_000_000, CHANGED_ON),
        ("1", city, 2022, 130_000_000, 145_000_000, 145_000_000, CHANGED_ON),
        ("3", city, 2023, 2_000_000_000, 2_500_000_000, 2_500_000_000, CHANGED_ON),
    ]


TODAY = date(2026, 11, 27)


def test_a_line_that_the_present_edition_dropped_belongs_to_the_years_of_the_edition_that_had_it(tmp_path):
    texts = read_texts(write_small_passport(tmp_path))
    # From March 2024 line 2, which had 20 million in 2023, is gone; line 3 says of 2023 what line 2 had said.
    dropped = change(
        texts,
        budget_lines=[("2,Загородный лагерь,Лагерь,false,\n", "3,Питание в отрядах,Питание,false,\n")],
        budget=[("2,городской бюджет,2023,20\n", "3,городской бюджет,2023,20\n3,городской бюджет,2024,6\n")],
        links=[("2.2,budget_line,2,\n", "")],
    )
    first, present = plan_of(texts), plan_of(dropped)
    editions = two_editions(first, present, date(2024, 3, 1))
    plan = replace(present, history=history_of(editions, present, TODAY))
    lines = plan.of_all_editions("budget_lines").set_index("line")["short_title"].to_dict()
    assert lines == {"1": "Путёвки", "3": "Питание", "2 (ред. 1)": "Лагерь"}
    # Its link to result 2.2 is that of the edition that had it.
    links = plan.of_all_editions("links")
    assert ("2.2", "budget_line", "2 (ред. 1)") in set(
        links[["result", "kind", "target"]].itertuples(index=False, name=None)
    )
    values = tidy(
        money("2 (ред. 1)", "городской бюджет", 2023, executed=1_900_000_000),
        money("3", "городской бюджет", 2023, executed=7),
        money("2 (ред. 1)", "городской бюджет", 2024, executed=5),
    )
    selection = Selection(2023, TODAY, 12, ())
    shown = budget(plan, values, load_rules(settings.data_folder()), selection)
    rows = {(row.line, row.year): (row.plan, row.executed) for row in shown.itertuples() if row.year > 2022}
    # 2023 ended under the first edition: line 2 with 19 of 20 million, and no line 3; 2024 has line 3 alone.
    assert rows[("2 (ред. 1)", 2023)] == (2_000_000_000, 1_900_000_000)
    assert set(rows) == {("2 (ред. 1)", 2023), ("3", 2024)}
    # What was reported of a line in a year whose edition does not have it is in no sum, and named.
    assert uncounted(plan, values, selection)[["line", "year", "executed"]].values.tolist() == [
        ["3", 2023, 7], ["2 (ред. 1)", 2024, 5],
    ]  # fmt: skip


@pytest.fixture
def rescheduled(tmp_path):
    """An edition of March 2023. Item 1.1 was due on 31.12.2022 and is due on 01.06.2023 by the forestry; 1.2 recurs on
    15.05 and does on 20.05; the control point 1.3 of 01.06.2023 is gone, so is who carried it out."""
    texts = read_texts(write_small_passport(tmp_path))
    second = change(
        texts,
        plan_items=[
            ("2021-03-01,2022-12-31,01.03.2021,31.12.2022,false,,Лагерь и ЖКХ",
             "2021-03-01,2023-06-01,01.03.2021,01.06.2023,false,,Лесхоз"),
            ("2021-05-15,,15.05.2021", "2021-05-20,,20.05.2021"),
            ("4,1.3.,1.3,control_point,1,Лагерь открыт,,2023-06-01,,01.06.2023,false,,Лагерь,,\n", ""),
        ],
        executors=[("Лагерь и ЖКХ,Загородный лагерь\nЛагерь и ЖКХ,Управление ЖКХ\n", "Лесхоз,Лесхоз\n")],
    )  # fmt: skip
    first, present = plan_of(texts), plan_of(second)
    return replace(present, history=history_of(two_editions(first, present, date(2023, 3, 15)), present, TODAY))


def of_items(plan, as_of, *values):
    frame = milestones(plan, tidy(*values), load_rules(settings.data_folder()), as_of)
    return frame, {(row.item, row.year): row for row in frame.itertuples()}


def test_an_item_of_a_closed_year_is_judged_by_the_edition_that_held_then(rescheduled):
    frame, rows = of_items(rescheduled, date(2023, 5, 1))
    then, now = rows["1.1", 2022], rows["1.1", 2023]
    assert (then.due, then.executor, then.flag) == (date(2022, 12, 31), "Лагерь и ЖКХ", "overdue")
    assert (now.due, now.executor, now.flag) == (date(2023, 6, 1), "Лесхоз", "not_due")
    for row in (then, now):
        assert (row.first_due, row.present_due) == (date(2022, 12, 31), date(2023, 6, 1))
        assert row.moved_on == date(2023, 3, 15)
    # What recurs: 2021 and 2022 are over and have the 15th of May, 2023 and 2024 the 20th.
    assert [rows["1.2", year].due.day for year in (2021, 2022, 2023, 2024)] == [15, 15, 20, 20]
    assert rows["1", 2023].moved_on is None
    moved = "срок перенесён редакцией от 15.03.2023: 31.12.2022 → 01.06.2023"
    assert [say_moved_due(row) for row in (then, now, rows["1", 2023])] == [
        f"{moved}; оценка — по сроку, который действовал в конце 2022 года: 31.12.2022", moved, "",
    ]  # fmt: skip
    # The dropped point was due in 2023, which ends under the edition without it.
    assert not [item for item, _ in rows if item.startswith("1.3")]
    # What the later edition moved into 2023 is not carried over into it besides.
    assert list(overdue_items(frame, 2022)["item"]) == ["1.2", "1.2", "1.1"]
    assert [(row.item, row.year) for row in items_of_year(frame, 2023).itertuples() if row.item == "1.1"] == [
        ("1.1", 2023)
    ]
    every = items_of_year(frame, None)
    assert list(every.loc[every["item"] == "1.1", "year"]) == [2023]
    # It is done once: late for the year that had it first, in time for the year that has it now.
    _, rows = of_items(rescheduled, date(2024, 1, 1), item("1.1", 2023, done="2023-05-20"))
    assert (rows["1.1", 2022].flag, rows["1.1", 2023].flag) == ("done_late", "done")


def test_a_dropped_item_stays_in_the_closed_years_of_its_edition_with_its_results(tmp_path):
    texts = read_texts(write_small_passport(tmp_path))
    second = change(
        texts,
        plan_items=[("4,1.3.,1.3,control_point,1,Лагерь открыт,,2023-06-01,,01.06.2023,false,,Лагерь,,\n",
                     "4,1.3.,1.3,event,1,Закупка палаток и спальников,,2025-03-01,,01.03.2025,false,,Лагерь,,\n")],
    )  # fmt: skip
    first, present = plan_of(texts), plan_of(second)
    editions = two_editions(first, present, date(2024, 3, 1))
    plan = replace(present, history=history_of(editions, present, TODAY))
    _, rows = of_items(plan, TODAY, item("1.3 (ред. 1)", 2023, done="2023-06-01"))
    # The number 1.3 is that of the tents since March 2024; the control point of 2023 is another row, and it was done.
    assert (rows["1.3 (ред. 1)", 2023].title, rows["1.3 (ред. 1)", 2023].flag) == ("Лагерь открыт", "done")
    assert (rows["1.3", 2025].title, rows["1.3", 2025].flag) == ("Закупка палаток и спальников", "overdue")
    assert ("1.3", 2023) not in rows
    assert item_results(plan)["1.3 (ред. 1)"] == ("2.2",)
