"""Money in one sentence and in rows: whole roubles, both plans, what is over, what part of the year has passed."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd
import pytest

from tests.tidy import money, tidy
from uspekh.monitoring.overview import money as overview

# Lines 1 (900 000 roubles in 2019 of the city, nothing in 2020) and 2 (150 roubles of sponsors in 2019).
CITY, SPONSORS = "бюджет города", "спонсоры"


@pytest.fixture
def computed(compute, plan):
    titles = pd.DataFrame(
        [("1", "Длинное", "Кванториум", False, ""), ("2", "Длинное", "Прочее", True, "")],
        columns=["line", "title", "short_title", "derived", "note"],
    )
    whole = replace(plan, tables={**plan.tables, "budget_lines": titles})
    return lambda *reported, **options: compute(tidy(*reported), of=whole, **({"year": 2019} | options))


def spoken(text: str) -> str:
    return text.replace("\N{NO-BREAK SPACE}", " ")


def test_a_year_is_said_in_whole_roubles_against_the_refined_plan(computed):
    """810 000 of 800 000 refined and 150 of the line that was not refined: 101,2 % of 800 150."""
    shown = computed(money("1", CITY, 2019, refined=800_000_00, executed=810_000_40))
    assert spoken(overview.say_budget(shown)) == (
        "2019 год: исполнено 810 000 из 800 150 руб. уточнённого плана, 101,2 %; сверх плана — строка 1"
    )


def test_roubles_that_would_seem_to_reach_the_plan_keep_their_kopecks(computed):
    """900 150 planned, a kopeck less spent: 99,9999989 %."""
    shown = computed(money("1", CITY, 2019, executed=900_000_00), money("2", SPONSORS, 2019, executed=149_99))
    text = spoken(overview.say_budget(shown))
    assert "исполнено 900 149,99 из 900 150 руб. плана по паспорту, 99,999999 %" in text


def test_within_a_year_the_part_of_it_that_has_passed_stands_beside(computed):
    """Half of 900 150 by the first half of the year."""
    shown = computed(money("1", CITY, 2019, 6, executed=450_075_00), months=6)
    assert spoken(overview.say_budget(shown)) == (
        "2019 год: за I полугодие исполнено 450 075 из 900 150 руб. плана по паспорту, 50 %, прошло 50 % года"
    )


def test_what_was_not_reported_planned_or_spent_is_said(computed):
    assert spoken(overview.say_budget(computed())) == "2019 год: исполнение не сдано, план 900 150 руб."
    assert "денег нет ни в паспорте" in overview.say_budget(computed(year=2021))
    without = computed(money("1", CITY, 2020, executed=500), year=2020)
    assert spoken(overview.say_budget(without)) == "2020 год: исполнено 5 руб. без плана; расход без плана — строка 1"


def test_a_line_has_a_row_with_the_states_of_its_sources(computed):
    shown = computed(money("1", CITY, 2019, refined=800_000_00, executed=810_000_00))
    first, second = overview.lines(shown)
    assert (first.title, first.plan, first.refined, first.executed) == (
        "1. Кванториум", 900_000_00, 800_000_00, 810_000_00
    )  # fmt: skip
    # 810 of 900 and of 800.
    assert (first.completion, first.completion_refined, first.share) == (90.0, 101.25, 101.25)
    assert (first.states, first.notes) == (("missed",), ("сверх плана",))
    assert (second.key, second.executed, second.share, second.states) == ("2", None, None, ("no_data",))
    # Nothing was planned for the first line in 2020, nothing is known of the second: neither has a state.
    assert [(row.key, row.plan, row.states) for row in overview.lines(computed(year=2020))] == [("1", 0, ())]


def test_a_line_over_the_years_and_its_sources(computed):
    shown = computed(money("1", CITY, 2019, executed=810_000_00))
    assert [(row.key, row.plan, row.executed) for row in overview.years(shown, "1")] == [
        ("2019", 900_000_00, 810_000_00), ("2020", 0, None)
    ]  # fmt: skip
    assert overview.years(shown)[0].plan == 900_150_00
    assert overview.years(shown)[0].states == ()
    assert [row.key for row in overview.sources(shown)] == [CITY, SPONSORS]
    assert [row.key for row in overview.sources(shown, "2")] == [SPONSORS]


def test_plans_a_hundred_times_apart_say_that_each_has_its_scale(computed):
    """900 000 roubles are 6 000 times 150."""
    shown = computed()
    assert spoken(overview.say_scale(overview.lines(shown))).endswith(
        "планы различаются в 6 000 раз, поэтому шкала у каждого своя"
    )
    assert "различаются" not in overview.say_scale(overview.sources(shown, "1"))


def test_how_many_reported(computed):
    assert overview.say_reported(computed(money("1", CITY, 2019, executed=1))).startswith("исполнение сдано по 1 из 2")


def test_money_of_lines_and_sources_that_the_passport_lacks_is_said_by_year(computed):
    """Line 3 is in no year: its half-year of 1,00 is followed by 2,22. Line 1 has no sponsors: 1,11."""
    shown = computed(
        money("1", CITY, 2019, executed=5_00),
        money("3", CITY, 2019, 6, executed=1_00), money("3", CITY, 2019, executed=2_22),
        money("1", SPONSORS, 2020, executed=1_11), money("4", CITY, 2021, executed=0),
    )  # fmt: skip
    assert spoken(overview.answer_for(shown).uncounted) == (
        "Не учтено исполнение по строкам и источникам, которых нет в бюджете паспорта: "
        "2019 год — 2,22 руб. (строка 3); 2020 год — 1,11 руб. (строка 1)"
    )
    assert overview.say_uncounted(computed(money("1", CITY, 2019, executed=5_00))) == ""
