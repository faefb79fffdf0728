"""Guides are the city's plan divided; own plans are taken out of it; nothing is lost on the way."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from uspekh.monitoring.plans.guides import (
    GUIDE,
    NOBODY,
    OWN_ABOVE,
    OWN_PLAN,
    OrganizationPlans,
    contributed_points,
    divide_plans,
    share_out,
)
from uspekh.monitoring.plans.selection_plans import plans_of_selection

YEARS = (2019, 2020, 2021)
MEASURES = pd.DataFrame(
    [
        ("grown", "cumulative", 1, True),
        ("views", "sum", 1000, True),
        ("share", "share", 1, True),
        ("growth", "growth", 1, True),
        ("again", "sum", 1, False),
    ],
    columns=["id", "formula", "divisor", "primary"],
)
SHARES = ("share", "growth")
A, B, C = 200, 300, 500
SIZES = {"A": A, "B": B, "C": C}


def city(**plans):
    rows = [(name, year, plan) for name, each in plans.items() for year, plan in zip(YEARS, each, strict=True)]
    return pd.DataFrame(rows, columns=["measure", "year", "plan"]).astype({"plan": "float64"})


def fixed(*rows):
    return pd.DataFrame(rows, columns=["measure", "organization", "year", "plan"]).astype(
        {"measure": "str", "organization": "str", "year": "int64", "plan": "float64"}
    )


def life(**spans):
    """Years of each organization; by default all."""
    rows = [(code, year) for code in ("A", "B", "C", "D") for year in YEARS if year in spans.get(code, YEARS)]
    return pd.DataFrame(rows, columns=["organization", "year"])


def asked_of(existing, measures=("grown", "views", "share", "growth"), only_numerator=("D",)):
    rows = existing.merge(pd.DataFrame({"measure": list(measures)}), how="cross")
    of_shares = rows["measure"].isin(SHARES) & ~rows["organization"].isin(only_numerator)
    return rows.assign(of_denominator=of_shares)


def divided(plans, plans_set=None, existing=None, points=(), sizes=None) -> OrganizationPlans:
    there = life() if existing is None else existing
    rows = pd.DataFrame(points, columns=["measure", "year", "points"]).astype({"year": "int64", "points": "float64"})
    every = fixed() if plans_set is None else plans_set
    return divide_plans(MEASURES, YEARS, plans, every, asked_of(there), SIZES if sizes is None else sizes, rows)


def table(frame, measure, value="plan"):
    """Values by organization, the years along."""
    rows = frame[frame["measure"] == measure]
    return {code: dict(zip(each["year"], each[value], strict=True)) for code, each in rows.groupby("organization")}


def test_the_increment_is_divided_by_contingents_and_guides_add_up_year_by_year():
    found = divided(city(grown=(100, 103, 203)))
    # 100 over 2:3:5 is 20, 30, 50. The increment 3 is 0,6 / 0,9 / 1,5: whole parts 0, 0, 1, and the two that are left
    # go to the largest remainders, B (0,9) and A (0,6). 100 again is 20, 30, 50.
    assert table(found.plans, "grown") == {
        "A": {2019: 20, 2020: 21, 2021: 41},
        "B": {2019: 30, 2020: 31, 2021: 61},
        "C": {2019: 50, 2020: 51, 2021: 101},
    }
    assert set(found.plans["plan_kind"]) == {GUIDE}
    assert found.unassigned.empty


def test_equal_remainders_go_by_code():
    found = divided(city(grown=(101, 101, 101)), sizes={"C": 10, "A": 10, "B": 10, "D": 0})
    # 101 over three alike is 33 each and 2 left, to the first codes; D has no contingent and no guide.
    assert {code: years[2019] for code, years in table(found.plans, "grown").items()} == {"A": 34, "B": 34, "C": 33}


def test_a_sum_is_divided_anew_each_year_in_whole_people():
    found = divided(city(views=(0.6, 0.801, 0)))
    # 0,801 thousand are 801 people over 2:3:5: 160,2 / 240,3 / 400,5, the one that is left goes to C.
    assert table(found.plans, "views")["C"] == pytest.approx({2019: 0.3, 2020: 0.401, 2021: 0})


def test_an_own_level_takes_its_difference_from_the_year_before():
    found = divided(city(grown=(100, 200, 300)), fixed(("grown", "A", 2020, 90)))
    # A's guide of 2019 is 20, so its 90 take 70 of the increment 100; B and C divide 30 by 3:5, 11,25 and 18,75.
    # In 2021 nobody has set anything: the increment 100 goes 20, 30, 50 on top of 90, 41 and 69.
    assert table(found.plans, "grown") == {
        "A": {2019: 20, 2020: 90, 2021: 110},
        "B": {2019: 30, 2020: 41, 2021: 71},
        "C": {2019: 50, 2020: 69, 2021: 119},
    }
    assert table(found.plans, "grown", "plan_kind")["A"] == {2019: GUIDE, 2020: OWN_PLAN, 2021: GUIDE}
    assert found.unassigned.empty


def test_own_plans_above_the_citys_leave_nothing_and_the_excess_is_one_line():
    found = divided(city(grown=(100, 200, 300)), fixed(("grown", "A", 2019, 150)))
    # A takes all of 2019 and 50 more: B and C have 0. The increments of the later years are divided as ever.
    assert table(found.plans, "grown")["B"] == {2019: 0, 2020: 30, 2021: 60}
    rest = found.unassigned.set_index("year")
    assert rest["guide"].to_dict() == {2019: -50, 2020: -50, 2021: -50}
    assert set(rest["reason"]) == {OWN_ABOVE}


def test_what_nobody_can_take_is_said():
    found = divided(city(grown=(100, 200, 300)), existing=life(A=(2021,), B=(2021,), C=(2021,)))
    # In 2019 and 2020 there is only D, without a contingent.
    rest = found.unassigned.set_index("year")
    assert rest["guide"].to_dict() == {2019: 100, 2020: 200, 2021: 200}
    assert set(rest["reason"]) == {NOBODY}
    # Who opened in 2021 takes part in the increment of 2021 alone.
    assert table(found.plans, "grown")["C"] == {2021: 50}


def test_a_closing_school_moves_nothing_to_its_neighbours():
    whole, short = (
        divided(city(grown=(300, 450, 450))),
        divided(city(grown=(300, 450, 450)), existing=life(C=(2019, 2020))),
    )
    for code in ("A", "B"):
        assert table(short.plans, "grown")[code] == table(whole.plans, "grown")[code]
    # C has 500 of 1 000 children: half of 300, and half of the 150 more.
    assert table(short.plans, "grown")["C"] == {2019: 150, 2020: 225}
    # C is gone in 2021; the 225 it was to reach by then stay its own.
    assert table(short.closed, "grown") == {"C": {2021: 225}}
    assert short.unassigned.empty


def test_the_guide_of_a_share_leaves_out_what_others_bring():
    points = [("share", 2019, 6.25), ("share", 2021, 90.0)]
    found = table(divided(city(share=(80, 82, 84)), fixed(("share", "B", 2020, 75)), points=points).plans, "share")
    # 2020 has no values: the 6,25 points of 2019 stand for it. A guide never falls below 0.
    assert found["A"] == {2019: 73.75, 2020: 75.75, 2021: 0}
    assert found["B"] == {2019: 73.75, 2020: 75, 2021: 0}
    # D gives no denominator, so no share is asked of it.
    assert "D" not in found


def test_points_are_people_without_a_denominator_over_all_denominators():
    sums = pd.DataFrame(
        [("share", 2019, 60.0, 400.0), ("share", 2020, 5.0, 0.0)], columns=["measure", "year", "alone", "denominator"]
    )
    found = contributed_points(sums, {"share": 100})
    assert found.to_dict("records") == [{"measure": "share", "year": 2019, "points": 15.0}]


def test_a_growth_and_a_second_reading_have_no_guide():
    found = divided(city(growth=(4.5, 4.5, 4.5), again=(10, 20, 30)), fixed(("growth", "A", 2020, 3)))
    rows = found.plans[found.plans["measure"].isin(["growth", "again"])]
    assert rows[["organization", "year", "plan", "plan_kind"]].to_dict("records") == [
        {"organization": "A", "year": 2020, "plan": 3.0, "plan_kind": OWN_PLAN}
    ]


def selected(found, codes, weights=(), existing=None):
    frame = pd.DataFrame(weights, columns=["measure", "organization", "year", "denominator"]).astype(
        {"measure": "str", "organization": "str", "year": "int64", "denominator": "float64"}
    )
    return plans_of_selection(MEASURES, found, asked_of(life() if existing is None else existing), frame, codes)


def plan_of(selection, measure, year):
    rows = selection.plans[(selection.plans["measure"] == measure) & (selection.plans["year"] == year)]
    return tuple(rows[["plan", "plan_kind"]].iloc[0]) if len(rows) else None


def test_an_own_plan_stays_when_a_second_organization_is_selected():
    found = divided(city(grown=(100, 200, 300)), fixed(("grown", "A", 2019, 40), ("grown", "B", 2019, 25)))
    assert plan_of(selected(found, ["A"]), "grown", 2019) == (40, OWN_PLAN)
    assert plan_of(selected(found, ["A", "B"]), "grown", 2019) == (65, OWN_PLAN)
    # C has only a guide: 100 less 40 and 25 is 35.
    assert plan_of(selected(found, ["A", "C"]), "grown", 2019) == (75, GUIDE)


def test_members_with_neither_are_named_and_have_no_part():
    found = selected(divided(city(grown=(100, 200, 300), share=(80, 80, 80))), ["A", "D"])
    assert plan_of(found, "grown", 2019) == (20, GUIDE)
    assert plan_of(found, "share", 2019) == (80, GUIDE)
    rows = found.without[found.without["year"] == 2019].itertuples(index=False, name=None)
    assert set(rows) == {("grown", 2019, "D"), ("share", 2019, "D")}


def test_whoever_gives_no_denominator_does_not_make_a_share_a_guide():
    found = divided(city(share=(80, 80, 80)), fixed(("share", "A", 2019, 70)))
    assert plan_of(selected(found, ["A", "D"]), "share", 2019) == (70, OWN_PLAN)


def test_shares_are_weighted_by_denominators_and_without_them_only_one_plan_is_a_plan():
    found = divided(city(share=(80, 80, 80)), fixed(("share", "A", 2019, 70), ("share", "B", 2019, 90)))
    weights = [("share", "A", 2019, 300.0), ("share", "B", 2019, 100.0)]
    # (300 · 70 + 100 · 90) / 400 = 75.
    assert plan_of(selected(found, ["A", "B"], weights), "share", 2019) == (75, OWN_PLAN)
    assert plan_of(selected(found, ["A", "B"]), "share", 2019) is None
    assert plan_of(selected(found, ["A", "B"]), "share", 2020) == (80, GUIDE)


def test_closed_members_keep_their_level_in_a_selection():
    existing = life(C=(2019, 2020))
    plans = fixed(*(("grown", "A", year, 20 + 10 * place) for place, year in enumerate(YEARS)))
    found = divided(city(grown=(100, 200, 300)), plans, existing=existing)
    # C's guides: 2019 80 · 5/8 = 50; 2020 the increment 100 less A's 10 is 90, of which 56,25 → 56: 106.
    assert plan_of(selected(found, ["A", "C"], existing=existing), "grown", 2021) == (40 + 106, GUIDE)
    assert plan_of(selected(found, ["A"], existing=existing), "grown", 2021) == (40, OWN_PLAN)
    assert plan_of(selected(found, ["C"], existing=existing), "grown", 2021) is None


@given(st.data())
def test_parts_always_add_up_to_the_citys_plan(data):
    growing = sorted(data.draw(st.lists(st.integers(0, 3000), min_size=3, max_size=3)))
    people = st.integers(0, 2000)
    set_for = data.draw(st.dictionaries(st.tuples(st.sampled_from("ABC"), st.sampled_from(YEARS)), people, max_size=5))
    spans = {code: data.draw(st.sampled_from([YEARS, (2019,), (2020, 2021), (2021,)])) for code in "ABC"}
    sizes = {code: data.draw(st.integers(0, 900)) for code in "ABC"}
    plans = fixed(*(("grown", code, year, plan) for (code, year), plan in set_for.items() if year in spans[code]))
    found = divided(city(grown=growing), plans, existing=life(**spans), sizes=sizes)
    for year, whole in zip(YEARS, growing, strict=True):
        parts = [frame.loc[frame["year"] == year] for frame in (found.plans, found.closed, found.unassigned)]
        assert parts[0]["plan"].sum() + parts[1]["plan"].sum() + parts[2]["guide"].sum() == whole
    guides = found.plans[found.plans["plan_kind"] == GUIDE]
    for _, rows in guides.groupby("organization"):
        after = rows[rows["year"] - 1 == rows["year"].shift()]
        assert (after["plan"] >= rows["plan"].shift()[after.index]).all()


@given(st.integers(0, 10_000), st.lists(st.integers(0, 5_000), max_size=30))
def test_whole_parts_are_within_one_of_the_exact(total, weights):
    parts = share_out(total, np.array(weights, dtype="int64"))
    whole = sum(weights)
    assert parts.sum() == (total if whole else 0)
    assert all(abs(part - total * weight / whole) < 1 for part, weight in zip(parts, weights, strict=True) if whole)
