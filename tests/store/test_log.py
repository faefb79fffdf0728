"""The log of actions holds what was written, whoever asks to change it."""

from __future__ import annotations

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DatabaseError

from tests.store.test_uploads import load
from tests.tidy import people, tidy


@pytest.mark.parametrize("statement", ["UPDATE events SET by = 'никто'", "DELETE FROM events"])
def test_what_was_written_cannot_be_changed(engine, statement):
    load(engine, tidy(people("A", 2020, x=5)))
    with pytest.raises(DatabaseError, match="events stand"), engine.begin() as connection:
        connection.execute(text(statement))
    with engine.connect() as connection:
        assert connection.execute(text("SELECT by FROM events")).scalars().all() == ["Иванова"]
