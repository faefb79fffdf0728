"""Where a guide and a value come from, in words: worked out by hand."""

from __future__ import annotations

from datetime import date

import pytest

from tests.tidy import organization, people, planned, tidy
from uspekh.monitoring.explaining.explanation import explain_flag
from uspekh.monitoring.explaining.origins import say_guide, say_value_origin
from uspekh.russian.names import join_with_and, list_briefly, list_years

A, B = (
    organization(code, size, short_name=name) for code, size, name in (("A", 100, "СОШ № 4"), ("B", 300, "СОШ № 6"))
)
CLUB, STUDIO = (
    organization(code, type="доп. образование", short_name=name) for code, name in (("D", "ДДТ"), ("E", "ДШИ"))
)


def guide_of(figures, cell, organization: str, measure: str = "share", year: int = 2021) -> str:
    return say_guide(figures, cell(figures.organizations, organization=organization, measure=measure, year=year))


def plain(text: str) -> str:
    return text.replace("\N{NO-BREAK SPACE}", " ")


def test_a_guide_of_a_share_is_the_plan_less_what_others_bring_and_names_them(compute, cell):
    # 20 and 5 people without a denominator beside 404 children: 6,188 points of the 80 %.
    values = tidy(
        A, B, CLUB, STUDIO, people("A", 2021, **{"in": 70, "all": 100}), people("B", 2021, **{"in": 200, "all": 304}),
        people("E", 2021, **{"in": 5}), people("D", 2021, **{"in": 20}),
    )  # fmt: skip
    figures = compute(values)
    assert plain(guide_of(figures, cell, "A")) == "80 % минус 6,2 п. п. ДДТ и ДШИ"
    explained = explain_flag(figures, "indicator", "1", 2021, "A")
    assert plain(explained.sentences()[1]) == "Ориентир: 73,8 % — 80 % минус 6,2 п. п. ДДТ и ДШИ."
    # A guide that is left out because it tells of a hidden count names nobody.
    hidden = cell(figures.organizations, organization="A", measure="share", year=2021).to_dict() | {"plan": None}
    assert say_guide(figures, hidden) == "ориентир"


def test_before_there_are_values_those_of_the_last_year_are_taken(compute, cell):
    values = tidy(A, CLUB, people("A", 2020, **{"in": 70, "all": 100}), people("D", 2020, **{"in": 10}))
    assert plain(guide_of(compute(values), cell, "A")) == "80 % минус 10 п. п. ДДТ по данным за 2020 год"


def test_without_contributors_and_of_a_count_the_guide_says_the_plan_of_the_city(compute, cell):
    figures = compute(tidy(A, B, people("A", 2021, **{"in": 70, "all": 100}, tech=5)))
    assert plain(guide_of(figures, cell, "A")) == "план города 80 %"
    assert plain(guide_of(figures, cell, "A", "grown")) == "часть плана города 301 чел. по нынешним контингентам"


def test_several_organizations_together_are_weighted(compute, cell):
    values = tidy(
        A, B, CLUB, people("A", 2021, **{"in": 70, "all": 100}), people("B", 2021, **{"in": 200, "all": 300}),
        planned("A", "П1", 2021, 90_000),
    )  # fmt: skip
    row = cell(compute(values, organizations=("A", "B")).measures, measure="share", year=2021)
    # 90 % of 100 and the guide of 80 % of 300: 82,5 %.
    assert (row["plan"], row["plan_kind"]) == (pytest.approx(82.5), "guide")
    words = say_guide(compute(values, organizations=("A", "B")), row)
    assert plain(words) == "планы и ориентиры организаций, взвешенные по численности; план города 80 %"


def test_a_cumulative_figure_says_which_years_are_the_municipality_row(compute):
    city = organization("МО", type="муниципалитет")
    values = tidy(
        A, city, people("A", 2019, tech=50), people("A", 2020, tech=60), people("МО", 2020, tech=70),
        people("МО", 2021, tech=80),
    )  # fmt: skip
    measures = compute(values).measures
    assert say_value_origin(measures, "grown", 2021) == (
        "за 2020–2021 — строка муниципалитета, за 2019 — сумма по организациям"
    )
    assert say_value_origin(measures, "grown", 2019) == ""
    explained = explain_flag(compute(values), "indicator", "2", 2021)
    # 50 + 70 + 80.
    assert explained.fact == "200\N{NO-BREAK SPACE}чел."
    assert explained.fact_origin in explained.sentences()[2]


def test_a_share_of_the_municipality_row_says_so(compute):
    city = organization("МО", type="муниципалитет")
    values = tidy(A, city, people("МО", 2021, **{"in": 70, "all": 100}), people("A", 2020, **{"in": 7, "all": 10}))
    measures = compute(values, as_of=date(2025, 1, 1)).measures
    assert [say_value_origin(measures, "share", year) for year in (2020, 2021)] == ["", "строка муниципалитета"]


def test_names_and_years_share_a_line():
    schools = ["СОШ № 7", "ДШИ", "СОШ № 4", "СОШ № 10", "Гимназия"]
    assert list_briefly(schools) == "СОШ № 4, 7, 10, ДШИ и ещё 1"
    assert list_briefly(["СОШ № 4"]) == "СОШ № 4"
    assert [join_with_and(words) for words in ([], ["А"], ["А", "Б"], ["А", "Б", "В"])] == [
        "",
        "А",
        "А и Б",
        "А, Б и В",
    ]
    assert list_years([2023, 2019, 2020, 2021]) == "2019–2021, 2023"
