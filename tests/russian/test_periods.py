"""Periods as people write them, and what titles say of them."""

from __future__ import annotations

import pytest

from uspekh.russian.periods import PartOfYear, Period, find_periods, parse_period, read_period

WRITTEN = {
    3: ("I квартал", "1-ый квартал", "первый квартал", "Ⅰ кв.", "I кв", "1кв", "І квартал", "за 3 мес.",
        "январь — март", "янв.-мар.", "с января по март",
        "01.01–31.03", "на 01.04", "по состоянию на 1 апреля", "три месяца"),
    6: ("I полугодие", "1 п/г", "1-е полугодие", "полугодие", "за первое полугодие", "6 месяцев", "шесть месяцев",
        "январь/июнь", "2 квартала", "VI месяцев", "на 1 июля"),
    9: ("9 мес", "за девять месяцев", "9-ти месяцев", "январь-сентябрь", "3 квартала", "за три квартала",
        "9-мес.", "9 м.", "факт за 9 месяцев", "январь–сентябрь (9 месяцев)", "III квартал (9 месяцев)", "9 мес. 21 г.",
        "III квартал (нарастающим итогом)", "III квартал с начала года"),
    12: ("год", "за год", "годовой отчёт", "весь год", "12 месяцев", "янв-дек", "4 квартала", "календарный год"),
    1: ("январь", "1 месяц", "за один месяц"),
    5: ("5 мес.", "январь–май", "с января по май"),
}  # fmt: skip


@pytest.mark.parametrize("months", WRITTEN)
def test_months_from_january(months):
    assert {words: parse_period(words) for words in WRITTEN[months]} == dict.fromkeys(WRITTEN[months], months)


def test_the_year_may_stand_with_the_period():
    for words in ("9 месяцев 2022 г.", "2022 год, 9 месяцев", "за 9 мес. 2022", "январь–сентябрь 2022 года"):
        assert read_period(words) == Period(9, 2022)
    assert read_period("2021") == read_period("2021 год") == Period(12, 2021)
    # What is counted up to 1 January 2022 is the year 2021.
    assert read_period("на 1 января 2022 г.") == Period(12, 2021)


@pytest.mark.parametrize(
    ("words", "part", "months"),
    [
        ("II квартал", "апрель–июнь", 6),
        ("Ⅳ кв.", "октябрь–декабрь", 12),
        ("Ш квартал", "июль–сентябрь", 9),
        ("второе полугодие", "июль–декабрь", 12),
        ("август", "август", 8),
        ("апрель–июнь", "апрель–июнь", 6),
    ],
)
def test_a_part_of_a_year_is_not_taken_for_the_months_from_january(words, part, months):
    with pytest.raises(PartOfYear) as caught:
        read_period(words)
    assert (caught.value.part, caught.value.months) == (part, months)
    assert parse_period(words) is None


@pytest.mark.parametrize(
    "words",
    [
        "весна",
        "13 месяцев",
        "5 квартал",
        "11 квартал",
        "2022/2023 учебный год",
        "итого",
        "на 15.04",
        "декабрь–март",
        "9 месяцев (I квартал)",
    ],
)
def test_what_is_no_period(words):
    assert read_period(words) is None


@pytest.mark.parametrize(
    ("title", "years", "months"),
    [
        ("Сведения о занятости детей за 9 месяцев 2021 года", {2021}, {9}),
        ("Отчёт за 2022 год", {2022}, {12}),
        ("План на 2022 год", {2022}, set()),
        ("Показатели: число детей нарастающим итогом с 1 января", set(), set()),
        ("Дети 5–18 лет, 6–11 классы", set(), set()),
        ("Данные на 01.01.2022 г.", {2021}, {12}),
        ("Утверждено приказом от 12.03.2020 № 45", set(), set()),
        ("Проект на 2019–2024 годы", {2019, 2024}, set()),
        ("Показатели 1 п/г", set(), {6}),
    ],
)
def test_what_a_title_says(title, years, months):
    periods = find_periods(title)
    assert (periods.years, periods.months, periods.parts) == (years, months, ())


def test_a_title_that_names_a_part_of_a_year():
    (part,) = find_periods("Отчёт за III квартал 2021 г.").parts
    assert (part.part, part.months) == ("июль–сентябрь", 9)
