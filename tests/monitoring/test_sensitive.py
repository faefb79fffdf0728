"""Small health counts, worked by hand on three schools of an invented plan."""

from __future__ import annotations

import pandas as pd
import pytest

from tests.tidy import organization, people, tidy
from uspekh.monitoring.screened import hidden_subjects, screened
from uspekh.monitoring.sensitive import FEW, HIDDEN, masks, seconds
from uspekh.passport.plan import Plan

FIELD = {"engaged"}


def cells(*numbers: int, year: int = 2023) -> pd.DataFrame:
    return tidy(*(people(f"S{n}", year, engaged=number) for n, number in enumerate(numbers, start=1)))


def shown(*numbers: int) -> list[str]:
    given = cells(*numbers)
    told = masks(given, FIELD, seconds(given))
    return [mask or str(number) for mask, number in zip(told, given["number"], strict=True)]


@pytest.mark.parametrize(
    ("numbers", "said"),
    [
        ((0, 5, 20), ["0", "5", "20"]),  # nothing is small: a zero is a reported zero
        ((3, 20, 7), [FEW, "20", HIDDEN]),  # 30 less 20 and 7 would be 3: the least of the others goes too
        ((3, 2, 7), [FEW, FEW, "7"]),  # 12 less 7 is 5: 1 and 4, or 2 and 3
        ((1, 1, 7), [FEW, FEW, HIDDEN]),  # 9 less 7 is 2, which is only 1 and 1
        ((4, 4, 7), [FEW, FEW, HIDDEN]),  # 15 less 7 is 8, which is only 4 and 4
        ((3,), [FEW]),  # the total of a single school is that school's: there is nothing to hide with it
        ((3, 0), [FEW, "0"]),
    ],
)
def test_a_small_count_is_not_told_by_the_others(numbers, said):
    assert shown(*numbers) == said


def test_what_is_hidden_beside_a_small_count_stays_hidden_where_it_stands_alone():
    whole = cells(3, 20, 7)
    third = whole[whole["subject"] == "S3"]
    assert masks(third, FIELD, seconds(whole)).tolist() == [HIDDEN]
    assert masks(whole[whole["subject"] == "S2"], FIELD, seconds(whole)).tolist() == [""]


def test_counts_that_are_not_of_health_and_years_without_small_ones_are_shown():
    given = pd.concat([cells(3, 20), cells(30, 20, year=2022)], ignore_index=True)
    assert masks(given, FIELD, seconds(given)).tolist() == [FEW, HIDDEN, "", ""]
    assert masks(given, set()).tolist() == ["", "", "", ""]


@pytest.fixture
def of_health(plan):
    """The small plan with the share of children taken for one by health."""
    rows = [(field, "Л", field, field, "", "", field in ("in", "all")) for field in ("in", "all", "tech", "views")]
    columns = ["id", "sheet", "heading", "title", "hint", "at_most", "sensitive"]
    return Plan(plan.head, {**plan.tables, "components": pd.DataFrame(rows, columns=columns)})


def reports(*pairs: tuple[int, int]) -> pd.DataFrame:
    schools = [organization(f"S{n}", 100) for n in range(1, len(pairs) + 1)]
    return tidy(*schools, *(people(f"S{n}", 2021, **{"in": a, "all": b}) for n, (a, b) in enumerate(pairs, start=1)))


def share(frame: pd.DataFrame, **key: str) -> tuple[float | None, str]:
    row = frame[(frame["measure"] == "share") & (frame["year"] == 2021)]
    for column, wanted in key.items():
        row = row[row[column] == wanted]
    (fact,), (flag,) = row["fact"], row["flag"]
    return (None if pd.isna(fact) else round(fact, 2)), flag


THREE = reports((3, 12), (20, 40), (7, 30))


def test_the_total_stays_while_the_small_and_the_one_beside_it_are_hidden(compute, of_health):
    figures = screened(compute(THREE, of=of_health))
    # (3 + 20 + 7) of (12 + 40 + 30); 25 % of 12 would be three children, and 30 less 20 and 3 the seven of the third
    assert share(figures.measures)[0] == 36.59
    by_school = [share(figures.organizations, organization=code) for code in ("S1", "S2", "S3")]
    assert by_school == [(None, "hidden"), (50.0, "missed"), (None, "hidden")]
    assert figures.organizations.loc[figures.organizations["hidden"], "numerator"].isna().all()


@pytest.mark.parametrize(
    ("codes", "fact"), [(("S2",), 50.0), (("S1",), None), (("S2", "S3"), None), (("S1", "S2"), None)]
)
def test_a_part_of_the_schools_is_shown_only_without_a_hidden_one(compute, of_health, codes, fact):
    figures = screened(compute(THREE, of=of_health, organizations=codes))
    assert share(figures.measures)[0] == fact
    assert hidden_subjects(figures, "indicator") == ([] if fact else ["1"])
    assert hidden_subjects(figures, "result") == ([] if fact else ["1.1"])


def test_a_year_without_a_report_is_not_called_hidden(compute, of_health):
    frame = screened(compute(THREE, of=of_health)).organizations
    other = frame[(frame["measure"] == "share") & (frame["organization"] == "S1") & (frame["year"] != 2021)]
    assert set(other["flag"]) <= {"no_data", "not_due"} and not other["hidden"].any()


def test_no_percentage_stands_on_fewer_than_ten_children(compute, of_health):
    figures = screened(compute(reports((6, 9), (6, 10)), of=of_health))
    assert share(figures.organizations, organization="S1")[0] is None
    assert share(figures.organizations, organization="S2")[0] == 60.0
    assert share(screened(compute(reports((6, 9)), of=of_health)).measures)[0] is None


def test_what_is_not_of_health_is_not_touched(compute, plan):
    rows = [("in", "Л", "in", "in", "", "", False)]
    columns = ["id", "sheet", "heading", "title", "hint", "at_most", "sensitive"]
    other = Plan(plan.head, {**plan.tables, "components": pd.DataFrame(rows, columns=columns)})
    plain = compute(THREE, of=other)
    pd.testing.assert_frame_equal(screened(plain).organizations.drop(columns="hidden"), plain.organizations)
    pd.testing.assert_frame_equal(screened(plain).measures.drop(columns="hidden"), plain.measures)
