"""The values as they stood after each upload, whatever was replaced or taken back later."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from tests.persons import ADMINISTRATOR
from tests.store.test_uploads import load
from tests.tidy import people, tidy
from uspekh.store.uploads.earlier import moment_at, moment_of_upload, undone_between, values_at
from uspekh.store.uploads.journal import UploadUnknown, undo
from uspekh.store.values.queries import current


def counts(frame):
    return {(row.subject, row.field): (row.number, row.upload) for row in frame.itertuples()}


def test_every_state_can_be_read_again(engine):
    first, _ = load(engine, tidy(people("А", 2022, x=1, y=2), people("Б", 2022, x=3)))
    second, _ = load(engine, tidy(people("А", 2022, x=10)))
    undo(engine, first, ADMINISTRATOR)
    third, _ = load(engine, tidy(people("А", 2022, y=20)))
    undo(engine, second, ADMINISTRATOR)
    states = [counts(values_at(engine, moment_of_upload(engine, upload))) for upload in (first, second, third)]
    # The second upload stood when the first was taken back, so after the third А has x of the second; that
    # one was taken back later.
    assert states == [
        {("А", "x"): (1, first), ("А", "y"): (2, first), ("Б", "x"): (3, first)},
        {("А", "x"): (10, second), ("А", "y"): (2, first), ("Б", "x"): (3, first)},
        {("А", "x"): (10, second), ("А", "y"): (20, third)},
    ]
    now = moment_at(engine, datetime.now(UTC))
    assert counts(values_at(engine, now)) == counts(current(engine)) == {("А", "y"): (20, third)}
    assert undone_between(engine, moment_of_upload(engine, second), now) == {first, second}
    assert undone_between(engine, moment_of_upload(engine, third), now) == {second}


def test_before_the_first_upload_there_was_nothing(engine):
    load(engine, tidy(people("А", 2022, x=1)))
    before = moment_at(engine, datetime(2020, 1, 1, tzinfo=UTC))
    assert (before.upload, len(values_at(engine, before))) == (0, 0)
    with pytest.raises(UploadUnknown, match="№ 7"):
        moment_of_upload(engine, 7)
