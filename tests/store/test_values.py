"""Values come back unchanged, and those in force are those of a plain account of the same history."""

from __future__ import annotations

import random

import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError

from tests.examples import examples
from tests.persons import ADMINISTRATOR
from tests.store.test_uploads import load
from tests.tidy import BLANK, money, people, tidy
from uspekh.actuals.values.frame import COLUMNS, KEY, values_frame
from uspekh.store.uploads.changes import changes_of_upload
from uspekh.store.uploads.journal import undo
from uspekh.store.values.queries import current

WORDS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=50)
NUMBERS = st.integers(-(2**63), 2**63 - 1)


def value(part="", months=12, field="x", number=None, text=None, cell="A1"):
    row = {"part": part, "months": months, "field": field, "number": number, "text": text, "cell": cell}
    return BLANK | {"kind": "component", "subject": "A", "year": 2020} | row


def framed(rows):
    """The rows as they are: a float on the way would round large numbers."""
    return pd.DataFrame(rows, dtype=object).astype(values_frame().dtypes.to_dict())


ROWS = st.builds(value, part=WORDS, months=st.integers(0, 12), field=WORDS.filter(bool), number=NUMBERS)
TEXTS = st.builds(value, part=WORDS, months=st.integers(0, 12), field=WORDS.filter(bool), text=WORDS)


@settings(max_examples=examples(10), deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    rows=st.lists(
        ROWS | TEXTS, min_size=1, max_size=8, unique_by=lambda row: (row["part"], row["months"], row["field"])
    )
)
def test_values_come_back_as_they_were_stored(engine, rows):
    frame = framed(rows)
    number, _ = load(engine, frame, repr(rows))
    stored = current(engine)
    undo(engine, number, ADMINISTRATOR)
    pd.testing.assert_frame_equal(stored[COLUMNS], frame[COLUMNS])
    assert current(engine).empty


def test_a_value_is_a_row_that_plain_sql_reads(engine):
    load(engine, tidy(people("A", 2020, 6, x=0), people("A", 2020, x=2)))
    load(engine, tidy(people("A", 2020, x=3)).assign(document="справка № 5"), "b")
    query = 'SELECT project, upload, year, months, field, number, document, in_force FROM "values" ORDER BY id'
    with engine.connect() as connection:
        rows = [tuple(row) for row in connection.execute(text(query))]
    # The half-year stands, the year of the first file was replaced by the second.
    assert rows == [
        ("uspekh", 1, 2020, 6, "x", 0, None, True),
        ("uspekh", 1, 2020, 12, "x", 2, None, False),
        ("uspekh", 2, 2020, 12, "x", 3, "справка № 5", True),
    ]


def test_the_database_refuses_a_second_value_in_force_and_a_value_without_content(engine):
    load(engine, tidy(people("A", 2020, x=2)))
    again = (
        'INSERT INTO "values" (upload, kind, subject, part, year, months, field, number, sheet, cell, in_force) '
        'SELECT upload, kind, subject, part, year, months, {}, sheet, cell, in_force FROM "values"'
    )
    for changed in ("field, number + 1", "'y', NULL"):
        with pytest.raises(IntegrityError), engine.begin() as connection:
            connection.execute(text(again.format(changed)))


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


@pytest.mark.parametrize("seed", [0, *(pytest.param(seed, marks=pytest.mark.thorough) for seed in range(1, 4))])
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
            content = keyed(frame)
            assert counted["new"] == sum(key not in before for key in content)
            assert counted["same"] == sum(before.get(key) == each for key, each in content.items())
            if number not in files:
                files[number] = content
        # The account by hand: files that stand are laid one over another in their order.
        said_by = {key: at for at in sorted(set(files) - taken_back) for key in files[at]}
        assert keyed(current(engine)) == {key: files[at][key] for key, at in said_by.items()}
    for at, content in files.items():
        earlier = {key: n for other in sorted(set(files) - taken_back) if other < at for key, n in files[other].items()}
        changed = changes_of_upload(engine, at, ADMINISTRATOR)
        assert keyed(changed) == content
        expected = [
            "new" if key not in earlier else "same" if earlier[key] == n else "replaced" for key, n in content.items()
        ]
        assert dict(zip(keyed(changed), changed["change"], strict=True)) == dict(zip(content, expected, strict=True))
