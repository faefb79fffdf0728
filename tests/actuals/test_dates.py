"""Dates and years as people write them."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from uspekh.actuals.cells import ErrorCell, TimeCell, Unreadable
from uspekh.actuals.parsing.dates import parse_bound, parse_date, parse_year


@pytest.mark.parametrize(
    ("cell", "iso"),
    [
        (date(2019, 2, 28), "2019-02-28"),
        (datetime(2019, 2, 28, 10, 30), "2019-02-28"),
        ("28.02.2019", "2019-02-28"),
        ("28.02.2019 г.", "2019-02-28"),
        ("8.2.19", "2019-02-08"),
        ("2019-02-28", "2019-02-28"),
        ("28 февраля 2019 года", "2019-02-28"),
        ("28/02/2019", "2019-02-28"),
        ("02/28/2019", "2019-02-28"),
        (None, None),
        ("-", None),
        ("н/д", None),
    ],
)
def test_dates(cell, iso):
    assert parse_date(cell) == iso


@pytest.mark.parametrize(
    ("cell", "code"),
    [
        ("31.02.2019", "date.text"),
        ("в феврале", "date.text"),
        ("28 фев 2019", "date.text"),
        ("02/03/2019", "date.ambiguous"),
        (43524.0, "date.number"),
        (TimeCell("10:00"), "date.number"),
        (ErrorCell("#N/A"), "cell.error"),
    ],
)
def test_what_is_no_date(cell, code):
    with pytest.raises(Unreadable) as caught:
        parse_date(cell)
    assert caught.value.code == code


def test_a_serial_number_names_the_day_it_seems_to_be():
    # 43524 days after 30.12.1899: 1900–2018 is 43 465 of them to 31.12.2018, and 59 more.
    with pytest.raises(Unreadable, match=r"28\.02\.2019"):
        parse_date(43524)


@pytest.mark.parametrize(
    ("cell", "year"), [(2019.0, 2019), ("2019", 2019), ("2019 г.", 2019), ("2019 год", 2019), (None, None)]
)
def test_years(cell, year):
    assert parse_year(cell) == year


@pytest.mark.parametrize("cell", ["19", "2019-2020", 43524, date(2019, 1, 1), 2019.5])
def test_what_is_no_year(cell):
    with pytest.raises(Unreadable):
        parse_year(cell)


def test_a_bound_may_be_a_year_or_a_day():
    assert parse_bound(2020.0, last=False) == "2020-01-01"
    assert parse_bound("2020 г.", last=True) == "2020-12-31"
    assert parse_bound("01.09.2020", last=False) == "2020-09-01"
    assert parse_bound(None, last=True) is None
