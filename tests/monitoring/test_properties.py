"""What holds for any reports: parts add up, order is nothing, zero adds nothing, missing is not zero."""

from __future__ import annotations

import pandas as pd
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.examples import examples
from tests.tidy import organization, people, planned, tidy

CODES = ("A", "B", "C")
counts = st.integers(0, 5000)
reports = st.dictionaries(
    st.tuples(st.sampled_from(CODES), st.sampled_from((2019, 2020, 2021)), st.sampled_from((3, 6, 9, 12))),
    st.tuples(counts, counts),
    max_size=20,
)
DIRECTORY = [row for code in CODES for row in organization(code, 100)]
quick = settings(
    max_examples=examples(8), suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)


def frame(given_reports: dict) -> pd.DataFrame:
    return tidy(DIRECTORY, *(people(*key, tech=tech, views=views) for key, (tech, views) in given_reports.items()))


@quick
@given(reports)
def test_the_parts_add_up_to_the_whole(compute, given_reports):
    shown = compute(frame(given_reports))
    for measure in ("grown", "views"):
        parts = shown.organizations[shown.organizations["measure"] == measure]
        own = parts.groupby("year")["numerator"].sum(min_count=1)
        whole = shown.measures[shown.measures["measure"] == measure].set_index("year")["numerator"]
        pd.testing.assert_series_equal(own, whole)


@quick
@given(reports, st.randoms())
def test_the_order_of_rows_does_not_matter(compute, given_reports, random):
    values = frame(given_reports)
    order = list(values.index)
    random.shuffle(order)
    before, after = compute(values), compute(values.loc[order])
    pd.testing.assert_frame_equal(before.measures, after.measures)


@quick
@given(reports, st.sampled_from((2019, 2020, 2021)))
def test_an_added_zero_changes_no_sum_but_is_counted(compute, given_reports, year):
    with_new = [*organization("Z", 100)]
    before = compute(pd.concat([frame(given_reports), tidy(with_new)], ignore_index=True)).measures
    zero = tidy(with_new, people("Z", year, views=0))
    after = compute(pd.concat([frame(given_reports), zero], ignore_index=True)).measures
    chosen = (before["measure"] == "views") & (before["year"] == year)
    assert after[chosen]["numerator"].iloc[0] == before[chosen]["numerator"].fillna(0).iloc[0]
    assert after[chosen]["reported"].iloc[0] == before[chosen]["reported"].iloc[0] + 1


@quick
@given(reports)
def test_a_missing_value_is_never_a_zero(compute, given_reports):
    shown = compute(frame(given_reports)).measures
    rows = shown[shown["measure"].isin(["grown", "views"])]
    years = {year for _, year, _ in given_reports}
    assert (rows["fact"].notna() == rows["year"].isin(years)).all()
    # Whoever gave exactly the year is counted; a shorter period is late.
    exact = [year for _, year, months in given_reports if months == 12]
    late = {year: len({code for code, of, _ in given_reports if of == year}) - exact.count(year) for year in years}
    assert rows["reported"].tolist() == [exact.count(year) for year in rows["year"]]
    assert rows["late"].tolist() == [late.get(year, 0) for year in rows["year"]]


@quick
@given(reports, st.sampled_from((3, 12)))
def test_seen_from_another_year_the_figures_are_those_computed_for_it(compute, given_reports, months):
    values = frame(given_reports)
    anew, turned = compute(values, year=2020, months=months), compute(values, year=2021, months=months).of_year(2020)
    pd.testing.assert_frame_equal(turned.measures, anew.measures)
    pd.testing.assert_frame_equal(turned.organizations, anew.organizations)
    pd.testing.assert_frame_equal(turned.of(["grown"], ["A"]).organizations, anew.of(["grown"], ["A"]).organizations)
    assert turned.selection == anew.selection


FIGURE = [
    "plan",
    "plan_kind",
    "due_plan",
    "fact",
    "deviation",
    "completion",
    "flag",
    "reported",
    "expected",
    "complete",
]


@settings(quick, max_examples=examples(3))
@given(reports, st.sampled_from((6, 12)))
def test_an_organization_is_the_same_alone_and_in_every_selection(compute, given_reports, months):
    shares = [people(*key, **{"in": min(pair), "all": max(*pair, 1)}) for key, pair in given_reports.items()]
    plans = [planned("A", measure, 2021, 80_000) for measure in ("П1", "П2")]
    values = pd.concat([frame(given_reports), tidy(*shares, *plans)], ignore_index=True)

    def rows(*codes):
        return compute(values, months=months, organizations=codes)

    alone = rows("A").measures[["measure", "year", *FIGURE]]
    for beside in (rows(), rows("A", "B")):
        of_one = beside.organizations[beside.organizations["organization"] == "A"]
        pd.testing.assert_frame_equal(of_one[alone.columns].reset_index(drop=True), alone, check_dtype=False)
    # Whoever names everybody has named the municipality.
    pd.testing.assert_frame_equal(rows(*CODES).measures, rows().measures)
