"""Plans that do not add up to the city's are said, never corrected."""

from __future__ import annotations

import pandas as pd

from tests.tidy import organization, people, planned, tidy
from uspekh.monitoring.explaining.explanation import explain_flag
from uspekh.monitoring.explaining.plan_remarks import (
    say_lowered_plans,
    say_members_without_plan,
    say_sum_of_plans,
)

A, B = organization("A", 100), organization("B", 300)
CLUB = organization("D", type="доп. образование")


def said(figures, measure, year=2021):
    return say_sum_of_plans(figures, measure, year).replace("\u00a0", " ")


def test_plans_of_a_count_with_the_guides_of_the_others(compute):
    # The city plans 50, 40 and 30 of «harm» and 1,2 thousand views. A alone takes more than the city's 1 200.
    figures = compute(tidy(A, B, planned("A", "П3", 2021, 1_250), planned("B", "П3", 2020, 100)))
    assert said(figures, "views") == "планы организаций дают 1,25 тыс. чел. при плане 1,2 тыс. чел."
    # 100 of B and the guide 700 of A are the city's 800.
    assert said(figures, "views", 2020) == "" and said(figures, "views", 2019) == ""
    both = compute(tidy(A, B, planned("A", "П2", 2021, 90_000), planned("B", "П2", 2021, 150_000)))
    assert said(both, "grown") == "планы организаций дают 240 чел. при плане 301 чел."


def test_plans_of_a_share_are_weighted_and_take_in_what_others_bring(compute):
    reports = [people("A", 2021, **{"in": 1, "all": 100}), people("B", 2021, **{"in": 1, "all": 300}),
               people("D", 2021, **{"in": 20})]  # fmt: skip
    plans = [planned("A", "П1", 2021, 90_000), planned("B", "П1", 2021, 70_000)]
    # (100 · 90 + 300 · 70) / 400 is 75; the club's 20 of 400 are 5 points: the city's 80.
    assert said(compute(tidy(A, B, CLUB, *reports, *plans)), "share") == ""
    assert said(compute(tidy(A, B, *reports[:2], *plans)), "share") == "планы организаций дают 75 % при плане 80 %"
    # B has only a guide, and nobody is short by that.
    assert said(compute(tidy(A, B, CLUB, *reports, plans[0])), "share") == ""


def test_members_without_plan_or_guide_are_named_beside_the_plan_of_several(compute):
    others = organization("E", type="доп. образование"), organization("F", 100)
    figures = compute(tidy(A, B, CLUB, *others, planned("A", "П2", 2021, 90_000)), organizations=("A", "D", "E"))
    # D and E are asked for «tech» and have no contingent, so no part of the city's plan.
    assert say_members_without_plan(figures, "grown", 2021) == "в плане нет D и E: ни плана, ни ориентира"
    assert say_members_without_plan(compute(tidy(A, B, CLUB)), "grown", 2021) == ""
    sentences = explain_flag(figures, "indicator", "2", 2021).sentences()
    assert "В плане нет D и E: ни плана, ни ориентира." in sentences


def test_a_plan_made_easier_is_said_with_both():
    lowered = pd.DataFrame(
        [("p2", "S1", 2021, 205.0, 180.0)], columns=["measure", "organization", "year", "first", "present"]
    )
    sentences = [
        words.replace("\u00a0", " ") for words in say_lowered_plans(lowered, {"S1": "СОШ № 4"}, "p2", 2021, "чел.")
    ]
    assert sentences == ["СОШ № 4: план смягчён после окончания года, был 205 чел., теперь 180 чел."]
    assert list(say_lowered_plans(lowered, {}, "p2", 2020, "чел.")) == []
