"""Keys as numbers say what the words of the frame say; the layout by slots holds each value where its key is.

What is expected is worked out from the frame value by value, with dictionaries.
"""

from __future__ import annotations

import random

import numpy as np
import pytest

from tests.actuals.bad_workbooks import BUDGET, ITEMS, UNITS
from tests.actuals.conftest import HEADINGS, workbook
from uspekh.actuals import reading
from uspekh.actuals.keys import WORDS, keys_of, united_keys
from uspekh.actuals.suspect.codes import Codes
from uspekh.actuals.suspect.slots import MONTHS
from uspekh.actuals.values import joined, values_frame

SHEETS = {
    "Организации": [UNITS, ["К", "Клуб «Ёлка»"], ["Ш3", "Школа № 3", None, "школа"]],
    "Показатели": [
        [*HEADINGS, "Комментарий"],
        ["Ш2", 2021, "год", None, 200, 7, None],
        ["СОШ № 1", 2022, "I квартал", 5, 100, None, None],
        ["Ш1", 2021, None, 5, None, 9, "пояснение"],
        ["Ш3", 2021, "год", None, None, None, None],
        ["К", 2021, "9 месяцев", 1, None, 3, None],
        [],
        HEADINGS,
        ["Ш3", 2022, "год", 4, None, 8],
    ],
    "Результаты": [["Организация", "Год", "Р1 Разные дети, чел."], ["Ш1", 2022, 6], ["Ш2", 2021, 1]],
    "Бюджет": [BUDGET, ["1.3", "местный бюджет", 2021, "год", 10, 9], ["1.1-1.2", "местный бюджет", 2022, "год", 5]],
    "Мероприятия": [ITEMS, ["1", 2021, "01.12.2021"], ["2.10", 2022, None, "01.03.2022"]],
}


@pytest.fixture
def tidy(read, monkeypatch):
    """What a file of all sheets gives to the checks."""
    given = []
    check = reading.check_values
    monkeypatch.setattr(
        reading, "check_values", lambda one, *rest, **more: given.append(one) or check(one, *rest, **more)
    )
    assert read(workbook(SHEETS)).accepted
    return given[0]


def written(keys):
    """The key of each value in words, and the words of each column in their order."""
    words = {name: [keys.words[name][code] for code in keys.codes[name][keys.report]] for name in WORDS}
    fields = [keys.fields[code] for code in keys.field]
    rows = zip(*words.values(), keys.year[keys.report], keys.months[keys.report], fields, strict=True)
    return list(rows), [list(keys.words[name]) for name in WORDS], list(keys.fields)


def expected(values):
    rows = zip(*(values[name] for name in (*WORDS, "year", "months", "field")), strict=True)
    return list(rows), [list(dict.fromkeys(values[name])) for name in WORDS], list(dict.fromkeys(values["field"]))


def test_keys_of_the_rows_are_those_of_the_frame(tidy):
    # 5 of the directory, 9 and 2 of the two tables, 2 results, 3 sums, 2 dates.
    assert len(tidy.values) == 5 + 9 + 2 + 2 + 3 + 2
    assert written(tidy.keys) == expected(tidy.values)
    assert written(keys_of(tidy.values)) == expected(tidy.values)


def test_keys_of_frames_one_under_another(tidy):
    parts = [tidy.values[9:].reset_index(drop=True), tidy.values[:20], values_frame()]
    assert written(united_keys([keys_of(part) for part in parts])) == expected(joined(parts))
    assert written(united_keys([])) == ([], [[], [], []], [])


def test_each_value_stands_in_its_slot(tidy):
    # Some values twice, in any order: the first of a key is the one that counts.
    order = random.Random(5).choices(range(len(tidy.values)), k=60)
    values = tidy.values.iloc[order].reset_index(drop=True)
    codes = Codes(keys_of(values))
    first = {}
    for place, row in enumerate(values.itertuples()):
        key = (row.kind, row.subject, row.part, row.year, row.months)
        slot = codes.slots.of[place]
        assert first.setdefault((*key, row.field), place) == codes.slots.at[codes.field_of(row.field), slot]
        assert codes.slots.doubled[place] == (first[(*key, row.field)] != place)
        assert (codes.slots.year[slot], codes.slots.months[slot]) == (row.year, row.months)
        assert codes.subjects[codes.subject[slot]] == row.subject and codes.kind[slot] == codes.kind_of(row.kind)
    assert (codes.slots.at >= 0).sum() == len(first)
    assert codes.field_of("absent") == codes.kind_of("absent") == codes.subject_of("absent") == -1


def test_slots_are_found_by_their_keys(tidy):
    slots = Codes(tidy.keys).slots
    assert list(slots.find(slots.keys)) == list(range(len(slots.keys)))
    known = {key: place for place, key in enumerate(slots.keys.tolist())}
    last_year = slots.keys - MONTHS
    assert list(slots.find(last_year)) == [known.get(key, -1) for key in last_year.tolist()]
    assert (slots.find(last_year) >= 0).any()
    assert list(Codes(keys_of(values_frame())).slots.find(np.array([5]))) == [-1]
