"""What is said of a row: its flag, else why it has none."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd

from tests.tidy import organization, people, tidy
from uspekh.monitoring.overview.counts import INDICATORS, count_incomplete, state_counts, states_of


def test_without_a_flag_the_reason_is_the_plan_the_year_or_that_nothing_is_judged_yet() -> None:
    rows = pd.DataFrame(
        {
            "flag": ["met", None, None, None],
            "plan": [80.0, 80.0, None, None],
            "basis_kind": ["measure", "measure", "measure", "control_points"],
        }
    )
    assert list(states_of(rows)) == ["met", "unjudged", "no_plan", "not_this_year"]
    # A line of the budget: within the year nothing is judged, and of nothing planned no plan was set.
    assert list(states_of(rows[["flag", "plan"]])[1:3]) == ["unjudged", "no_plan"]


def test_beside_a_guide_a_fact_is_above_or_below_it():
    rows = pd.DataFrame(
        {
            "flag": [None, None, None, None, "met"],
            "plan": [50.0, 50.0, 50.0, 50.0, 50.0],
            "plan_kind": ["guide", "guide", "guide", "guide", "own"],
            "deviation": [1.0, 0.0, -1.0, None, 1.0],
        }
    )
    # Without a fact there is nothing to compare with the guide.
    assert list(states_of(rows)) == ["above_guide", "at_guide", "below_guide", "unjudged", "met"]
    # A share above 100 % has children in it twice: it is on no side of anything.
    twice = rows.assign(exceeds_whole=[True, False, False, False, False])
    assert list(states_of(twice))[:2] == ["unjudged", "at_guide"]


def test_what_nobody_is_asked_for_is_not_called_a_missing_plan():
    rows = pd.DataFrame(
        {
            "flag": [None, None, None, None],
            "plan": [None, None, None, 50.0],
            "expected": [0, 0, 1, 0],
            "fact": [None, 12.0, None, None],
        }
    )
    # Whoever gives a number unasked has given it, and a plan asks its organization.
    assert list(states_of(rows)) == ["not_asked", "no_plan", "no_plan", "unjudged"]


def test_indicators_judged_by_incomplete_data_are_counted_apart(compute, plan):
    titled = replace(plan, tables={**plan.tables, "indicators": plan["indicators"].assign(short_title="П")})
    school = [organization("A"), organization("B"), people("A", 2019, **{"in": 80, "all": 100})]
    # 80 of 100 against 70 %, of one school of two; nobody gave the other three indicators.
    half = compute(tidy(*school), year=2019, of=titled)
    assert (count_incomplete(half), state_counts(half)[INDICATORS].of("met")) == ({"met": 1}, 1)
    # 150 of 200 of both schools is 75 %, and complete.
    both = compute(tidy(*school, people("B", 2019, **{"in": 70, "all": 100})), year=2019, of=titled)
    assert (count_incomplete(both), state_counts(both)[INDICATORS].of("met")) == ({}, 1)
