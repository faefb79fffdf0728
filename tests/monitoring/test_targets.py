"""The calculated plan of organizations adds up to the passport's."""

from __future__ import annotations

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.tidy import organization, tidy
from uspekh.monitoring.targets import largest_remainder
from uspekh.passport.plan import Plan

THREE = [*organization("A", 100), *organization("B", 100), *organization("C", 101), *organization("D")]


def test_headcounts_go_by_contingent_with_the_largest_remainder(compute, cell):
    rows = compute(tidy(THREE)).organizations
    year = rows[(rows["measure"] == "grown") & (rows["year"] == 2019)].set_index("organization")
    # 100 people over 100:100:101 = 33.22, 33.22, 33.55: 33 each, the one left goes to the largest remainder.
    assert year["plan"].dropna().to_dict() == {"A": 33, "B": 33, "C": 34}
    assert set(year["plan_kind"].dropna()) == {"guide"}
    views = rows[(rows["measure"] == "views") & (rows["year"] == 2019)]
    assert views["plan"].sum() == pytest.approx(0.6)
    assert (rows.loc[(rows["measure"] == "share") & (rows["year"] == 2020), "plan"].dropna() == 75).all()


def test_a_set_of_organizations_has_the_sum_of_their_plans(compute, cell):
    shown = compute(tidy(THREE), organizations=("A", "C")).measures
    assert cell(shown, measure="grown", year=2019)["plan"] == 67
    assert cell(shown, measure="share", year=2019)["plan"] == 70
    assert cell(shown, measure="share", year=2019)["plan_kind"] == "guide"


def test_an_organizations_own_plan_replaces_the_calculated_one(plan, rules, cell):
    from datetime import date

    from tests.monitoring.conftest import STARTER
    from uspekh.monitoring.directory import directory
    from uspekh.monitoring.figures import figures
    from uspekh.monitoring.selection import Selection

    own = pd.DataFrame([("B", "2", 2019, 50.0)], columns=["organization", "indicator", "year", "target"])
    given = Plan(plan.head, {**plan.tables, "organization_targets": own})
    values = tidy(THREE)
    shown = figures(given, rules, values, directory(values, STARTER), Selection(2019, date(2025, 1, 1)))
    row = cell(shown.organizations, measure="grown", year=2019, organization="B")
    assert (row["plan"], row["plan_kind"]) == (50, "own")
    assert cell(shown.organizations, measure="grown", year=2019, organization="A")["plan_kind"] == "guide"


@given(st.integers(0, 10_000), st.dictionaries(st.text(min_size=1), st.integers(0, 5_000), max_size=30))
def test_the_parts_add_up_to_the_whole_and_are_within_one_of_the_exact(total, weights):
    parts = largest_remainder(total, weights)
    whole = sum(weights.values())
    assert sum(parts.values()) == (total if whole else 0)
    assert all(abs(part - total * weights[key] / whole) < 1 for key, part in parts.items())
