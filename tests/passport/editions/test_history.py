"""By which edition a year is judged, and how a plan changed, on two editions of the small passport."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from tests.passport.editions.test_differences import change
from tests.small_passport import write_small_passport
from tests.tidy import money, tidy
from uspekh.monitoring.execution.budget import uncounted
from uspekh.monitoring.selection import Selection
from uspekh.passport.editions.edition import Edition, Requisites
from uspekh.passport.editions.history import EditionPlan, history_of
from uspekh.passport.editions.identity import pair_rows
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
    return [
        EditionPlan(edition(1, date(2021, 3, 1)), first, pair_rows(first, present)),
        EditionPlan(edition(2, CHANGED_ON), present, ()),
    ]


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
    middle = EditionPlan(edition(2, date(2022, 6, 1)), editions[0].plan, editions[0].pairs)
    three = [editions[0], middle, EditionPlan(edition(3, CHANGED_ON), editions[1].plan, ())]
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


def test_money_of_a_line_that_the_present_edition_dropped_is_named_as_uncounted(tmp_path):
    texts = read_texts(write_small_passport(tmp_path))
    # Line 2 had 20 million in 2023; nothing of it is left.
    dropped = change(
        texts,
        budget_lines=[("2,Загородный лагерь,Лагерь,false,\n", "")],
        budget=[("2,городской бюджет,2023,20\n", "")],
        links=[("2.2,budget_line,2,\n", "")],
    )
    first, present = plan_of(texts), plan_of(dropped)
    editions = [
        EditionPlan(edition(1, date(2021, 3, 1)), first, pair_rows(first, present)),
        EditionPlan(edition(2, date(2024, 3, 1)), present, ()),
    ]
    today = date(2026, 11, 27)
    plan = replace(present, history=history_of(editions, present, today))
    values = tidy(
        money("2", "городской бюджет", 2023, executed=20_000_00), money("1", "городской бюджет", 2022, executed=7)
    )
    rows = uncounted(plan, values, Selection(2023, today, 12, ()))
    # 2023 ended under the first edition, which has the line; it is in no sum all the same.
    assert rows.values.tolist() == [["2", "городской бюджет", 2023, 20_000_00]]
