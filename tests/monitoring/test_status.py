"""The machine form says null where there is nothing."""

from __future__ import annotations

import json

from tests.tidy import money, organization, people, tidy
from uspekh.monitoring.status import status
from uspekh.passport.plan import Plan

OF_FIGURE = {"plan", "plan_kind", "due_plan", "fact", "completion", "shortfall", "flag"}
KEYS = {
    "indicators": OF_FIGURE | {"id", "year", "deviation", "progress", "reported", "expected", "complete"},
    "organizations": OF_FIGURE | {"organization", "indicator", "result", "year", "late", "chance"},
    "results": OF_FIGURE | {"id", "year", "complete", "reported", "expected"},
    "budget": {"line", "source", "year", "plan", "refined", "executed", "completion", "completion_passport", "flag"},
    "milestones": {"item", "kind", "year", "due", "done", "forecast", "flag", "control"},
    "unassigned": {"measure", "year", "guide", "shortfall", "reason"},
}
"""What scripts read of each row: the keys of the contract."""


def test_every_row_of_the_machine_form_has_the_keys_of_the_contract(compute, plan):
    values = tidy(organization("A", 100), organization("МО", type="муниципалитет"), people("A", 2021, 9, views=300),
                  people("МО", 2021, 9, views=280), money("1", "бюджет города", 2021, 6, executed=1))  # fmt: skip
    said = status(compute(values, year=2021, months=9))
    # A person chose nine months, so they hold for money too.
    assert (said["year"], said["period"], said["budget_period"]) == (2021, "9 месяцев", "9 месяцев")
    for kind, keys in KEYS.items():
        assert said[kind] and all(keys <= row.keys() for row in said[kind]), kind
    # Every indicator in every year of the project.
    assert len(said["indicators"]) == 4 * len(plan.years)


def test_an_empty_level_of_control_is_null_and_another_is_its_code(compute, plan):
    items = plan["plan_items"]
    emptied = items.assign(control=items["control"].mask(items["item"] == "1.1", ""))
    rows = status(compute(tidy(), of=Plan(plan.head, {**plan.tables, "plan_items": emptied})))["milestones"]
    assert {row["control"] for row in rows if row["item"] == "1.1"} == {None}
    assert {row["control"] for row in rows if row["item"] != "1.1"} == {"КП"}


def test_no_value_in_the_machine_form_is_an_empty_text_and_a_zero_stays(compute):
    said = status(compute(tidy(organization("A", 100), people("A", 2019, tech=0))))
    grown = next(row for row in said["indicators"] if (row["id"], row["year"]) == ("2", 2019))
    assert (grown["fact"], grown["basis"]) == (0, "sum")
    unreported = next(row for row in said["indicators"] if (row["id"], row["year"]) == ("2", 2020))
    assert unreported["basis"] is None
    assert '""' not in json.dumps(said)


def test_what_is_missing_and_why_is_printed_in_people_and_adds_up(compute):
    schools = [organization("A", 100), organization("B", 100)]
    counts = [people("A", year, **{"in": 60 + n, "all": 100}, views=300) for n, year in enumerate((2020, 2021))]
    counts += [people("B", year, **{"in": 70, "all": 100}, views=250) for year in (2020, 2021)]
    said = status(compute(tidy(*schools, *counts), year=2021))
    of_year = {row["id"]: row for row in said["indicators"] if row["year"] == 2021}
    # 80 % of 200 less 61 and 70; 1,2 thousand less 550: in people, though the unit is thousands.
    assert (of_year["1"]["shortfall"], of_year["3"]["shortfall"]) == (29, 650)
    rows = [row for row in said["organizations"] if row["year"] == 2021]
    parts = {name: [row["shortfall"] for row in rows if row["indicator"] == name] for name in ("1", "3")}
    assert parts == {"1": [19, 10], "3": [300, 350]}
    assert [row["chance"] for row in rows if row["indicator"] == "1"] == ["within", "within"]
    # A added one child of a hundred at half of the weight, from 65 % to 65,5 %.
    assert [(row["organization"], row["share_change"]) for row in said["change"] if row["indicator"] == "1"] == [
        ("A", 0.5), ("B", 0.0),
    ]  # fmt: skip
    # The last year is known: nothing of it is forecast.
    assert not {"1", "3"} & {row["indicator"] for row in said["forecast"]}
    assert not [row for row in said["unassigned"] if row["measure"] in ("1", "3")]


def test_what_is_nobodys_is_named(compute):
    said = status(compute(tidy(organization("МО", type="муниципалитет"), organization("A", 100),
                               people("A", 2021, views=300), people("МО", 2021, views=280)), year=2021))  # fmt: skip
    (row,) = [each for each in said["unassigned"] if (each["measure"], each["year"]) == ("3", 2021)]
    # 1 200 less 280 are 920; A lacks 900, the municipality's own row 20 more.
    assert (row["shortfall"], row["reason"], row["guide"]) == (20, "МО", None)
