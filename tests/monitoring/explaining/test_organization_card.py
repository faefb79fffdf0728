"""One organization over the years, by numbers worked out by hand."""

from __future__ import annotations

import pytest

from tests.monitoring.overview.test_organization_matrix import ENTRIES, REPORTS
from tests.tidy import people, tidy
from uspekh.monitoring.explaining.organization_card import make_card


@pytest.fixture
def card(compute):
    def make(code, *more, **selection):
        return make_card(compute(tidy(*ENTRIES, *REPORTS, *more), **selection), code)

    return make


def lines(card):
    return {line.measure.label: line for line in card.lines}


def plain(text: str) -> str:
    return text.replace("\u00a0", " ")


def test_each_measure_has_a_cell_a_year_and_says_how_its_plan_came(card):
    shown = lines(card("A", people("A", 2020, **{"in": 300, "all": 600})))
    share = shown["П1"]
    assert [cell.figure for cell in share.cells] == ["", "50", "70"]
    # The city's 80 % less the club's 30 children of 600.
    assert (plain(share.plan), plain(share.origin)) == ("75 %, ориентир", "80 % минус 5 п. п. Клуб")
    assert (plain(shown["П3"].plan), shown["П3"].origin) == ("0,1 тыс. чел., план организации", "")
    assert (shown["Р1.1"].plan, shown["Р1.1"].origin) == ("—", "")


def test_the_sentence_counts_what_is_asked_and_names_what_falls_short(card):
    # Of five measures views and harm were not given; 70 is below 75, 50 below the first school's 181 of 301.
    assert card("A").sentence == "сдано 3 из 5; ниже ориентира — 2 (П1, П2)"
    own = people("A", 2021, views=80)
    # 80 of the 100 that its own plan asks for.
    assert card("A", own).sentence == "сдано 4 из 5; свой план не выполнен — 1 (П3); ниже ориентира — 2 (П1, П2)"


def test_a_club_has_only_what_it_is_asked_for(card):
    club = card("C")
    assert [line.measure.label for line in club.lines] == ["П1", "П2", "Р1.1"]
    assert club.name == "Клуб"


def test_what_was_not_sent_is_said_by_year_the_latest_first(card):
    silent = card("A", people("A", 2020, 3, tech=4)).not_sent
    assert [plain(each.say()) for each in silent] == [
        "за 2021 год: П3, П4",
        "за 2020 год: П1, П3, П4, Р1.1",
        "за 2020 год: П2 (последнее — I квартал)",
        "за 2019 год: П1, П2, П3, П4, Р1.1",
    ]
    # Nothing is missing of a year that is not looked at yet.
    assert {each.year for each in card("A", year=2020).not_sent} == {2019, 2020}


def test_among_the_others_it_stands_with_the_interval_of_chance(card):
    chance = lines(card("A", people("B", 2021, **{"in": 300, "all": 400})))["П1"].chance
    # 720 of 1 000 gave 72 %; of 600 children 432 ± 1,96 · √(600 · 0,72 · 0,28) = 432 ± 21,6, that is 68,4 to 75,6 %.
    assert (chance.state, chance.city, chance.children) == ("within", 72.0, 600)
    assert (chance.low, chance.high) == pytest.approx((68.4, 75.6), abs=0.3)
    assert lines(card("C"))["П1"].chance is None
