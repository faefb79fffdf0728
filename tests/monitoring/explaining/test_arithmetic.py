"""How a figure comes of its cells, in words: sums of counts, shares, years, money."""

from __future__ import annotations

import pytest

from tests.tidy import item, money, people, tidy
from uspekh import settings
from uspekh.monitoring.explaining.arithmetic import say_arithmetic
from uspekh.passport.plan import load_plan


@pytest.fixture(scope="module")
def shipped():
    return load_plan(settings.data_folder() / "passport")


def spoken(plan, *groups) -> list[str]:
    return [text.replace("\N{NO-BREAK SPACE}", " ") for text in say_arithmetic(plan, tidy(*groups))]


def test_a_share_is_the_sum_of_the_parts_over_the_sum_of_the_wholes(shipped):
    """70 + 50 of 90 + 100: 120 / 190 = 0,63157…"""
    rows = people("S1", 2022, p1_engaged=70, p1_total=90), people("S2", 2022, p1_engaged=50, p1_total=100)
    assert spoken(shipped, *rows) == [
        "П1 Занимаются, чел.: 70 + 50 = 120.",
        "П1 Всего детей 5–18 лет, чел.: 90 + 100 = 190.",
        "2022 год: 120 / 190 × 100 = 63,16 %.",
    ]


def test_years_are_added_up_since_the_start(shipped):
    rows = people("S1", 2019, p2_covered=20), people("S2", 2019, p2_covered=5), people("S1", 2020, p2_covered=30)
    texts = spoken(shipped, *rows)
    assert [text.partition(": ")[2] for text in texts] == ["20 + 5 = 25.", "30.", "25 + 30 = 55."]
    assert texts[0].partition(": ")[0].endswith(", 2019 год")


def test_thousands_are_divided_and_many_addends_counted(shipped):
    """Seven schools of 200: 1 400 people are 1,4 thousand."""
    texts = spoken(shipped, *(people(f"S{number}", 2022, p3_participants=200) for number in range(7)))
    assert texts[0].endswith("сумма 7 чисел — 1 400.")
    assert texts[1] == "1 400 / 1 000 = 1,4 тыс. чел."


def test_money_is_added_by_kind_and_dates_are_not_added(shipped):
    rows = money("1.6", "региональный бюджет", 2019, executed=123_456), money("1.6", "бюджет города", 2019, executed=44)
    assert spoken(shipped, *rows) == ["Кассовое исполнение, руб.: 1 234,56 + 0,44 = 1 235,00."]
    assert spoken(shipped, item("5.1.3", 2020, done="2020-07-01")) == []
