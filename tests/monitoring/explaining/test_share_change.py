"""Why a share changed, by hand and as a whole."""

from __future__ import annotations

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.examples import examples
from tests.tidy import organization, people, tidy
from uspekh.monitoring.explaining.share_change import explain_share, split_share_change
from uspekh.monitoring.small_counts.screened import screened
from uspekh.passport.plan import Plan

NONE = float("nan")


def end(**counts):
    """An organization is (numerator, denominator), or a numerator alone."""
    rows = [(code, *(pair if isinstance(pair, tuple) else (pair, NONE))) for code, pair in counts.items()]
    return pd.DataFrame(rows, columns=["organization", "numerator", "denominator"])


def parts_of(change):
    return {part.organization: (part.share_change, part.composition, part.without_denominator) for part in change.parts}


def test_what_a_school_did_is_told_from_its_weight():
    # А 60 of 100, Б 30 of 100: 45 %. Then А 75 of 100, Б 90 of 300: 165 of 400 = 41,25 %.
    change = split_share_change(end(А=(60, 100), Б=(30, 100)), end(А=(75, 100), Б=(90, 300)))
    assert (change.before, change.after) == (pytest.approx(45), pytest.approx(41.25))
    # А: weight 0,5 → 0,25, share 60 → 75: 0,375 · 15 = 5,625; (67,5 − 43,125) · (−0,25) = −6,09375.
    # Б: weight 0,5 → 0,75, share 30 → 30: 0; (30 − 43,125) · 0,25 = −3,28125. Together −3,75.
    assert parts_of(change)["А"] == pytest.approx((5.625, -6.09375, 0))
    assert parts_of(change)["Б"] == pytest.approx((0, -3.28125, 0))


def test_who_opened_or_closed_is_composition_alone():
    # А 60 of 100 stays; Б, 20 of 100, closes; В, 90 of 100, opens: 40 % → 75 %.
    change = split_share_change(end(А=(60, 100), Б=(20, 100)), end(А=(60, 100), В=(90, 100)))
    # The mean of both ends is 57,5: Б (20 − 57,5) · (−0,5) = 18,75; В (90 − 57,5) · 0,5 = 16,25.
    assert parts_of(change) == {
        "А": pytest.approx((0, 0, 0)), "Б": pytest.approx((0, 18.75, 0)), "В": pytest.approx((0, 16.25, 0)),
    }  # fmt: skip


def test_children_without_a_denominator_add_their_points():
    # А 60 of 100 then 120 of 200, and Д 10 children then 30: 70 % → 75 %, all of it from 10 to 15 points of Д.
    change = split_share_change(end(А=(60, 100), Д=10), end(А=(120, 200), Д=30))
    assert parts_of(change) == {"А": pytest.approx((0, 0, 0)), "Д": pytest.approx((0, 0, 5))}
    # The city's mean is of those with denominators: А lies on it, though the whole share is above.
    assert change.after - change.before == pytest.approx(5)


def test_a_year_without_denominators_has_no_split():
    assert split_share_change(end(Д=10), end(А=(60, 100), Д=10)) is None


COUNTS = st.dictionaries(
    st.sampled_from("АБВГД"),
    st.one_of(st.integers(0, 500), st.tuples(st.integers(0, 400), st.integers(1, 400))),
    min_size=1,
)


@settings(max_examples=examples(20), deadline=None)
@given(COUNTS, COUNTS)
def test_the_parts_add_up_to_the_change(before, after):
    before, after = before | {"Я": (5, 10)}, after | {"Ю": (7, 10)}
    change = split_share_change(end(**before), end(**after))

    def share(counts):
        pairs = [pair if isinstance(pair, tuple) else (pair, 0) for pair in counts.values()]
        return 100 * sum(n for n, _ in pairs) / sum(d for _, d in pairs)

    assert change.before == pytest.approx(share(before))
    assert change.after == pytest.approx(share(after))
    assert sum(part.total for part in change.parts) == pytest.approx(share(after) - share(before), abs=1e-9)


def years(before, after):
    """Schools of 100 children each with their children engaged, of all, in 2020 and in 2021."""
    schools = [organization(code, 100) for code in {*before, *after}]
    rows = [
        people(code, year, **{"in": part, "all": whole})
        for year, of_year in ((2020, before), (2021, after))
        for code, (part, whole) in of_year.items()
    ]
    return tidy(*schools, *rows)


def test_the_year_before_is_compared_by_what_organizations_gave(compute):
    figures = compute(years({"А": (60, 100), "Б": (30, 100)}, {"А": (75, 100), "Б": (90, 300)}))
    change = explain_share(figures, "share", 2021)
    assert (change.before, change.after) == (pytest.approx(45), pytest.approx(41.25))
    assert parts_of(change)["А"] == pytest.approx((5.625, -6.09375, 0))
    # The first year of the project, and what is no share.
    assert explain_share(figures, "share", 2019) is None
    assert explain_share(figures, "grown", 2021) is explain_share(figures, "growth", 2021) is None


def test_a_hidden_count_hides_the_whole_split(compute, plan):
    columns = ["id", "sheet", "heading", "title", "hint", "at_most", "sensitive"]
    fields = [(field, "Л", field, field, "", "", field in ("in", "all")) for field in ("in", "all", "tech", "views")]
    of_health = Plan(plan.head, {**plan.tables, "components": pd.DataFrame(fields, columns=columns)})
    plain = {"А": (30, 60), "Б": (20, 40), "В": (70, 130), "Г": (30, 90)}
    for before, said in ((plain, True), (plain | {"А": (3, 60)}, False)):
        exact = compute(years(before, plain), of=of_health)
        assert explain_share(exact, "share", 2021) is not None
        assert (explain_share(screened(exact), "share", 2021) is not None) == said
