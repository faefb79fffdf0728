"""Load of the participants: by year through the plan of measures, and in sum."""

from __future__ import annotations

import pandas as pd
import pytest

from uspekh.monitoring.execution import workload
from uspekh.passport.plan import Plan

ROWS = [
    (1, "", "Куратор", "Первая А.А.", 5.0),  # no task: every year
    (2, "Т", "Участник", "Первая Анна", 60.0),  # 1.1: item 1 with 1.1.1 yearly, 2019–2021
    (3, "Т", "Участник", "Второй Б.Б.", 40.5),  # 1.2: item 2, 2020 alone
    (4, "Т", "Участник", "Первая А.А.", 50.0),  # 1.2 and 1.3
    (5, "Т", "Участник", "Школы", 100.0),
    (6, "Т", "Участник", "Второй Б.Б.", 20.0),  # 1.4 has no plan item: every year
]
LINKS = [
    ("1.1", "plan_item", "1"), ("1.2", "plan_item", "2"), ("1.3", "plan_item", "2"),
    ("1.1", "participant", "2"), ("1.2", "participant", "3"), ("1.2", "participant", "4"), ("1.3", "participant", "4"),
    ("1.1", "participant", "5"), ("1.4", "participant", "6"),
]  # fmt: skip


@pytest.fixture(scope="session")
def plan(plan) -> Plan:
    items = plan["plan_items"]
    second = items[items["item"] == "1"].assign(
        item="2", row=9, start=pd.Timestamp("2020-02-01"), end=pd.Timestamp("2020-05-01")
    )
    tables = {
        "plan_items": pd.concat([items, second], ignore_index=True),
        "results": pd.DataFrame({"id": ["1.1", "1.2", "1.3", "1.4"]}),
        "links": pd.DataFrame(LINKS, columns=["result", "kind", "target"]).assign(note=""),
        "participants": pd.DataFrame(ROWS, columns=["row", "task", "role", "person", "workload"]),
        "people": pd.DataFrame(
            {
                "spelling": ["Первая А.А.", "Первая Анна", "Второй Б.Б.", "Школы"],
                "person": ["Первая А.А.", "Первая А.А.", "Второй Б.Б.", "Школы"],
                "collective": [False, False, False, True],
            }
        ),
    }
    return Plan(plan.head, {**plan.tables, **tables})


def test_two_spellings_are_one_person_and_the_collective_stands_apart(plan):
    whole = workload.in_sum(workload.tasks(plan))
    # 5 + 60 + 50; 40,5 + 20
    assert list(whole.itertuples(index=False, name=None)) == [
        ("Первая А.А.", 115.0, "5 + 60 + 50 = 115\N{NO-BREAK SPACE}%"),
        ("Второй Б.Б.", 60.5, "40,5 + 20 = 60,5\N{NO-BREAK SPACE}%"),
    ]


def test_only_tasks_under_way_count_in_a_year(plan):
    frame = workload.by_year(workload.tasks(plan), plan.years).pivot(index="person", columns="year", values="workload")
    # Первая: 5 always, 60 while 1.1.1 recurs (2019–2021), 50 in 2020; Второй: 20 undated always, 40,5 in 2020
    assert frame.loc["Первая А.А."].to_dict() == {2019: 65.0, 2020: 115.0, 2021: 65.0}
    assert frame.loc["Второй Б.Б."].to_dict() == {2019: 20.0, 2020: 60.5, 2021: 20.0}


def test_a_task_says_whether_the_plan_of_measures_dates_it(plan):
    rows = workload.tasks(plan).set_index("row")
    assert rows.loc[[2, 3, 6], "years"].tolist() == [(2019, 2020, 2021), (2020,), (2019, 2020, 2021)]
    assert rows.loc[[1, 2, 3, 4, 6], "dated"].tolist() == [False, True, True, True, False]
    assert rows.loc[2, "spelling"] == "Первая Анна"


def test_a_single_part_needs_no_sum():
    assert workload.arithmetic(pd.Series([20.0])) == "20\N{NO-BREAK SPACE}%"
