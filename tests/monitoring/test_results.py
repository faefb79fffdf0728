"""Results by year: by their measures, or by the control points of the plan items linked to them."""

from __future__ import annotations

from datetime import date

import pandas as pd
import pytest

from tests.monitoring.schemas import ResultFigures
from tests.tidy import item, organization, people, tidy
from uspekh.monitoring.results import control_points, excesses, growth_readings, results
from uspekh.monitoring.status import status
from uspekh.passport.plan import Plan

BOTH = (organization("A", 100), organization("B", 100))


@pytest.fixture(scope="session")
def plan(plan) -> Plan:
    """The small plan: result 1.1 is measured, 1.2 hangs on item 1 with its control point 1.1, 1.3 on nothing."""
    tables = {
        "results": pd.DataFrame({"id": ["1.1", "1.2", "1.3"], "short_title": ["Р", "П", "Т"]}),
        "links": pd.DataFrame([("1.2", "plan_item", "1", "")], columns=["result", "kind", "target", "note"]),
        "components": pd.DataFrame({"id": ["in", "all", "views"], "at_most": ["all views", "", ""]}),
    }
    return Plan(plan.head, {**plan.tables, **tables})


def test_every_result_has_a_row_for_every_year(compute):
    frame = results(compute(tidy()))
    years = [2019, 2020, 2021]
    assert list(zip(frame["result"], frame["year"], strict=True)) == [
        (result, year) for result in ("1.1", "1.2", "1.3") for year in years
    ]


@pytest.mark.parametrize(
    ("reported", "as_of", "expected"),
    [
        ({}, date(2019, 12, 31), (1, None, "not_due")),  # the day itself is not late
        ({}, date(2020, 1, 1), (1, 0, "missed")),  # overdue, whether anything was reported of it or not
        ({"forecast": "2020-03-01"}, date(2020, 1, 1), (1, 0, "missed")),  # reported, and not done
        ({"done": "2019-11-01"}, date(2019, 12, 1), (1, 1, "met")),
        ({"done": "2020-02-01"}, date(2020, 3, 1), (1, 1, "met")),  # done late is done
        ({"forecast": "2019-12-30"}, date(2019, 6, 1), (1, 0, "not_due")),
    ],
)
def test_a_result_without_a_measure_is_judged_by_its_control_points(compute, cell, reported, as_of, expected):
    frame = results(compute(tidy(item("1.1", 2019, **reported)) if reported else tidy(), as_of=as_of))
    row = cell(frame, result="1.2", year=2019)
    assert (row["plan"], None if pd.isna(row["fact"]) else row["fact"], row["flag"]) == expected


def test_one_late_among_three_control_points_is_not_hidden_by_one_done_early(compute, plan, rules):
    items = plan["plan_items"]
    points = items[items["item"] == "1.1"]
    more = [points.assign(item="1.2", end=pd.Timestamp("2019-03-31"), row=8)]
    more.append(points.assign(item="1.3", end=pd.Timestamp("2019-10-31"), row=9))
    wider = Plan(plan.head, {**plan.tables, "plan_items": pd.concat([items, *more], ignore_index=True)})
    figures = compute(tidy(item("1.3", 2019, done="2019-05-05")), as_of=date(2019, 6, 1)).with_inputs(plan=wider)
    row = results(figures).query("result == '1.2' and year == 2019").iloc[0]
    # three are due in the year, 1.3 is done; asked by 1 June: 1.2 (overdue) and 1.3, so one of two
    assert (row["plan"], row["fact"], row["due_plan"], row["flag"]) == (3, 1, 2, "missed")
    assert row["completion"] == pytest.approx(50)  # of the two that were due
    assert (row["reported"], row["expected"]) == (1, 3)


def test_an_overdue_point_stays_in_the_rows_of_later_years_until_it_is_done(compute, cell):
    frame = results(compute(tidy(), as_of=date(2020, 6, 1)))
    rows = frame[frame["result"] == "1.2"].set_index("year")
    # Due in 2019 and not done: in 2020 as well; 2021 has not begun.
    assert rows["flag"].fillna("").to_dict() == {2019: "missed", 2020: "missed", 2021: ""}
    assert rows["plan"].fillna(0).to_dict() == {2019: 1, 2020: 1, 2021: 0}
    done = results(compute(tidy(item("1.1", 2019, done="2020-05-01")), as_of=date(2020, 6, 1)))
    assert cell(done, result="1.2", year=2019)["flag"] == "met"
    assert pd.isna(cell(done, result="1.2", year=2020)["flag"])


def test_a_result_without_plan_items_has_no_plan_and_no_flag(compute):
    rows = results(compute(tidy())).query("result == '1.3'")
    assert rows["plan"].isna().all()
    assert rows["flag"].isna().all()


@pytest.mark.parametrize("values", [tidy(), tidy(item("1.1", 2019, done="2019-12-01"))], ids=["empty", "some"])
def test_the_frame_keeps_its_schema(compute, values):
    ResultFigures.validate(results(compute(values)))


def test_control_points_below_a_linked_item_belong_to_its_result(compute):
    rows = control_points(compute(tidy()))
    assert list(zip(rows["result"], rows["item"], strict=True)) == [("1.2", "1.1")]


def test_both_readings_of_a_growth_stand_side_by_side(compute, cell):
    values = tidy(*BOTH, *[people("A", year, **{"in": n, "all": 100}) for year, n in ((2019, 40), (2020, 42))])
    # Seen from another year: the rows of that year are not taken for the other reading.
    frame = growth_readings(compute(values).of_year(2020))
    # 40 % → 42 %: five percent of last year's share, two percentage points
    assert cell(frame, reading="relative", year=2020)["fact"] == pytest.approx(5)
    assert cell(frame, reading="points", year=2020)["fact"] == pytest.approx(2)
    assert cell(frame, reading="relative", year=2020)["flag"] == "met"  # 5 of 4,5
    assert cell(frame, reading="points", year=2020)["flag"] == "at_risk"  # from zero to 4,5
    assert set(frame.loc[frame["chosen"], "reading"]) == {"relative"}


def test_unique_children_above_views_are_named_by_organization_and_in_sum(compute):
    values = tidy(
        *BOTH,
        people("A", 2020, **{"in": 50, "all": 100, "views": 40}),
        people("B", 2020, **{"in": 10, "all": 100, "views": 15}),
        people("B", 2021, **{"in": 10, "all": 100, "views": 10}),
    )
    frame = excesses(compute(values))
    found = list(frame[["organization", "year", "value", "limit"]].itertuples(index=False, name=None))
    # A: 50 > 40; together 60 > 55; equal counts (B in 2021) are no excess
    assert found == [("A", 2020, 50, 40), ("", 2020, 60, 55)]


def test_views_of_an_earlier_period_do_not_accuse(compute):
    values = tidy(
        *BOTH,
        people("A", 2020, 9, views=40),
        people("A", 2020, 12, **{"in": 50, "all": 100}),
        people("B", 2020, 12, views=5),
    )
    assert list(excesses(compute(values))["organization"]) == [""]


def test_the_machine_form_holds_every_result_and_year(compute):
    rows = status(compute(tidy(item("1.1", 2019, done="2019-12-01"))))["results"]
    assert [(row["id"], row["year"]) for row in rows][3:6] == [("1.2", 2019), ("1.2", 2020), ("1.2", 2021)]
    done = rows[3]
    assert {key: done[key] for key in ("plan", "fact", "completion", "flag", "reported", "expected", "also")} == {
        "plan": 1.0, "fact": 1.0, "completion": 100.0, "flag": "met", "reported": 1, "expected": 1, "also": [],
    }  # fmt: skip


def test_a_second_reading_stands_under_the_first(compute, plan):
    people_too = (
        plan["measures"].iloc[[-1]].assign(id="heads", formula="sum", denominator="", unit="чел.", primary=False)
    )
    asked = pd.concat([plan["measures"], people_too], ignore_index=True)
    targets = pd.concat(
        [
            plan["result_targets"],
            pd.DataFrame([("1.1", 2020, "чел.", 80.0, "")], columns=plan["result_targets"].columns),
        ]
    )
    wider = Plan(plan.head, {**plan.tables, "measures": asked, "result_targets": targets})
    values = tidy(*BOTH, people("A", 2020, **{"in": 60, "all": 100}))
    rows = status(compute(values, of=wider))["results"]
    second = next(row for row in rows if (row["id"], row["year"]) == ("1.1", 2020))["also"]
    # 60 people of 80 asked
    assert [(row["unit"], row["plan"], row["fact"], row["completion"], row["flag"]) for row in second] == [
        ("чел.", 80.0, 60.0, 75.0, "missed")
    ]
