"""The one period of a screen, by the rule of the contract; every case is worked out by hand."""

from __future__ import annotations

from datetime import date

import pandas as pd
import pytest

from tests.monitoring.conftest import DATA
from tests.tidy import item, money, organization, people, planned, tidy
from uspekh.monitoring.periods.period import Coverage, choose_period
from uspekh.monitoring.rules import load_rules

# Deadlines: 10.04, 10.07, 10.10 and 20.01 of the next year.
RULES = load_rules(DATA)
NINE = Coverage({3: 9, 6: 7, 9: 4}, 9)


@pytest.mark.parametrize(
    ("as_of", "coverage", "months"),
    [
        # Nine reported for the quarter, seven for the half-year, four for nine months, which is less than half.
        (date(2024, 11, 5), NINE, 6),
        # Of eight organizations four are half.
        (date(2024, 11, 5), Coverage({6: 7, 9: 4}, 8), 9),
        # The year is over, its date is 20.01.2025: on that day a report is in time, so it is not yet the year.
        (date(2025, 1, 20), NINE, 6),
        (date(2025, 1, 21), NINE, 12),
        # What nobody could have ended is no candidate: nine months end on 30 September.
        (date(2024, 9, 29), Coverage({6: 1, 9: 9, 12: 9}, 9), 6),
        (date(2024, 9, 30), Coverage({6: 1, 9: 9, 12: 9}, 9), 9),
        # Less than half for every period: the latest of anyone, the municipality's row included.
        (date(2024, 11, 5), Coverage({3: 2, 5: 1}, 9), 5),
        (date(2024, 11, 5), Coverage({3: 2, 5: 1}, 9, frozenset({8})), 8),
        # Nobody: the latest whose date has passed, before the first of them the first.
        (date(2024, 7, 11), Coverage({}, 9), 6),
        (date(2024, 7, 10), Coverage({}, 9), 3),
        (date(2024, 2, 1), Coverage({}, 9), 3),
        # No organization at all is no half of nobody.
        (date(2024, 7, 11), Coverage({}, 0), 6),
        (date(2023, 5, 1), Coverage({}, 9), 3),
    ],
)
def test_the_period_by_rule(as_of, coverage, months):
    period = choose_period(coverage, RULES, 2024, as_of)
    assert (period.months, period.chosen, period.reported) == (months, False, coverage.reported.get(months, 0))


def test_the_count_and_the_overdue_later_period_are_said():
    period = choose_period(NINE, RULES, 2024, date(2024, 11, 5))
    assert period.say() == "I полугодие, сдали 7 из 9"
    assert period.say_overdue() == "срок за 9 месяцев прошёл 10.10.2024, сдали 4 из 9"
    assert choose_period(NINE, RULES, 2024, date(2024, 10, 10)).say_overdue() == ""


def test_a_chosen_period_is_taken_and_nothing_later_is_held_against_it():
    period = choose_period(NINE, RULES, 2024, date(2025, 6, 1), 3)
    assert (period.months, period.chosen, period.reported, period.overdue) == (3, True, 9, None)


VALUES = tidy(
    *(organization(code, 100) for code in "ABC"),
    organization("D", type="доп. образование"),
    organization("Z", 100, active_to="2020-12-31"),
    organization("МО", type="муниципалитет"),
    people("A", 2021, 6, tech=0),
    people("B", 2021, 6, views=5),
    # A club is asked for no whole, so this is no report; a closed school does not report for 2021.
    people("D", 2021, 6, all=40),
    people("Z", 2021, 6, tech=1),
    people("C", 2021, 3, tech=1),
    people("МО", 2021, 9, tech=1),
)


def test_who_has_reported_is_who_gave_any_number_asked_for_exactly_the_period(compute):
    coverage = compute(VALUES).reported.coverage(2021)
    # Four organizations exist in 2021; a reported zero is a report.
    assert (dict(coverage.reported), coverage.expected, coverage.municipality) == ({3: 1, 6: 2}, 4, frozenset({9}))


def test_the_period_does_not_depend_on_the_selected_organizations(compute):
    periods = {compute(VALUES, organizations=codes).reported.coverage(2021).reported[6] for codes in ((), ("C",))}
    assert periods == {2}


def test_the_last_year_is_the_latest_with_headcounts_or_money(compute):
    # An entry of the directory, a plan and a date of a plan item are of no year's figures.
    values = tidy(organization("A", 100), people("A", 2019, tech=1), planned("A", "П2", 2021, 90), item("1.1", 2021))
    assert compute(values).reported.last_year() == 2019
    spent = tidy(money("1", "бюджет города", 2020, executed=1))
    assert compute(pd.concat([values, spent], ignore_index=True)).reported.last_year() == 2020
