"""The machine form says null where there is nothing."""

from __future__ import annotations

import json

from tests.tidy import organization, people, tidy
from uspekh.monitoring.status import status
from uspekh.passport.plan import Plan


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
