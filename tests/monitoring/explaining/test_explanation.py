"""What a flag says of itself, and between which values an incomplete share lies: worked out by hand."""

from __future__ import annotations

from datetime import date

import pandas as pd
import pytest

from tests.tidy import item, organization, people, planned, tidy
from uspekh.monitoring.explaining.explanation import TWICE, explain_flag
from uspekh.monitoring.explaining.missing_reports import missing_reports, possible_range
from uspekh.monitoring.status import status

A, B, C = (organization(code, number) for code, number in (("A", 100), ("B", 1000), ("C", 312)))
CLUB = organization("D", type="доп. образование")


def test_the_silent_are_between_none_and_all_of_their_contingent(compute):
    # K was closed in 2020. 80 of 100 reported; B and C have 1 312: 80/1412 = 5,67 %, 1392/1412 = 98,58 %.
    closed = organization("K", 600, active_to="2020-06-30")
    values = tidy(A, B, C, closed, people("A", 2021, **{"in": 80, "all": 100}))
    low, high = possible_range(compute(values), "share", 2021)
    assert (round(low, 1), round(high, 1)) == (5.7, 98.6)


def test_their_own_last_denominator_goes_before_the_contingent(compute):
    values = tidy(
        A, B, people("A", 2021, **{"in": 80, "all": 100}), people("B", 2019, all=250), people("B", 2020, 3, all=300)
    )
    # 80 of 400, or 380 of 400.
    assert possible_range(compute(values), "share", 2021) == (pytest.approx(20), pytest.approx(95))
    # What came after the year is not yet known in it: in 2019 B has 250.
    early = pd.concat([values, tidy(people("A", 2019, **{"in": 50, "all": 150}))], ignore_index=True)
    assert possible_range(compute(early), "share", 2019) == (pytest.approx(12.5), pytest.approx(75))


def test_a_late_share_may_become_anything_of_its_size(compute):
    values = tidy(A, B, people("A", 2021, **{"in": 80, "all": 100}), people("B", 2021, 3, **{"in": 270, "all": 300}))
    # The quarter of B is in the figure, 350 of 400, and says nothing of the year: 80 to 380 of 400.
    assert possible_range(compute(values), "share", 2021) == (pytest.approx(20), pytest.approx(95))


@pytest.mark.parametrize("more", [people("B", 2021, **{"in": 1, "all": 10}), CLUB], ids=["complete", "no size"])
def test_there_is_no_range_of_a_complete_share_or_of_somebody_without_a_size(compute, more):
    others = CLUB if more is CLUB else []
    values = tidy(A, *([] if more is CLUB else [B]), others, people("A", 2021, **{"in": 80, "all": 100}),
                  *([] if more is CLUB else [more]))  # fmt: skip
    assert possible_range(compute(values), "share", 2021) is None


def test_who_is_missing_is_named_with_what_came_last_and_of_which_year(compute):
    values = tidy(
        A, B, people("A", 2019, tech=1), people("B", 2019, tech=1), people("A", 2020, tech=1),
        people("A", 2021, 9, tech=1), people("B", 2021, 3, tech=1),
    )  # fmt: skip
    reports = missing_reports(compute(values, months=9), "grown", 2021)
    assert [report.say() for report in reports] == [
        "B: не сдано за 2020 год",
        "B: не сдано за 9 месяцев 2021 года, последнее — I квартал",
    ]


def test_a_growth_names_those_it_leaves_out(compute):
    values = tidy(
        A, B, C, *(people("A", year, **{"in": 5, "all": 10}) for year in (2020, 2021)),
        people("B", 2020, **{"in": 5, "all": 10}), people("C", 2021, **{"in": 5, "all": 10}),
    )  # fmt: skip
    reports = missing_reports(compute(values), "growth", 2021)
    assert [(report.organization, report.year) for report in reports] == [("B", 2021), ("C", 2020)]


def test_a_flag_says_its_rule_bounds_plan_fact_and_date(compute):
    values = tidy(
        A, *(people("A", year, tech=tech) for year, tech in ((2020, 100), (2021, 52))), people("A", 2019, tech=0)
    )
    year = explain_flag(compute(values), "indicator", "2", 2021)
    # 152 of 301: 50,498 %.
    assert (year.flag, year.bounds, year.basis) == ("missed", (None, 90.0), "принято проектом")
    assert year.sentences() == (
        "Оценка: наличие критических отклонений. Наличие критических отклонений — выполнение меньше 90 % "
        "(принято проектом).",
        "План: 301\N{NO-BREAK SPACE}чел. — план 2021 года, раздел 2 паспорта.",
        "Факт: 152\N{NO-BREAK SPACE}чел., выполнение 50,5\N{NO-BREAK SPACE}%.",
        "Срок отчёта 20.01.2022, оценено на 01.01.2025.",
    )


def test_within_a_year_it_says_how_the_due_plan_came(compute):
    values = tidy(A, people("A", 2020, tech=100), people("A", 2021, 6, tech=52, views=500))
    figures = compute(values, months=6)
    # From 200 half of the 101 to 301; half of 1,2 thousand.
    assert explain_flag(figures, "indicator", "2", 2021).due == (
        "план прошлого года 200\N{NO-BREAK SPACE}чел. и 6 из 12 месяцев прироста 101\N{NO-BREAK SPACE}чел. "
        "до плана года 301\N{NO-BREAK SPACE}чел., раздел 2 паспорта"
    )
    assert explain_flag(figures, "indicator", "3", 2021).due == (
        "6 из 12 месяцев плана года 1,2\N{NO-BREAK SPACE}тыс. чел., раздел 2 паспорта"
    )
    share = tidy(A, people("A", 2021, 6, **{"in": 50, "all": 100}))
    explained = explain_flag(compute(share, months=6), "indicator", "1", 2021)
    assert (explained.flag, explained.rule) == ("not_due", "доли и прирост оцениваются по итогам года")
    more = tidy(B, people("A", 2020, 6, **{"in": 20, "all": 80}), people("B", 2020, 6, **{"in": 60, "all": 120}))
    both = pd.concat([share, more, tidy(planned("A", "П1", 2021, 80_000))], ignore_index=True)
    # Together 80 of 200, A alone 20 of 80.
    for whose, before in ((None, "40"), ("A", "25")):
        explained = explain_flag(compute(both, months=6), "indicator", "1", 2021, whose)
        assert explained.rule.endswith(f"; год назад за тот же период — {before}\N{NO-BREAK SPACE}%")


def test_a_missing_flag_says_why_there_is_none(compute):
    twice = tidy(A, people("A", 2021, **{"in": 110, "all": 100}))
    assert explain_flag(compute(twice), "indicator", "1", 2021).rule == TWICE
    assert explain_flag(compute(twice), "indicator", "1", 2021, "A").rule == TWICE
    guided = explain_flag(compute(tidy(A, B, people("A", 2021, tech=5))), "indicator", "2", 2021, "A")
    assert guided.rule.startswith("это ориентир, а не план")
    first = explain_flag(compute(twice), "result", "1.1", 2019)
    assert first.rule == "первый год проекта: сравнивать не с чем"
    of_club = explain_flag(compute(tidy(A, CLUB)), "indicator", "3", 2021, "D")
    assert of_club.rule == "не запрашивается"


def test_a_late_organization_says_what_it_gave_last(compute):
    reports = people("A", 2021, 3, views=80), people("B", 2021, views=1)
    explained = explain_flag(compute(tidy(A, B, *reports, planned("A", "П3", 2021, 90))), "indicator", "3", 2021, "A")
    assert explained.rule == "срок отчёта прошёл 20.01.2022, последнее — I квартал: 0,08\N{NO-BREAK SPACE}тыс. чел."


def test_the_machine_form_explains_every_flag_and_is_the_same_without(compute):
    values = tidy(A, people("A", 2021, tech=5), item("1.1", 2019, done="2019-12-01"))
    plain, explained = status(compute(values)), status(compute(values), explain=True)
    for kind in ("indicators", "results", "organizations", "budget"):
        assert all(row["explanation"] for row in explained[kind] if row["flag"])
        rest = [{key: value for key, value in row.items() if key != "explanation"} for row in explained[kind]]
        assert rest == plain[kind]
    row = next(row for row in explained["indicators"] if (row["id"], row["year"]) == ("2", 2021))
    assert row["explanation"]["due_plan"] == "301\N{NO-BREAK SPACE}чел."
    assert row["explanation"]["as_of"] == date(2025, 1, 1).isoformat()
