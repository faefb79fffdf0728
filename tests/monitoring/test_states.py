"""What is said of a row: its flag, else why it has none."""

from __future__ import annotations

import pandas as pd

from uspekh.monitoring.counts import states_of


def test_without_a_flag_the_reason_is_the_plan_the_year_or_that_nothing_is_judged_yet() -> None:
    rows = pd.DataFrame(
        {
            "flag": ["met", None, None, None],
            "plan": [80.0, 80.0, None, None],
            "basis_kind": ["measure", "measure", "measure", "control_points"],
        }
    )
    assert list(states_of(rows)) == ["met", "unjudged", "no_plan", "not_this_year"]
    # A line of the budget: within the year nothing is judged, and of nothing planned no plan was set.
    assert list(states_of(rows[["flag", "plan"]])[1:3]) == ["unjudged", "no_plan"]
