"""Plans and guides in the figures: whom the city's plan is divided among, and by what an organization is judged."""

from __future__ import annotations

from datetime import date

import pandas as pd
import pytest

from tests.tidy import organization, people, planned, tidy
from uspekh.monitoring.status import status

A, B = organization("A", 100), organization("B", 300)
CLUB = organization("D", type="доп. образование")
MO = organization("МО", type="муниципалитет")


def plans(figures, measure, year):
    rows = figures.organizations
    rows = rows[(rows["measure"] == measure) & (rows["year"] == year)].set_index("organization")
    return {code: (row["plan"], row["plan_kind"]) for code, row in rows.iterrows() if pd.notna(row["plan"])}


def test_the_citys_count_is_divided_among_those_who_are_asked_and_have_a_contingent(compute):
    # 100 by 1:3. The club is asked for the count too, but has no contingent.
    assert plans(compute(tidy(A, B, CLUB)), "grown", 2019) == {"A": (25, "guide"), "B": (75, "guide")}


def test_the_guide_of_a_share_leaves_out_what_others_bring_at_the_same_period(compute):
    reports = [
        people("A", 2020, 6, **{"in": 40, "all": 100}), people("B", 2020, 6, **{"in": 200, "all": 300}),
        people("D", 2020, 6, **{"in": 30}), people("D", 2020, 12, **{"in": 90}),
    ]  # fmt: skip
    half = compute(tidy(A, B, CLUB, *reports), year=2020, months=6)
    # 30 of the club over 400 are 7,5 points of the city's 75; 2021 has no values, so its 80 are less by the same.
    assert plans(half, "share", 2020) == {"A": (67.5, "guide"), "B": (67.5, "guide")}
    assert plans(half, "share", 2021) == {"A": (72.5, "guide"), "B": (72.5, "guide")}
    assert plans(half, "share", 2019) == {"A": (70, "guide"), "B": (70, "guide")}


def test_a_plan_that_somebody_set_judges_and_a_guide_does_not(compute, cell):
    values = tidy(A, B, people("A", 2021, tech=80), people("B", 2021, tech=70), planned("A", "П2", 2021, 90_000))
    rows = compute(values).organizations
    mine = cell(rows, measure="grown", year=2021, organization="A")
    # 80 of 90 are 88,9 %.
    assert (mine["plan"], mine["plan_kind"], mine["flag"]) == (90, "own", "missed")
    other = cell(rows, measure="grown", year=2021, organization="B")
    # B: 75, 75 and what A's 90 leave of the increment: A had 50 by 2020, takes 40 of 101.
    assert (other["plan"], other["plan_kind"]) == (150 + 61, "guide") and pd.isna(other["flag"])


def test_an_own_plan_stays_beside_one_that_reported_nothing(compute, cell):
    values = tidy(
        A, B, organization("C", 50), people("A", 2021, tech=80), planned("A", "П2", 2021, 90_000),
        planned("B", "П2", 2021, 40_000),
    )  # fmt: skip
    alone = cell(compute(values, organizations=("A",)).measures, measure="grown", year=2021)
    both = cell(compute(values, organizations=("A", "B")).measures, measure="grown", year=2021)
    assert (alone["plan"], alone["plan_kind"], alone["flag"]) == (90, "own", "missed")
    # 80 of 130.
    assert (both["plan"], both["plan_kind"], both["flag"]) == (130, "own", "missed")


def test_a_plan_asks_its_organization_for_the_measure(compute, cell):
    # The club is not asked for the views; a plan asks it, and only in its year.
    values = tidy(A, CLUB, people("A", 2020, views=1), people("A", 2021, views=1), planned("D", "П3", 2021, 5))
    rows = compute(values).measures
    assert cell(rows, measure="views", year=2020)["complete"]
    year = cell(rows, measure="views", year=2021)
    assert (year["reported"], year["expected"], year["complete"]) == (1, 2, False)
    given = pd.concat([values, tidy(people("D", 2021, views=4))], ignore_index=True)
    year = cell(compute(given).measures, measure="views", year=2021)
    assert (year["reported"], year["expected"], year["complete"]) == (2, 2, True)
    club = cell(compute(given).organizations, measure="views", year=2021, organization="D")
    assert (club["reported"], club["expected"], club["flag"]) == (1, 1, "missed")


def test_a_plan_of_a_year_without_its_organization_is_in_no_sum(compute):
    closed = organization("B", 300, active_to="2019-12-31")
    values = tidy(A, closed, planned("B", "П2", 2020, 90_000), planned("МО", "П2", 2020, 10_000))
    figures = compute(values)
    assert plans(figures, "grown", 2020) == {"A": (25 + 100, "guide")}
    assert figures.organization_plans.closed.query("measure == 'grown'")["plan"].tolist() == [75, 75]


def test_the_status_names_what_organizations_leave_over(compute):
    values = tidy(A, B, MO, planned("A", "П2", 2019, 140_000))
    said = status(compute(values, year=2019, as_of=date(2020, 2, 1)))
    grown = [row for row in said["unassigned"] if row["measure"] == "2"]
    assert [(row["year"], row["guide"], row["reason"]) for row in grown] == [
        (2019, -40.0, "own_above"), (2020, -40.0, "own_above"), (2021, -40.0, "own_above"),
    ]  # fmt: skip
    assert said["unassigned"] == grown
    kinds = {(row["organization"], row["year"]): row["plan_kind"] for row in said["organizations"]
             if row["indicator"] == "2"}  # fmt: skip
    assert kinds["A", 2019] == "own" and kinds["A", 2020] == "guide"
    assert {row["plan_kind"] for row in said["indicators"]} == {"city"}


@pytest.mark.parametrize("codes", [("A",), ("B",), ("A", "B"), ("A", "D")])
def test_plans_of_members_add_up_to_the_selections(compute, cell, codes):
    values = tidy(A, B, CLUB, organization("E", 7), planned("A", "П2", 2020, 60_000), planned("B", "П2", 2020, 30_000))
    rows = plans(compute(values), "grown", 2020)
    whole = cell(compute(values, organizations=codes).measures, measure="grown", year=2020)
    assert whole["plan"] == sum(rows[code][0] for code in codes if code in rows)
    assert whole["plan_kind"] == ("own" if set(codes) <= {"A", "B"} else "guide")
