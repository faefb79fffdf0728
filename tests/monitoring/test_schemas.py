"""Every frame of the figures keeps its schema, with values and without any."""

from __future__ import annotations

import pytest

from tests.monitoring import schemas
from tests.tidy import item, money, organization, people, tidy

EMPTY = tidy()
SOME = tidy(
    organization("A", 10), people("A", 2019, tech=5), money("1", "бюджет города", 2019, executed=1),
    item("1.1", 2019, done="2019-12-01"),
)  # fmt: skip


@pytest.mark.parametrize("values", [EMPTY, SOME], ids=["empty", "some"])
def test_frames_keep_their_schemas(compute, values):
    shown = compute(values)
    schemas.MeasureFigures.validate(shown.measures)
    schemas.OrganizationFigures.validate(shown.organizations)
    schemas.BudgetFigures.validate(shown.budget)
    schemas.MilestoneFigures.validate(shown.milestones)
