"""What a page says first of an indicator or result, and who makes its deviation: worked out by hand."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pandas as pd
import pytest

from tests.tidy import item, organization, people, planned, tidy
from uspekh.monitoring.explaining.deviation_parts import divide_deviation, say_undivided
from uspekh.monitoring.explaining.message import say_message

NAMES = {"A": "СОШ № 4", "B": "СОШ № 6", "C": "СОШ № 7", "D": "Гимназия"}
SCHOOLS = [organization(code, 100, short_name=name) for code, name in NAMES.items()]


def plain(text: str) -> str:
    return text.replace("\N{NO-BREAK SPACE}", " ")


def shares(**counts: int):
    """Of 100 children of each school in 2021."""
    return [people(code, 2021, **{"in": count, "all": 100}) for code, count in counts.items()]


@pytest.fixture
def say(compute):
    def run(*groups, kind="indicator", subject="1", **options):
        return plain(say_message(compute(tidy(*SCHOOLS, *groups), **options), kind, subject))

    return run


def test_only_who_has_a_plan_is_below_it_and_others_are_below_the_guide(say):
    # 70, 60, 81 and 75 of 100 each are 71,5 %; the plan of A and C is 80 %, the guide of B and D is the city's 80 %.
    plans = planned("A", "П1", 2021, 80_000), planned("C", "П1", 2021, 80_000)
    assert say(*shares(A=70, B=60, C=81, D=75), *plans) == (
        "2021: 71,5 % при плане 80 %; ниже плана СОШ № 4; ниже ориентира СОШ № 6, Гимназия"
    )


def test_what_is_met_names_nobody_and_an_incomplete_figure_says_so(say):
    assert say(*shares(A=90, B=90, C=90, D=90)) == "2021: 90 % при плане 80 %"
    # 270 of 300.
    assert say(*shares(A=90, B=90, C=90)) == "2021: 90 % при плане 80 %; сдали 3 из 4"


def test_where_less_is_better_more_is_worse(say):
    counts = [people(code, 2021, harm=count) for code, count in (("A", 2), ("B", 40), ("C", 0), ("D", 0))]
    # Guides of 30 by equal contingents: 8, 8, 7, 7.
    assert say(*counts, subject="4") == "2021: 42 чел. при плане 30 чел.; хуже ориентира СОШ № 6"


def test_within_a_year_the_plan_is_that_of_the_date(say):
    counts = [people(code, 2021, 6, views=500) for code in NAMES]
    # 2 000 people against half of 1,2 thousand.
    assert say(*counts, subject="3", months=6) == (
        "I полугодие 2021 года: 2 тыс. чел. при плане на дату 0,6 тыс. чел. (план года 1,2 тыс. чел.)"
    )


def test_a_share_within_a_year_stands_beside_the_same_period_of_the_year_before(say):
    before = [people(code, 2020, 6, **{"in": count, "all": 100}) for code, count in (("A", 60), ("B", 66))]
    whole = [people(code, 2020, **{"in": 99, "all": 100}) for code in NAMES]
    now = [people(code, 2021, 6, **{"in": 80, "all": 100}) for code in NAMES]
    # 60 and 66 of 100 are 63 %, of two of four; the whole year's 99 % are of another period.
    assert say(*before, *whole, *now, months=6) == (
        "I полугодие 2021 года: 80 % при плане 80 %; год назад за тот же период — 63 %, по неполным данным"
    )
    assert "год назад" not in say(*now, months=6) and "год назад" not in say(*whole)


def test_a_selection_says_whose_it_is_and_against_what(say):
    assert say(*shares(A=70, B=60, C=81, D=75), organizations=("A", "B")) == (
        "СОШ № 4, 6, 2021: 65 % при ориентире 80 %; ниже ориентира СОШ № 4, 6"
    )
    assert say(*shares(A=70, B=60), organizations=("A",)) == "СОШ № 4, 2021: 70 % при ориентире 80 %"


def test_without_a_figure_the_reason_stands_in_its_place(say):
    assert say() == "2021: нет данных при плане 80 %"
    assert say(as_of=date(2021, 6, 1)) == "2021: срок не наступил при плане 80 %"
    twice = [people(code, 2021, **{"in": 110, "all": 100}) for code in NAMES]
    assert say(*twice) == "2021: 110 % при плане 80 %; дети посчитаны дважды"


def test_a_growth_is_called_one(say):
    both = [people(code, year, **{"in": part, "all": 100}) for code in NAMES for year, part in ((2020, 50), (2021, 55))]
    # From 50 to 55 %: 10 % more.
    assert say(*both, kind="result", subject="1.1") == "2021: прирост 10 % при плане 4,5 %"


def test_a_result_of_control_points_counts_them(compute, plan):
    results = plan["results"]
    links = pd.DataFrame([("1.2", "plan_item", "1", "")], columns=["result", "kind", "target", "note"])
    wider = replace(
        plan, tables=dict(plan.tables) | {"results": pd.concat([results, results.assign(id="1.2")]), "links": links}
    )
    done = compute(tidy(item("1.1", 2019, done="2019-12-01")), year=2019, of=wider)
    assert say_message(done, "result", "1.2") == "2019: исполнено 1 из 1 контрольных точек"
    late = compute(tidy(), year=2019, of=wider)
    assert say_message(late, "result", "1.2") == "2019: исполнено 0 из 1 контрольных точек, просрочено 1"
    later = compute(tidy(item("1.1", 2019, done="2019-12-01")), year=2020, of=wider)
    assert say_message(later, "result", "1.2") == "2020: контрольных точек в этом году нет"


def test_the_parts_of_organizations_add_up_to_the_city(compute):
    values = tidy(*SCHOOLS, *shares(A=70, B=60, C=81, D=75), planned("A", "П1", 2021, 90_000))
    deviation = divide_deviation(compute(values), "share")
    # 80 % of 400 are 320, 286 are there. A lacks 20 of its own 90, others of the guide of 80: 20, -1 and 5; the plan
    # of A is 10 above the city's, which nobody lacks.
    assert deviation.total == 34
    assert [(part.name, part.shortfall, part.plan) for part in deviation.parts] == [
        ("СОШ № 4", 20, "план организации"),
        ("СОШ № 6", 20, "ориентир"),
        ("Гимназия", 5, "ориентир"),
        ("СОШ № 7", -1, "ориентир"),
        ("планы организаций больше плана города", -10, ""),
    ]
    assert sum(part.shortfall for part in deviation.parts) == deviation.total


def test_chance_is_said_of_each_and_the_smallest_parts_go_together(compute):
    values = tidy(*SCHOOLS, *shares(A=30, B=79, C=81, D=80))
    deviation = divide_deviation(compute(values), "share", most=1)
    # 320 - 270 = 50: A lacks 50, the others 1, -1 and 0 together nothing.
    assert [(part.name, part.shortfall, part.chance) for part in deviation.parts] == [
        ("СОШ № 4", 50, "outside"),
        ("остальные — 3", 0, None),
    ]


def test_a_growth_is_not_divided_and_a_silent_one_lacks_its_part_of_a_count(compute):
    values = tidy(*SCHOOLS, *(people(code, 2021, views=300) for code in "ABC"))
    figures = compute(values)
    assert divide_deviation(figures, "growth") is None
    assert say_undivided(figures, "growth").startswith("Прирост")
    assert say_undivided(figures, "grown") == "Значений ещё нет, делить нечего."
    # 1 200 people by equal contingents: 300 each.
    parts = {part.name: (part.shortfall, part.plan, part.silent) for part in divide_deviation(figures, "views").parts}
    assert parts["Гимназия"] == (300, "ориентир", True)
    assert parts["СОШ № 4"] == (0, "ориентир", False)
