"""How many people are missing and whose they are, by hand and as a whole."""

from __future__ import annotations

import numpy as np
import pandas as pd
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.examples import examples
from uspekh.monitoring.judging.shortfall import count_shortfalls, divide_shortfalls, round_to_total

NONE = float("nan")
CLOSED = pd.DataFrame(columns=["measure", "organization", "year", "plan"])


def rows(formula, *groups, divisor=1, direction="up", **columns):
    """``year, due_plan, fact`` of a count, and of a share ``year, due_plan, numerator, denominator``."""
    names = ["year", "due_plan", "fact"] if formula in ("sum", "cumulative") else COUNTS
    frame = pd.DataFrame([row[-len(names) :] for row in groups], columns=names).astype("float64").astype({"year": int})
    frame = frame.assign(measure="m", formula=formula, divisor=divisor, direction=direction, flag="missed", **columns)
    frame = frame.assign(exceeds_whole=False, plan_kind=frame["due_plan"].map(lambda plan: "guide", na_action="ignore"))
    if len(groups[0]) > len(names):
        frame["organization"] = [row[0] for row in groups]
    for name in ("numerator", "denominator"):
        if name not in frame:
            frame[name] = NONE
    if "fact" not in frame:
        frame["fact"] = 100 * frame["numerator"] / frame["denominator"].where(frame["denominator"] > 0)
    return frame


COUNTS = ["year", "due_plan", "numerator", "denominator"]


def divided(city, each, closed=CLOSED):
    result = divide_shortfalls(city, each, closed)
    parts = {
        (code, year): people
        for code, year, people in zip(each["organization"], each["year"], result.organizations, strict=True)
    }
    rest = {(row.year, row.reason): row.shortfall for row in result.rest.itertuples()}
    return list(count_shortfalls(city)), parts, rest


def test_a_count_is_divided_into_plan_less_fact_of_each():
    city = rows("sum", (2023, 1.9, 1.52), divisor=1000)
    each = rows("sum", ("А", 2023, 1.2, 1.3), ("Б", 2023, 0.7, None), ("Д", 2023, None, 0.22), divisor=1000)
    # In thousands of people: 1 900 − 1 520 are missing. А 100 above its guide, the silent Б its whole part of 700, Д
    # with neither plan nor guide contributes 220.
    assert divided(city, each) == ([380], {("А", 2023): -100, ("Б", 2023): 700, ("Д", 2023): -220}, {})


def test_a_silent_one_lacks_its_whole_part_also_where_nobody_reported():
    city, each = rows("sum", (2023, 900, None)), rows("sum", ("А", 2023, 500, None), ("Б", 2023, 400, None))
    (total, parts, rest) = divided(city, each)
    assert np.isnan(total[0])
    assert (parts, rest) == ({("А", 2023): 500, ("Б", 2023): 400}, {})
    # Before it is due nobody lacks anything.
    _, parts, _ = divided(city.assign(flag="not_due"), each)
    assert all(np.isnan(people) for people in parts.values())


def test_a_level_goes_on_where_a_year_was_not_reported_and_where_the_organization_closed():
    city = rows("cumulative", (2022, 700, 640), (2023, 1000, 800))
    each = rows(
        "cumulative",
        ("А", 2022, 300, 290), ("А", 2023, 600, None),
        ("Б", 2022, 200, 150), ("Б", 2023, 200 + 0, 310),
        ("З", 2022, 200, 200), ("З", 2023, None, None),
    )  # fmt: skip
    closed = pd.DataFrame([("m", "З", 2023, 200.0)], columns=CLOSED.columns)
    # 2023: А silent, 290 of 600 so far; Б 310 of 200; З closed in 2022 with 200 of 200. 310 − 110 + 0 = 1000 − 800.
    total, parts, rest = divided(city, each, closed)
    assert total == [60, 200]
    assert {code: people for (code, year), people in parts.items() if year == 2023} == {"А": 310, "Б": -110, "З": 0}
    assert rest == {}


def test_what_is_left_over_is_said_by_its_reason():
    # Own plans of 800 exceed the city's 750 by 50; the municipality's own row is 40 less than the sum of 600.
    city = rows("sum", (2023, 750, 560))
    each = rows("sum", ("А", 2023, 500, 400), ("Б", 2023, 300, 200)).assign(plan_kind="own")
    assert divided(city, each) == (
        [190], {("А", 2023): 100, ("Б", 2023): 100}, {(2023, "own_above"): -50, (2023, "МО"): 40},
    )  # fmt: skip
    # Nobody has a plan or guide for 750: what came is a contribution.
    nobody = rows("sum", ("Д", 2023, None, 30))
    assert divided(rows("sum", (2023, 750, 30)), nobody) == ([720], {("Д", 2023): -30}, {(2023, "nobody"): 750})


def test_a_share_is_divided_in_people():
    # 80 % of 1 000 are 800; 640 + 60 without a denominator: 100 are missing. The guide is 80 − 6 = 74 %.
    city = rows("share", (2023, 80, 700, 1000))
    each = rows("share", ("А", 2023, 74, 400, 600), ("Б", 2023, 74, 240, 400), ("Д", 2023, None, 60, None),
                ("Т", 2023, 74, None, None))  # fmt: skip
    # А 444 − 400, Б 296 − 240; the part of Д is in the guide already; the silent Т has none of a share.
    total, parts, rest = divided(city, each)
    assert total == [100]
    assert np.isnan(parts.pop(("Т", 2023)))
    assert (parts, rest) == ({("А", 2023): 44, ("Б", 2023): 56, ("Д", 2023): 0}, {})


def test_of_a_share_with_own_plans_those_without_a_denominator_are_a_contribution():
    each = rows("share", ("А", 2023, 80, 400, 600), ("Б", 2023, 80, 240, 400), ("Д", 2023, None, 60, None))
    each["plan_kind"] = ["own", "own", None]
    city = rows("share", (2023, 80, 700, 1000))
    # 480 − 400, 320 − 240, and Д gives 60: 100.
    assert divided(city, each) == ([100], {("А", 2023): 80, ("Б", 2023): 80, ("Д", 2023): -60}, {})
    # Of an own plan of А and the guide of Б (80 − 6) the 60 of Д count with А's part of the children, 600 of 1 000.
    each["plan_kind"], each["due_plan"] = ["own", "guide", None], [85.0, 74.0, NONE]
    # А 510 − 400, Б 296 − 240, Д −36; А's plan is 30 children above the city's.
    assert divided(city, each) == (
        [100], {("А", 2023): 110, ("Б", 2023): 56, ("Д", 2023): -36}, {(2023, "own_above"): -30},
    )  # fmt: skip


def test_the_municipality_without_doubles_is_a_rest():
    city = rows("share", (2023, 80, 690, 990))
    each = rows("share", ("А", 2023, 80, 700, 1000))
    # 792 − 690 = 102 by its own row, 800 − 700 = 100 by organizations.
    assert divided(city, each) == ([102], {("А", 2023): 100}, {(2023, "МО"): 2})


def test_where_less_is_better_the_excess_is_missing():
    city, each = rows("sum", (2023, 20, 26)), rows("sum", ("А", 2023, 12, 10), ("Б", 2023, 8, 16))
    down = {"direction": "down"}
    assert divided(city.assign(**down), each.assign(**down)) == ([6], {("А", 2023): -2, ("Б", 2023): 8}, {})


def test_nothing_is_divided_where_anything_is_hidden():
    city = rows("cumulative", (2021, 10, 9), (2022, 20, 18), (2023, 30, 21)).assign(hidden=False)
    each = rows("cumulative", *((code, 2021 + n, 5 * (n + 1), 4 * (n + 1)) for code in "АБ" for n in range(3)))
    each["hidden"] = (each["organization"] == "Б") & (each["year"] == 2022)
    total, parts, _ = divided(city, each)
    assert total == [1, 2, 9]
    assert {key for key, people in parts.items() if not np.isnan(people)} == {("А", 2021), ("Б", 2021)}


def test_nothing_is_divided_by_a_guide_that_is_left_out():
    city = rows("share", (2023, 80, 400, 600))
    each = rows("share", ("А", 2023, None, 400, 600))
    assert np.isnan(divided(city, each.assign(plan_kind="guide"))[1]["А", 2023])
    # Without a plan or a guide of its own it is a contribution, as who has no denominator.
    assert divided(city, each)[1] == {("А", 2023): -400}


def test_children_counted_twice_and_growth_have_no_shortfall():
    twice = rows("share", (2023, 80, 1100, 1000)).assign(exceeds_whole=True)
    assert np.isnan(divided(twice, rows("share", ("А", 2023, 80, 1100, 1000)))[0][0])
    growth = rows("growth", (2023, 4.5, 300, 1000))
    total, parts, rest = divided(growth, rows("growth", ("А", 2023, 4.5, 300, 1000)))
    assert np.isnan([total[0], parts["А", 2023]]).all() and not rest


def test_printed_parts_add_up():
    # 44,4 + 56,5 − 0,4 = 100,5 prints 101: floors 44 + 56 − 1 = 99, two more to the greatest fractions (−0,4 and 56,5).
    assert list(round_to_total(np.array([44.4, 56.5, -0.4]), 100.5)) == [44, 57, 0]
    assert list(round_to_total(np.array([0.5, NONE, 0.5]), 1.0))[::2] == [1, 0]


PEOPLE = st.one_of(st.none(), st.integers(0, 300))
ORGANIZATION = st.tuples(PEOPLE, PEOPLE, st.one_of(st.none(), st.integers(1, 300)), st.booleans())


@settings(max_examples=examples(20), deadline=None)
@given(st.lists(ORGANIZATION, min_size=1, max_size=6), st.integers(0, 900), st.sampled_from(["share", "sum"]))
def test_parts_and_rest_add_up_to_the_city(organizations, plan, formula):
    plan = plan / 9 if formula == "share" else plan
    groups = [
        (f"Ш{n}", 2023, target and min(target, 100), people, whole)
        if formula == "share"
        else (f"Ш{n}", 2023, target, people)
        for n, (target, people, whole, _) in enumerate(organizations)
    ]
    each = rows(formula, *groups)
    kinds = pd.Series(["own" if own else "guide" for *_, own in organizations], dtype=object)
    each["plan_kind"] = kinds.where(each["due_plan"].notna(), None)
    if formula == "share":
        # Nobody has a denominator without a numerator.
        each["denominator"] = each["denominator"].where(each["numerator"].notna())
    whole = each["denominator"].sum()
    if each["numerator" if formula == "share" else "fact"].isna().all() or (formula == "share" and not whole):
        return
    city = rows(
        formula,
        (2023, plan, each["numerator"].sum(), whole) if formula == "share" else (2023, plan, each["fact"].sum()),
    )
    total, parts, rest = divided(city, each)
    assert np.nansum(list(parts.values())) + sum(rest.values()) == total[0]
