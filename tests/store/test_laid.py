"""Entries laid out by month and taken up again."""

from __future__ import annotations

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from uspekh.monitoring.entries import COLUMNS
from uspekh.store.derived_schema import as_of
from uspekh.store.laid import KEY, MARKS, STORED, laid, unlaid


def entry(measure, year, *periods, counted=1, own=0):
    """Rows of one organization: (months, until, numerator, denominator) of each period."""
    return [(measure, "A", year, *period, counted, own) for period in periods]


def frame(rows):
    found = pd.DataFrame(rows, columns=[*COLUMNS, *MARKS])
    return found.astype({"denominator": "float64", "numerator": "float64", "months": "int64", "until": "int64"})


def test_an_entry_stands_until_the_next():
    rows = entry("share", 2020, (6, 8, 40, 100), (9, 12, 60, None)) + entry("views", 2021, (1, 12, 0, None), own=1)
    share, views = (dict(zip(STORED, row, strict=True)) for row in laid(frame(rows)))
    by_month = [
        tuple(share[as_of(name, month)] for name in ("months", "numerator", "denominator")) for month in range(1, 13)
    ]
    assert by_month == [(None, None, None)] * 5 + [(6, 40, 100)] * 3 + [(9, 60, None)] * 4
    assert [views[as_of("numerator", month)] for month in range(1, 13)] == [0] * 12, "a zero is a value"
    assert (share["organization"], share["counted"], share["own"], views["own"]) == ("A", 1, 0, 1)


PERIODS = st.sets(st.integers(1, 12), min_size=1).map(sorted)
NUMBER = st.integers(0, 10**9)


@given(st.dictionaries(st.tuples(st.sampled_from("mn"), st.integers(2019, 2024)), PERIODS, max_size=4), st.data())
def test_what_is_laid_out_is_taken_up_again(held, data):
    rows = []
    for (measure, year), months in held.items():
        ends = [later - 1 for later in months[1:]] + [12]
        for period in zip(months, ends, strict=True):
            rows += entry(measure, year, (*period, data.draw(NUMBER), data.draw(st.none() | NUMBER)))
    given_rows = frame(rows).sort_values([*KEY, "months"], ignore_index=True)
    again = unlaid(list(laid(given_rows))).sort_values([*KEY, "months"], ignore_index=True)
    pd.testing.assert_frame_equal(again, given_rows, check_dtype=False)


@pytest.mark.parametrize("rows", [frame([]), unlaid([])], ids=["laid", "taken up"])
def test_nothing_is_nothing(rows):
    assert list(laid(rows)) == []
