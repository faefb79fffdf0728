"""What chance alone gives, against exact binomial tails worked out apart, and how many children change a flag."""

from __future__ import annotations

from math import comb

import pandas as pd
import pytest

from tests.tidy import organization, people, tidy
from uspekh.monitoring.explaining.chance import (
    Step,
    chance_limits,
    chance_of,
    children_to_reach,
    judge_chance,
    reference_shares,
    steps_to_flags,
)
from uspekh.monitoring.small_counts.screened import screened
from uspekh.passport.plan import Plan


def organizations(*rows, year=2023, measure="share"):
    """``(code, numerator, denominator)`` and, where it is late, ``True``."""
    full = [(*row, False)[:4] for row in rows]
    frame = pd.DataFrame(full, columns=["organization", "numerator", "denominator", "late"])
    return frame.assign(measure=measure, year=year).astype({"numerator": "float64", "denominator": "float64"})


def states(*rows):
    frame = organizations(*rows)
    return dict(zip(frame["organization"], judge_chance(frame, reference_shares(frame)), strict=True))


def tail(count, size, share):
    """The smaller exact tail by sums of binomial terms."""
    terms = [comb(size, k) * share**k * (1 - share) ** (size - k) for k in range(size + 1)]
    return min(sum(terms[: count + 1]), sum(terms[count:]))


def test_an_organization_is_told_from_chance_by_exact_tails():
    # В makes the city's share exactly 1/2 whatever the other two are: their lack is its surplus.
    # Of 20 at 1/2 at most 5 come in (1+20+190+1140+4845+15504)/2²⁰ = 2,07 % of cases, at most 6 in 5,77 %, at most 3 in
    # 0,129 %, at most 2 in 0,02 %.
    for count, state in ((6, "within"), (5, "edge"), (3, "edge"), (2, "outside"), (14, "within"), (15, "edge")):
        other = organizations(("А", count, 20), ("В", 500 + 10 - count, 1000))
        assert judge_chance(other, reference_shares(other)).iloc[0] == state, count


def test_the_city_is_all_who_gave_a_denominator_for_the_period():
    # А and Б give 50 % together; Д without a denominator and the late Л are no part of it, nor judged, nor is М with
    # fewer than ten children, though it is a part of the share.
    found = states(("А", 60, 100), ("Б", 40, 100), ("Д", 900, None), ("Л", 99, 100, True), ("М", 4, 8))
    # The share is 104/208 = 50 %: 60 of 100 lies beyond 2,84 % of cases (inside 95 %).
    assert found == {"А": "within", "Б": "within", "Д": None, "Л": None, "М": None}


def test_nothing_is_judged_where_children_are_counted_twice_or_nobody_gave_a_denominator():
    assert states(("А", 130, 100), ("Б", 90, 100)) == {"А": None, "Б": None}
    assert states(("Д", 10, None)) == {"Д": None}
    assert states(("А", None, 100), ("Б", 0, 100)) == {"А": None, "Б": "within"}


def test_years_and_measures_are_judged_apart():
    frame = pd.concat(
        [organizations(("А", 20, 100), ("Б", 80, 100)), organizations(("А", 20, 100), ("Б", 20, 100), year=2022)]
    )
    assert list(judge_chance(frame, reference_shares(frame))) == ["outside", "outside", "within", "within"]


@pytest.mark.parametrize("share", [0.0, 0.03, 0.5, 0.77, 1.0])
def test_the_limits_of_the_picture_are_those_that_judge(share):
    limits = chance_limits(share, [3, 10, 37, 120]).set_index("size")
    assert list(limits.index) == [10, 37, 120]
    for size in limits.index:
        row = limits.loc[size]
        for name, beyond in (("inner", 0.025), ("outer", 0.001)):
            inside = [count for count in range(size + 1) if tail(count, size, share) > beyond]
            assert row[f"{name}_low"] == pytest.approx(100 * inside[0] / size)
            assert row[f"{name}_high"] == pytest.approx(100 * inside[-1] / size)


def test_how_many_children_change_the_flag(rules):
    # Plan 80 % of 250 children: 200 reach it, 180 are 90 % of it. At 190 (at_risk) 10 more are met, 11 fewer missed.
    assert steps_to_flags(190, 250, 80.0, rules, falling=False) == (Step("met", 10), Step("missed", -11))
    assert steps_to_flags(200, 250, 80.0, rules, falling=False) == (Step("at_risk", -1),)
    assert steps_to_flags(0, 250, 80.0, rules, falling=False) == (Step("at_risk", 180),)
    # Where less is better 25 of 250 meet a plan of 10 %; at 26 the plan is 96 % of the fact; 27,7 are 90 %.
    assert steps_to_flags(25, 250, 10.0, rules, falling=True) == (Step("at_risk", 1),)
    assert steps_to_flags(27, 250, 10.0, rules, falling=True) == (Step("missed", 1), Step("met", -2))
    assert steps_to_flags(5, 0, 80.0, rules, falling=False) == steps_to_flags(5, 10, 0.0, rules, falling=False) == ()


def test_how_many_children_reach_a_guide():
    # 73,8 % of 250 are 184,5 children: 185 of them.
    assert children_to_reach(170, 250, 73.8, 100, falling=False) == 15
    assert children_to_reach(185, 250, 73.8, 100, falling=False) == 0
    # 7,2 % of 250 are 18 exactly, in spite of binary fractions.
    assert children_to_reach(17, 250, 7.2, 100, falling=False) == 1
    assert children_to_reach(30, 250, 7.3, 100, falling=True) == 12
    assert children_to_reach(4, 250, 12.0, 1000, falling=True) == 1


def shares(*pairs, **texts):
    """Schools of 100 children each with their children engaged, of all, in 2021."""
    schools = [organization(code, 100, **texts) for code, *_ in pairs]
    return tidy(*schools, *(people(code, 2021, **{"in": part, "all": whole}) for code, part, whole in pairs))


def test_an_organization_that_is_chosen_is_judged_by_everyone(compute):
    values = shares(("А", 20, 100), ("Б", 80, 100), ("В", 50, 100))
    rows = chance_of(compute(values, organizations=("А",)))
    of_year = rows[(rows["measure"] == "share") & (rows["year"] == 2021)]
    # 20 of 100 where the city has 150 of 300.
    assert of_year[["organization", "chance", "city_share"]].values.tolist() == [["А", "outside", 0.5]]


def test_nothing_is_said_of_chance_where_a_count_is_hidden(compute, plan):
    columns = ["id", "sheet", "heading", "title", "hint", "at_most", "sensitive"]
    fields = [(field, "Л", field, field, "", "", field in ("in", "all")) for field in ("in", "all", "tech", "views")]
    of_health = Plan(plan.head, {**plan.tables, "components": pd.DataFrame(fields, columns=columns)})
    values = shares(("А", 3, 12), ("Б", 20, 40), ("В", 70, 130), ("Г", 30, 90))
    exact = compute(values, of=of_health)
    for figures, said in ((exact, True), (screened(exact), False)):
        rows = chance_of(figures)
        of_year = rows[(rows["measure"] == "share") & (rows["year"] == 2021)]
        assert of_year["chance"].notna().any() == of_year["city_share"].notna().any() == said
