"""What makes no sense: numbers no city has, shares above the whole, dates and contingents far from anything."""

from __future__ import annotations

from datetime import date

import pandas as pd
import pytest

from tests.actuals.conftest import HEADINGS, places
from uspekh.actuals.cells import Unreadable
from uspekh.actuals.checks.evidence import gather_evidence
from uspekh.actuals.checks.sense import find_what_is_to_come
from uspekh.actuals.parsing.numbers import MOST_PEOPLE, MOST_ROUBLES, parse_kopecks, parse_people

P = "Показатели"
UNITS = ["Код", "Наименование", "Контингент 5–18 лет, чел.", "Действует с", "Действует по"]


@pytest.mark.parametrize("cell", [MOST_PEOPLE + 1, 60_000_000.0, "1 000 000 000 000", 10**12])
def test_no_city_has_so_many_people(cell):
    with pytest.raises(Unreadable) as caught:
        parse_people(cell)
    assert caught.value.code == "number.too_big"


def test_no_city_has_so_much_money():
    assert parse_kopecks(MOST_ROUBLES) == MOST_ROUBLES * 100
    with pytest.raises(Unreadable) as caught:
        parse_kopecks(MOST_ROUBLES + 1)
    assert caught.value.code == "number.too_big"


@pytest.mark.parametrize("cell", ["120\n85", "120\r\n345", "7\t8", "120   345", "1 200\n1 300", "5\u20286"])
def test_several_numbers_in_a_cell_are_no_thousands(cell):
    for parse in (parse_people, parse_kopecks):
        with pytest.raises(Unreadable) as caught:
            parse(cell)
        assert caught.value.code == "number.two"


def test_a_new_line_around_one_number_is_nothing():
    assert parse_people("120\n") == 120
    assert parse_people("\n120 чел.\n") == 120


@pytest.mark.parametrize(
    ("engaged", "total", "words"),
    [(120, 100, "всего — 100"), (3, 0, "доли от нуля не бывает")],
)
def test_a_part_above_its_whole_refuses_the_file(read, engaged, total, words):
    reading = read({P: [HEADINGS, ["Ш1", 2021, "год", engaged, total, 1]]})
    assert places(reading, "error") == [("share.over_whole", P, "D2")]
    assert words in reading.problems[0].message and not reading.accepted


def test_nobody_of_nobody_is_no_share_but_no_mistake(read):
    assert read({P: [HEADINGS, ["Ш1", 2021, "год", 0, 0, 1]]}).problems == ()


@pytest.mark.parametrize("day", [date(1921, 12, 30), date(2019, 12, 31), date(2024, 1, 1), "30.12.3021"])
def test_a_date_far_from_the_project_is_warned_about(read, day):
    # The project goes on from 2021 to 2022; a year on either side is near it.
    reading = read({"Мероприятия": [["№", "Год", "Дата исполнения"], ["1", 2021, day]]})
    assert places(reading, "warning") == [("date.outside", "Мероприятия", "C2")] and reading.accepted


@pytest.mark.parametrize("day", [date(2020, 1, 1), date(2023, 12, 31)])
def test_a_date_near_the_project_is_not(read, day):
    assert read({"Мероприятия": [["№", "Год", "Прогнозная дата"], ["1", 2021, day]]}).problems == ()


def test_what_is_reported_before_it_can_have_come(read, plan):
    items = [["№", "Год", "Дата исполнения", "Прогнозная дата"],
             ["1", 2021, date(2021, 5, 20), None], ["1.1.1", 2021, date(2021, 5, 21), date(2021, 6, 1)]]  # fmt: skip
    rows = [HEADINGS, ["Ш1", 2021, "I полугодие", 1, 2, 3], ["К", 2021, "9 месяцев", 1, 2, 3],
            ["Ш1", 2022, "I квартал", None, 2, None]]  # fmt: skip
    reading = read({P: rows, "Мероприятия": items})
    assert reading.accepted and not {"date.ahead", "period.ahead"} & {problem.code for problem in reading.problems}
    evidence = gather_evidence(reading.values, None, plan, pd.DataFrame())
    # On 20.05.2021 the 21st is to come. 31 days later is June, in which the half year ends; nine months end in
    # September. A contingent alone is known before its period has come.
    problems = [(one.code, one.sheet, one.cell) for one in find_what_is_to_come(evidence, date(2021, 5, 20))]
    assert problems == [("date.ahead", "Мероприятия", "C3"), ("period.ahead", P, "D3")]


def test_an_organization_that_the_project_never_meets(read):
    rows = [["А", "Школа А", None, "1957", "1998"], ["Б", "Школа Б", None, "2051", None],
            ["В", "Школа В", None, 1957, 2030]]  # fmt: skip
    reading = read({"Организации": [UNITS, *rows]})
    assert sorted(places(reading)) == [("date.outside", "Организации", "D3"), ("date.outside", "Организации", "E2")]


@pytest.mark.parametrize(("contingent", "warned"), [(4000, True), (40, True), (850, False), (399, False)])
def test_a_contingent_ten_times_the_children_it_counts(read, contingent, warned):
    # 400 children are counted: from 8,5 times on either side a digit is too many or too few.
    reading = read({
        "Организации": [UNITS, ["Ш1", "Средняя школа № 1", contingent]],
        P: [HEADINGS, ["Ш1", 2021, "год", 30, 400, 1]],
    })  # fmt: skip
    expected = [("suspect.contingent", "Организации", "C2")] if warned else []
    assert places(reading) == expected


def test_a_contingent_of_the_directory_is_compared_at_the_children(read):
    # School № 2 has 200 children in the directory: 2000 are ten times as many.
    reading = read({P: [HEADINGS, ["Ш2", 2021, "год", 30, 2000, 1]]})
    assert places(reading) == [("suspect.contingent", P, "E2")]
    assert "Контингент организации Ш2 — 200" in reading.problems[0].message
