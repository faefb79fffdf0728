"""Organizations against measures, by numbers worked out by hand: what each gave and why there is none."""

from __future__ import annotations

from datetime import date

import pytest

from tests.tidy import organization, people, planned, tidy
from uspekh.monitoring.explaining.organization_card import make_card
from uspekh.monitoring.overview import organization_matrix
from uspekh.monitoring.overview.organization_comparison import compare_organizations, years_of_measure
from uspekh.monitoring.overview.organization_matrix import (
    list_measures,
    list_organizations,
    make_cells,
    make_matrix,
    say_matrix,
)

ENTRIES = (
    organization("A", 600, short_name="Первая"),
    organization("B", 400, short_name="Вторая"),
    organization("C", type="доп. образование", short_name="Клуб"),
)
REPORTS = (
    people("A", 2021, **{"in": 420, "all": 600, "tech": 50}),
    people("C", 2021, **{"in": 30}),
    planned("A", "П3", 2021, 100),
)


@pytest.fixture
def cells(compute):
    """Figure and state of every cell of 2021, by organization and the label of the measure."""

    def make(*more, reports=REPORTS, **selection):
        figures = compute(tidy(*ENTRIES, *reports, *more), **selection)
        labels = [measure.label for measure in list_measures(figures)]
        rows = make_matrix(figures, list_organizations(figures))
        return {
            (row.organization, label): (
                cell.figure.replace("\u00a0", " "),
                cell.state,
                cell.late.replace("\u00a0", " "),
            )
            for row in rows
            for label, cell in zip(labels, row.cells, strict=True)
        }

    return make


def test_every_cell_has_its_figure_or_says_why_there_is_none(cells):
    found = cells()
    # The city's 80 % less the club's 30 children of 600 are 75 %: the first school's 420 of 600 are 70 %.
    assert found["A", "П1"] == ("70", "below_guide", "")
    assert found["C", "П1"] == ("30 чел.", "contribution", "")
    assert found["B", "П1"] == ("", "no_data", "")
    # 301 of three years by contingents: 60, 60 and 60,6, rounded up, are 181.
    assert found["A", "П2"] == ("50", "below_guide", "")
    assert found["C", "П2"] == ("", "no_data", "")
    assert found["C", "П3"] == ("", "not_asked", "")
    # A plan of its own that nothing was reported against.
    assert found["A", "П3"] == ("", "no_data", "")
    # A growth has no guide, and the year before is missing.
    assert found["A", "Р1.1"] == ("", "no_plan", "")


def test_before_the_reporting_date_nothing_is_missing(cells):
    found = cells(as_of=date(2021, 12, 31))
    assert found["B", "П1"] == ("", "not_due", "")
    assert found["A", "П3"] == ("", "not_due", "")


def test_a_value_of_an_earlier_period_says_which(cells):
    found = cells(reports=[people("A", 2021, 3, **{"in": 420, "all": 600})])
    assert found["A", "П1"] == ("70", "no_data", "I квартал")


def test_what_must_not_be_shown_says_so(compute):
    rows = compute(tidy(*ENTRIES, *REPORTS)).organizations
    nothing = dict.fromkeys(("fact", "numerator", "denominator", "deviation"), float("nan"))
    hidden = rows[(rows["organization"] == "C") & (rows["measure"] == "share")].assign(flag="hidden", **nothing)
    assert {(cell.figure, cell.state) for cell in make_cells(compute(tidy(*ENTRIES)), hidden)} == {("", "hidden")}


def test_who_does_not_exist_in_the_year_has_no_row(compute):
    closed = organization("D", 100, active_to="2020-08-31")
    assert list_organizations(compute(tidy(*ENTRIES, closed))) == ("A", "B", "C")
    assert list_organizations(compute(tidy(*ENTRIES, closed), year=2020)) == ("A", "B", "C", "D")


def test_together_is_worked_out_of_counts_and_not_of_figures(compute):
    values = tidy(*ENTRIES, *REPORTS, people("B", 2021, **{"in": 300, "all": 400, "harm": 7}))
    compared = {row.measure.label: row for row in compare_organizations(compute(values), ("B", "A"))}
    share = compared["П1"]
    # 300 of 400 and 420 of 600: together 720 of 1 000, where the mean of 75 and 70 would be 72,5.
    assert [cell.figure for cell in share.cells] == ["75", "70"]
    assert share.together.replace("\u00a0", " ") == "72 %"
    assert compared["П4"].together.replace("\u00a0", " ") == "7 чел."


def test_of_many_organizations_those_shown_alone_are_worked_out_to_the_same_figures(compute, monkeypatch):
    values = tidy(*ENTRIES, *REPORTS)
    matrix, card = make_matrix(compute(values), ("C", "A")), make_card(compute(values), "A")
    monkeypatch.setattr(organization_matrix, "_FEW", 2)
    assert make_matrix(compute(values), ("C", "A")) == matrix
    assert make_card(compute(values), "A") == card


def test_the_years_of_those_compared_stand_in_their_order(compute):
    values = tidy(*ENTRIES, *REPORTS, people("B", 2020, **{"in": 300, "all": 400}))
    rows = years_of_measure(compute(values), "share", ("B", "A"))
    assert rows["organization"].tolist() == ["B"] * 3 + ["A"] * 3
    assert rows["fact"].tolist()[1] == 75.0 and rows["fact"].tolist()[5] == 70.0


def test_the_sentence_names_who_is_silent_and_who_falls_short(compute):
    figures = compute(tidy(*ENTRIES, *REPORTS))
    names = {"A": "Первая", "B": "Вторая", "C": "Клуб"}
    # The first school has 70 % beside 75 % and 50 beside 181; each of the three gave less than it is asked for, the
    # second school nothing of five measures, the first two of its five, the club one of three.
    assert say_matrix(make_matrix(figures, ("A", "B", "C")), names) == (
        "не всё сдали 3 из 3 (Вторая, Первая, Клуб); ниже ориентира — Первая (2)."
    )
    assert say_matrix(make_matrix(figures, ("C",)), names) == "не всё сдали 1 из 1 (Клуб)."
    before = compute(tidy(*ENTRIES), as_of=date(2021, 12, 31))
    assert say_matrix(make_matrix(before, ("A",)), names) == "отчёты, срок которых прошёл, сданы."
