"""Plans that people set, taken from values; a plan that is lowered when its year is over is told."""

from __future__ import annotations

import pandas as pd
import pytest

from tests.tidy import planned, tidy
from uspekh.monitoring.plans.organization_plans import lowered_plans, set_plans
from uspekh.passport.plan import Plan

KEY = ["measure", "organization", "year"]


@pytest.fixture(scope="module")
def doubled(plan):
    """The plan of these tests with a result that is the same figure as indicator 3, in people."""
    views = plan["measures"].set_index("id").loc["views"].to_dict()
    again = views | {"id": "again", "subject_kind": "result", "subject": "1.3", "divisor": 1, "unit": "чел."}
    measures = pd.concat([plan["measures"], pd.DataFrame([again])], ignore_index=True)
    return Plan(plan.head, {**plan.tables, "measures": measures})


def versions(*rows):
    """Plans with the days on which they were accepted and, where they were, undone."""
    frame = tidy(*(planned(*row[0]) for row in rows))
    moments = [[pd.Timestamp(day, tz="UTC") if day else pd.NaT for day in row[1:]] for row in rows]
    return frame.assign(accepted=[first for first, _ in moments], undone=[last for _, last in moments])


def test_thousandths_become_the_unit_of_the_measure(plan):
    found = set_plans(tidy(planned("A", "П1", 2020, 73_500), planned("A", "П3", 2020, 200)), plan)
    # 73 500 thousandths are 73,5 %; 200 are 0,2 thousand people.
    assert found.to_dict("records") == [
        {"measure": "share", "organization": "A", "year": 2020, "plan": 73.5},
        {"measure": "views", "organization": "A", "year": 2020, "plan": 0.2},
    ]


def test_a_plan_of_a_figure_is_the_plan_of_each_of_its_numbers(doubled):
    found = set_plans(tidy(planned("A", "П3", 2020, 200)), doubled)
    assert found.set_index("measure")["plan"].to_dict() == pytest.approx({"views": 0.2, "again": 200})


def test_a_plan_lowered_after_its_year_is_told_with_both(plan):
    found = lowered_plans(
        versions(
            (("A", "П2", 2020, 90_000), "2020-02-01", None),
            (("A", "П2", 2020, 95_000), "2020-12-31", None),
            (("A", "П2", 2020, 80_000), "2021-01-01", None),
        ),
        plan,
    )
    # 95 stood when 2020 was over; 80 came the day after.
    assert found.to_dict("records") == [
        {"measure": "grown", "organization": "A", "year": 2020, "first": 95.0, "present": 80.0}
    ]


@pytest.mark.parametrize(
    "rows",
    [
        [(("A", "П2", 2020, 90_000), "2020-02-01", None), (("A", "П2", 2020, 80_000), "2020-11-01", None)],
        [(("A", "П2", 2020, 90_000), "2020-02-01", None), (("A", "П2", 2020, 95_000), "2021-03-01", None)],
        [(("A", "П2", 2020, 90_000), "2020-02-01", None), (("A", "П2", 2020, 80_000), "2021-03-01", "2021-03-02")],
        [(("A", "П2", 2020, 90_000), "2020-02-01", None), (("A", "П2", 2021, 80_000), "2021-03-01", None)],
        [(("A", "П4", 2020, 50_000), "2020-02-01", None), (("A", "П4", 2020, 40_000), "2021-03-01", None)],
    ],
    ids=["within the year", "raised", "taken back", "another year", "less is better"],
)
def test_whatever_is_no_easier_plan_after_the_year_is_not_told(plan, rows):
    assert lowered_plans(versions(*rows), plan).empty


def test_a_first_plan_set_late_is_the_one_to_compare_with(plan):
    rows = versions((("A", "П4", 2020, 50_000), "2021-02-01", None), (("A", "П4", 2020, 60_000), "2021-03-01", None))
    # Less is better here: 60 is easier to keep than 50.
    assert lowered_plans(rows, plan)[["first", "present"]].to_dict("records") == [{"first": 50.0, "present": 60.0}]
