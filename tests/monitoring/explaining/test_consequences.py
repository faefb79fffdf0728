"""What follows of changed values for the figures: worked out by hand."""

from __future__ import annotations

import pandas as pd
import pytest

from tests.tidy import item, money, organization, people, tidy
from uspekh.monitoring.explaining.consequences import Consequence, list_consequences
from uspekh.passport.plan import Plan

YEARS = (2019, 2020, 2021)


@pytest.fixture(scope="session")
def plan(plan) -> Plan:
    """The small plan with its components, of which «harm» is sensitive, and a result that repeats indicator 2."""
    fields = ["in", "all", "tech", "views", "harm"]
    components = pd.DataFrame({"id": fields, "sensitive": [field == "harm" for field in fields], "at_most": ""})
    twin = plan["measures"].query("id == 'grown'").assign(id="twin", subject_kind="result", subject="1.2")
    results = pd.concat([plan["results"], plan["results"].assign(id="1.2")], ignore_index=True)
    measures = pd.concat([plan["measures"], twin], ignore_index=True)
    return Plan(plan.head, {**plan.tables, "components": components, "measures": measures, "results": results})


STANDING = (
    organization("A", 1000), organization("B", 1000),
    people("A", 2020, **{"in": 800, "all": 1000}, tech=150, harm=5), people("B", 2020, **{"in": 700, "all": 1000}),
)  # fmt: skip


def written(each: Consequence) -> str:
    """«показатель 1, 2020: 75 → 70 %, met → at_risk»."""
    flags = f", {each.flag_before} → {each.flag_after}" if each.flag_after else ""
    return f"{each.what}, {each.year}: {each.before} → {each.after} {each.unit}".strip() + flags


@pytest.fixture
def sentences(compute):
    def say(*rows, year=2020, organizations=()):
        before = compute(tidy(*STANDING), year, organizations=organizations)
        keys = {(row["subject"], row["year"], row["field"]) for group in rows for row in group}
        standing = [[r for r in group if (r["subject"], r["year"], r["field"]) not in keys] for group in STANDING]
        after = compute(tidy(*standing, *rows), year, organizations=organizations)
        return [written(each) for each in list_consequences(before, after, YEARS)]

    return say


def test_a_share_that_falls_below_its_plan(sentences):
    # (800 + 700) of 2 000 is 75 %, the plan of 2020; (800 + 600) of 2 000 is 70 %, 93 % of the plan: at risk. The
    # share of the year before is not there, so that the growth of result 1.1 is neither.
    assert sentences(people("B", 2020, **{"in": 600})) == ["показатель 1, 2020: 75 → 70 %, met → at_risk"]


def test_an_indicator_and_the_result_that_repeats_it_are_said_once_and_later_years_follow(sentences):
    # From the start: 150 become 190 in 2020 (95 % of 200) and stay so in 2021 (63 % of 301).
    assert sentences(people("A", 2020, tech=190)) == [
        "показатель 2, результат 1.2, 2020: 150 → 190 чел., missed → at_risk"
    ]


def test_of_sensitive_counts_no_recomputed_figure_is_shown(sentences):
    # Without any number, and without the flag that would tell on what side of its plan the count is.
    assert sentences(people("A", 2020, harm=60)) == ["показатель 4, 2020:  →"]


def test_a_part_of_the_organizations_is_said_without_money_and_plan_items(sentences):
    rows = people("B", 2020, **{"in": 600}), money("1", "бюджет города", 2020, executed=5_00)
    # B alone: 700 and 600 of 1 000.
    (sentence,) = sentences(*rows, organizations=("B",))
    assert sentence.startswith("показатель 1, 2020: 70 → 60 %")


def test_money_and_overdue_items_of_the_plan(sentences):
    rows = money("1", "бюджет города", 2019, executed=450_000_00), item("1.1", 2019, done="2019-12-01")
    said_of = sentences(*rows, year=2019)
    assert "кассовое исполнение, 2019: нет данных → 450\N{NO-BREAK SPACE}000 руб." in said_of
    # Of 1, 1.1, 1.1.1 and 1.1.2, all due in 2019 and none done by 2025, one is done.
    assert "просрочено пунктов плана, 2019: 4 → 3" in said_of


def test_a_worse_flag_comes_first_and_the_slighter_change_last(sentences):
    rows = people("A", 2020, tech=151), people("B", 2020, **{"in": 600}), people("A", 2021, views=600)
    assert [sentence.partition(", 20")[0] for sentence in sentences(*rows)] == [
        "показатель 1", "показатель 3", "показатель 2, результат 1.2",
    ]  # fmt: skip
