"""What records hold comes back unchanged, and the values in force are those of a plain account of the same history."""

from __future__ import annotations

import random

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from tests.persons import ADMINISTRATOR
from tests.store.test_uploads import load
from tests.tidy import BLANK, item, money, people, tidy
from uspekh.actuals.values import KEY, values_frame
from uspekh.store import lines
from uspekh.store.brought import brought
from uspekh.store.records import asked, read
from uspekh.store.schema import records
from uspekh.store.uploads import undo
from uspekh.store.values import current

WORDS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"))
NUMBERS = st.integers(-(2**63), 2**63 - 1)


def value(part="", months=12, field="x", number=None, text=None, cell="A1"):
    given = {"part": part, "months": months, "field": field, "number": number, "text": text, "cell": cell}
    return BLANK | {"kind": "component", "subject": "A", "year": 2020} | given


def framed(rows):
    """The rows as they are: a float on the way would round large numbers."""
    return pd.DataFrame(rows, dtype=object).astype(values_frame().dtypes.to_dict())


ROWS = st.builds(value, part=WORDS, months=st.integers(0, 12), field=WORDS.filter(bool), number=NUMBERS, cell=WORDS)
TEXTS = st.builds(value, part=WORDS, months=st.integers(0, 12), field=WORDS.filter(bool), text=WORDS, cell=WORDS)


@settings(max_examples=100)
@given(st.lists(ROWS | TEXTS, min_size=1, max_size=8), st.data())
def test_lines_give_back_what_was_written(rows, data):
    frame = framed(rows)
    later = data.draw(st.sets(st.integers(0, len(rows) - 1)))
    contents = lines.written(frame, np.arange(len(rows)), np.array(sorted({0, *later})))
    assert len(contents) == len({0, *later})
    pd.testing.assert_frame_equal(lines.read(contents, len(rows)), frame[lines.COLUMNS])


def test_lines_are_legible():
    rows = [
        value(months=3, number=0, cell="D2"),
        value(part="МБ; иное", text='«да»,\n"нет"', cell="E2"),
        value(text=""),
    ]
    (content,) = lines.written(framed(rows), np.arange(3), np.array([0]))
    # The whole column is quoted where one of its words has to be.
    assert content == '"";3;x;0;;D2\n"МБ; иное";12;x;;"«да»,\n""нет""";E2\n"";12;x;;"";A1'


def test_a_record_is_what_one_file_says_of_one_subject_and_year(engine):
    halves = people("A", 2020, 6, x=1, y=2) + people("A", 2020, 12, x=3)
    load(engine, tidy(halves, people("A", 2021, x=4), people("B", 2020, x=5), item("1.1", 2020, comment="ждём")))
    columns = ["kind", "subject", "year", "months", "numeric", "count", "in_force", "content"]
    with engine.connect() as connection:
        found = connection.execute(select(*(records.c[name] for name in columns)).order_by(records.c.id)).all()
    # Bits of the periods: 2^6 + 2^12, 2^12, and 2^0 for what belongs to no period.
    assert [tuple(row) for row in found] == [
        ("component", "A", 2020, 4160, 4160, 3, True, ";6;x;1;;A1\n;6;y;2;;A1\n;12;x;3;;A1"),
        ("component", "A", 2021, 4096, 4096, 1, True, ";12;x;4;;A1"),
        ("component", "B", 2020, 4096, 4096, 1, True, ";12;x;5;;A1"),
        ("milestone", "1.1", 2020, 1, 0, 1, True, ';0;comment;;"ждём";A1'),
    ]


def some(draw: random.Random) -> pd.DataFrame:
    """A file of a few values whose keys are often those of other files."""
    rows: list[dict] = []
    for subject in draw.sample("ABC", draw.randint(1, 3)):
        for year in draw.sample((2019, 2020), draw.randint(1, 2)):
            for months in draw.sample((3, 6, 12), draw.randint(1, 3)):
                fields = draw.sample("xyz", draw.randint(1, 3))
                rows += people(subject, year, months, **{field: draw.randint(0, 2) for field in fields})
    if draw.random() < 0.5:
        rows += money("1", draw.choice(("МБ", "ОБ")), 2020, executed=draw.randint(0, 2))
    return tidy(rows)


def keyed(frame: pd.DataFrame) -> dict:
    """Number by key."""
    return dict(zip(frame[KEY].itertuples(index=False, name=None), frame["number"].tolist(), strict=True))


@pytest.mark.parametrize("seed", range(4))
def test_any_history_of_loads_and_undoings(engine, seed):
    draw = random.Random(seed)
    files: dict[int, dict] = {}
    taken_back: set[int] = set()
    for step in range(14):
        standing = sorted(set(files) - taken_back)
        if standing and draw.random() < 0.35:
            taken_back.add(gone := draw.choice(standing))
            undo(engine, gone, ADMINISTRATOR)
        else:
            frame = some(draw)
            before = {key: number for at in standing for key, number in files[at].items()}
            number, counted = load(engine, frame, f"{step}")
            given = keyed(frame)
            assert counted["new"] == sum(key not in before for key in given)
            assert counted["same"] == sum(before.get(key) == each for key, each in given.items())
            if number not in files:
                files[number] = given
        # The account by hand: files that stand are laid one over another in their order.
        said_by = {key: at for at in sorted(set(files) - taken_back) for key in files[at]}
        assert keyed(current(engine)) == {key: files[at][key] for key, at in said_by.items()}
        held = read(engine, asked().where(records.c.in_force))
        for _, own in held.groupby("record"):
            assert any(said_by.get(key) == own["upload"].iloc[0] for key in keyed(own)), "nothing of it stands"
    for at, given in files.items():
        earlier = {key: n for other in sorted(set(files) - taken_back) if other < at for key, n in files[other].items()}
        told = brought(engine, at, ADMINISTRATOR)
        assert keyed(told) == given
        expected = [
            "new" if key not in earlier else "same" if earlier[key] == n else "replaced" for key, n in given.items()
        ]
        assert dict(zip(keyed(told), told["change"], strict=True)) == dict(zip(given, expected, strict=True))
