"""Each spoilt workbook is told exactly what is wrong and where, and nothing else."""

from __future__ import annotations

import pytest

from tests.actuals.bad_workbooks import CASES
from tests.actuals.conftest import places


def test_the_set_is_large_enough():
    assert len(CASES) >= 60


@pytest.mark.parametrize("bad", CASES.values(), ids=CASES.keys())
def test_what_must_be_named_is_said_for_people(read, bad):
    reading = read(bad.make(), bad.name)
    assert places(reading) == list(bad.said)
    assert reading.accepted == (places(reading, "error") == [])
    assert reading.accepted or reading.values.empty
    for problem in reading.problems:
        assert len(problem.message) > 9
        assert "None" not in problem.message and "nan" not in problem.message
