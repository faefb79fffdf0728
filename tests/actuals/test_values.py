"""The tidy frame keeps its schema: the quick look at whole columns and pandera say the same of every broken frame."""

from __future__ import annotations

import pandas as pd
import pytest
from pandera.errors import SchemaError

from uspekh.actuals.values.frame import COLUMNS, checked, values_frame, values_of_columns
from uspekh.actuals.values.frame_schema import Values

GOOD = {
    "kind": "component", "subject": "Ш1", "part": "", "year": 2021, "months": 12, "field": "p1_total",
    "number": 5, "text": None, "sheet": "Показатели", "cell": "D2",
}  # fmt: skip
WORDS = {**GOOD, "field": "comment", "number": None, "text": "пояснение"}
BROKEN = {
    "an unknown kind": {"kind": "other"},
    "no kind": {"kind": None},
    "an empty subject": {"subject": ""},
    "no subject": {"subject": None},
    "no part": {"part": None},
    "a year below nought": {"year": -1},
    "months below nought": {"months": -1},
    "thirteen months": {"months": 13},
    "an empty field": {"field": ""},
    "neither number nor text": {"number": None},
    "both number and text": {"text": "слова"},
    "no sheet": {"sheet": None},
    "no cell": {"cell": None},
}


def frame(*rows):
    dtypes = values_frame([GOOD]).dtypes.to_dict()
    return pd.DataFrame(list(rows)).astype(dtypes)


@pytest.mark.parametrize("change", BROKEN.values(), ids=BROKEN.keys())
def test_a_broken_frame_is_refused_by_both(change):
    broken = frame(GOOD, {**GOOD, **change}, WORDS)
    for check in (Values.validate, checked):
        with pytest.raises(SchemaError):
            check(broken)


@pytest.mark.parametrize(("name", "dtype"), [("year", "float64"), ("number", "float64")])
def test_a_column_of_another_type_is_refused_by_both(name, dtype):
    broken = frame(GOOD, WORDS).astype({name: dtype})
    for check in (Values.validate, checked):
        with pytest.raises(SchemaError):
            check(broken)


def test_a_good_frame_comes_back_as_it_is():
    good = frame(GOOD, WORDS)
    assert checked(good) is good
    assert checked(values_frame()).empty


def test_an_empty_frame_is_nobody_elses():
    mine = values_frame()
    mine["more"] = 1
    assert "more" not in values_frame().columns


def test_columns_become_a_frame_with_whole_numbers_exact():
    # 2**63 - 1 is the largest whole number that a store keeps; as a float it would be 2**63.
    rows = [GOOD | {"number": 2**63 - 1}, WORDS]
    values = values_of_columns({name: [row[name] for row in rows] for name in COLUMNS})
    assert values["number"].tolist() == [2**63 - 1, pd.NA] and values["text"].tolist()[1] == "пояснение"
    assert checked(values) is values
    assert checked(values_of_columns({name: [] for name in COLUMNS})).empty
