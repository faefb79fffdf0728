"""Cells as people write them → whole people and kopecks."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from uspekh.actuals.cells import ErrorCell, TimeCell, Unreadable
from uspekh.actuals.parsing.numbers import parse_kopecks, parse_people


@pytest.mark.parametrize(
    ("cell", "people"),
    [
        (0, 0),
        (0.0, 0),
        (1234.0, 1234),
        (2.9999999999, 3),
        ("1234", 1234),
        ("1 234", 1234),
        ("1\u00a0234", 1234),
        ("1\u202f234\u2009567", 1234567),
        ("1 234,0", 1234),
        ("1.234.567", 1234567),
        ("12*", 12),
        ("12 чел.", 12),
        (" 7 ", 7),
        (None, None),
        ("", None),
        ("   ", None),
        ("нет данных", None),
        ("Нет  данных", None),
        ("н/д", None),
        ("-", None),
        ("–", None),
        ("—", None),
        ("х", None),
        ("x", None),
    ],
)
def test_people(cell, people):
    assert parse_people(cell) == people


@pytest.mark.parametrize(
    ("cell", "kopecks"),
    [
        (0.1 + 0.2, 30),
        (9000000.1, 900000010),
        ("9 000 000,10", 900000010),
        ("9 000 000,10 руб.", 900000010),
        ("1.234,56", 123456),
        ("1,234.56", 123456),
        ("15000", 1500000),
        ("0,5", 50),
        ("1 000 ₽", 100000),
    ],
)
def test_money(cell, kopecks):
    assert parse_kopecks(cell) == kopecks


@pytest.mark.parametrize(
    ("cell", "code"),
    [
        ("1,234", "number.ambiguous"),
        ("1.234", "number.ambiguous"),
        ("нет", "number.ambiguous"),
        ("12 34", "number.text"),
        ("двадцать", "number.text"),
        ("1O0", "number.text"),
        (1.5, "number.fraction"),
        (0.73, "number.fraction"),
        ("1,5", "number.fraction"),
        ("73%", "number.percent"),
        (-1, "number.negative"),
        ("−5", "number.negative"),
        (True, "number.type"),
        (date(2021, 1, 1), "number.type"),
        (TimeCell("03:04:00"), "number.type"),
        (ErrorCell("#DIV/0!"), "cell.error"),
        (ErrorCell(""), "cell.formula"),
        (1e300, "number.too_big"),
        (float("nan"), "number.text"),
        (float("inf"), "number.too_big"),
        ("2 тыс. чел.", "number.scale"),
    ],
)
def test_what_is_no_headcount(cell, code):
    with pytest.raises(Unreadable) as caught:
        parse_people(cell)
    assert caught.value.code == code


def test_both_readings_are_named():
    with pytest.raises(Unreadable) as caught:
        parse_people("1,234")
    assert {"1\u00a0234", "1,234"} <= set(re.findall(r"[\d\u00a0]+(?:,\d+)?", caught.value.message))


@pytest.mark.parametrize("cell", ["9 млн руб.", 10.005, "1,005 000"])
def test_what_is_no_sum(cell):
    with pytest.raises(Unreadable):
        parse_kopecks(cell)


def _grouped(whole: int, space: str) -> str:
    return f"{whole:,}".replace(",", space)


@given(
    st.integers(0, 50_000_000),
    st.sampled_from([" ", "\u00a0", "\u2009", "\u202f"]),
    st.sampled_from(["", " чел.", "*"]),
)
def test_any_headcount_is_read_back(whole, space, tail):
    assert parse_people(_grouped(whole, space) + tail) == whole


@given(st.integers(0, 10**11), st.sampled_from([",", "."]))
def test_any_sum_is_read_back_exactly(kopecks, mark):
    roubles, rest = divmod(kopecks, 100)
    assert parse_kopecks(f"{_grouped(roubles, ' ')}{mark}{rest:02d}") == kopecks
    assert parse_kopecks(float(Decimal(kopecks) / 100)) == kopecks


@given(st.text(max_size=12))
def test_no_text_does_worse_than_be_refused(text):
    try:
        read = parse_kopecks(text)
    except Unreadable as refusal:
        assert refusal.code.startswith("number.")
    else:
        assert read is None or read >= 0
