"""A form that has no such section or column is not blamed for leaving it empty."""

from __future__ import annotations

import pytest

from uspekh.audit import RULES, find_contradictions
from uspekh.passport.plan import Plan


def emptied(plan: Plan, table: str, column: str = "") -> Plan:
    """The plan as of a form without a table, or without a column of it."""
    rows = plan[table]
    rows = rows.assign(**{column: None}) if column else rows.iloc[:0]
    return Plan(plan.head, plan.tables | {table: rows})


@pytest.mark.parametrize(
    ("table", "column", "silent"),
    [
        # Rules that find something while the section is there, or would blame every row for its absence.
        ("participants", "", ["role_of_two", "person_spelled_twice", "result_without_people", "overload"]),
        ("plan_items", "control", ["control_empty", "control_undefined", "control_differs_from_result"]),
        ("methods", "", ["method_incomplete", "method_term_unused", "base_value_differs"]),
        ("annex2_indicators", "", ["base_date_differs", "unit_differs", "annex2_row_missing"]),
    ],
)
def test_nothing_is_said_of_what_the_form_does_not_have(shipped, found, table, column, silent):
    after = {finding.rule for finding in find_contradictions(emptied(shipped, table, column))}
    assert {finding.rule for finding in found} & set(silent)
    assert not after & set(silent)


def test_every_need_is_a_table_or_a_column_of_the_plan(shipped):
    for rule in RULES:
        for need in rule.needs:
            table, _, column = need.partition(".")
            assert table in shipped.tables, (rule.name, need)
            assert not column or column in shipped[table], (rule.name, need)
