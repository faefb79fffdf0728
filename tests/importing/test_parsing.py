"""Numbers, amounts, dates and units as passports write them."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from uspekh.importing.document.parsing import (
    find_money_unit,
    find_unit,
    number_parts,
    parse_amounts,
    parse_date,
    parse_number,
    parse_recurrence,
    shorten_unit,
)


@pytest.mark.parametrize(
    ("text", "number"),
    [("71%", "71"), ("0,532", "0.532"), ("1 234,5", "1234.5"), ("1\u00a0000", "1000"), ("-5", "-5"), ("−5", "-5")],
)
def test_numbers(text, number):
    assert parse_number(text) == Decimal(number)


@pytest.mark.parametrize("text", ["", "-", "–", "—", "х"])
def test_what_says_nothing_is_no_number(text):
    assert parse_number(text) is None


@pytest.mark.parametrize("text", ["около 5", "5 чел.", "1,2,3", "5-6"])
def test_what_is_no_number_is_not_guessed(text):
    with pytest.raises(ValueError, match=text):
        parse_number(text)


def test_amounts_of_a_cell_in_million_roubles():
    thousand = find_money_unit("Объем по годам (тыс. рублей)", "млн")
    assert parse_amounts("1 500,5", thousand) == [Decimal("1.5005")]
    assert parse_amounts("0,025 0,015", find_money_unit("Всего", "млн")) == [Decimal("0.025"), Decimal("0.015")]
    assert parse_amounts("-", thousand) == []


@pytest.mark.parametrize("text", ["01.06.2019", "1 июня 2019 г.", "01.06.2019.", "01.06.2019 (далее ежегодно)"])
def test_dates(text):
    assert parse_date(text) == date(2019, 6, 1)


@pytest.mark.parametrize("text", ["31.02.2019", "2019", "1 брюмера 2019", "до конца года"])
def test_what_is_no_date_is_not_guessed(text):
    with pytest.raises(ValueError, match=r".+"):
        parse_date(text)


def test_yearly_ends_where_it_says_so():
    assert parse_recurrence("31.12.2019 (далее ежегодно до 2021г.)") == (True, date(2021, 12, 31))
    assert parse_recurrence("31.12.2019 (далее ежегодно)") == (True, None)
    assert parse_recurrence("31.12.2019") == (False, None)


@pytest.mark.parametrize(
    ("title", "unit"),
    [
        ("Доля детей, %", "%"), ("Число детей, человек, нарастающим итогом", "чел."), ("2,4 тыс. человек", "тыс. чел."),
        ("ТЫС ЧЕЛ", "тыс. чел."), ("ЕД", "ед."), ("Процент", "%"), ("объект медицинский", "объект медицинский"),
    ],
)  # fmt: skip
def test_units(title, unit):
    assert shorten_unit(find_unit(title) or title) == unit


def test_numbers_of_rows():
    assert [number_parts(text) for text in ("1.10.", "27.1.11", "3", "1 этап", "")] == [
        (1, 10), (27, 1, 11), (3,), (), (),
    ]  # fmt: skip
