"""Sheet «Планы»: plans that somebody sets for single organizations."""

from __future__ import annotations

import io

import openpyxl
import pandas as pd
import pytest

from tests.actuals.conftest import places
from uspekh.actuals.cells import Unreadable
from uspekh.actuals.parsing.numbers import CLEARED, parse_plan
from uspekh.actuals.writing.rebuilding import rebuild_workbook
from uspekh.actuals.writing.template import write_template

HEADINGS = ["Организация", "Год", "Показатель", "План", "Комментарий"]


def sheet(*rows):
    return {"Планы": [HEADINGS, *rows]}


def plans(reading):
    rows = reading.values[reading.values["field"] == "plan"]
    return {(row.subject, row.part, row.year): int(row.number) for row in rows.itertuples()}


def errors(reading):
    return [(problem.code, problem.cell) for problem in reading.problems if problem.severity == "error"]


def test_a_plan_is_read_in_the_unit_of_its_measure(read):
    reading = read(sheet(["СОШ № 1", 2021, "1", "73,5", "решение совета"], ["Ш1", "2022", "П2", 260, None],
                         ["Ш1", 2022, "Р1.5", "0,2", None]))  # fmt: skip
    assert reading.problems == ()
    assert plans(reading) == {("Ш1", "П1", 2021): 73_500, ("Ш1", "П2", 2022): 260_000, ("Ш1", "Р1.5", 2022): 200}
    rows = reading.values.set_index(["part", "field"])
    assert rows.loc[("П1", "comment"), "text"] == "решение совета"
    assert set(reading.values["kind"]) == {"plan"} and set(reading.values["months"]) == {0}


@pytest.mark.parametrize(
    ("cell", "thousandths"), [("80 %", 80_000), ("80%", 80_000), (80.25, 80_250), (0.0, 0), ("1 350 чел.", 1_350_000)]
)
def test_a_plan_is_kept_in_thousandths(cell, thousandths):
    assert parse_plan(cell) == thousandths


@pytest.mark.parametrize("cell", [None, "", "–", "нет данных"])
def test_no_plan_is_not_a_plan_of_zero(cell):
    assert parse_plan(cell) is None


@pytest.mark.parametrize("cell", ["нет плана", "Плана  нет", "снять план"])
def test_a_plan_is_taken_back_by_words(cell):
    assert parse_plan(cell) == CLEARED


def test_words_that_take_a_plan_back_stand_among_numbers(read, plan):
    rows = ["Ш1", 2021, "1", 80, None], ["Ш1", 2022, "1", "Нет плана", None], ["Ш1", 2021, "2", 90, None]
    reading = read(sheet(*rows))
    assert reading.problems == ()
    rows = reading.values[["number", "text"]].astype(object).where(reading.values[["number", "text"]].notna(), None)
    assert rows.values.tolist() == [[80_000, None], [None, CLEARED], [90_000, None]]
    pd.testing.assert_frame_equal(read(rebuild_workbook(reading.values, plan)).values, reading.values)


@pytest.mark.parametrize("cell", ["73,5025", "200 тыс.", "по факту", -5.0])
def test_what_is_no_plan_is_refused(cell):
    with pytest.raises(Unreadable):
        parse_plan(cell)


@pytest.mark.parametrize("number", ["2", "П2", "п 2", 2.0, "1.3", "Р1.3", "P1.3", "р1,3."])
def test_a_measure_is_known_by_its_number_with_and_without_its_letter(read, number):
    # Р1.3 is the same figure as П2: a plan of either is of both, kept under the first.
    assert plans(read(sheet(["Ш1", 2022, number, 90, None]))) == {("Ш1", "П2", 2022): 90_000}


def test_an_unknown_measure_is_named_with_those_there_are(read):
    reading = read(sheet(["Ш1", 2022, "7", 90, None]))
    assert errors(reading) == [("measure.unknown", "C2")]
    assert "П1, П2, Р1.3, Р1.5" in reading.problems[0].message


def test_a_plan_needs_its_measure_year_and_organization(read):
    reading = read(sheet([None, 2022, "1", 80, None], ["Ш1", 2022, None, 90, None], ["Ш2", None, "1", 80, None]))
    assert set(errors(reading)) == {("subject.missing", "A2"), ("measure.missing", "C3"), ("year.missing", "B4")}


def test_a_plan_of_the_municipality_is_refused(read):
    assert errors(read(sheet(["МО", 2022, "1", 80, None]))) == [("plan.municipality", "D2")]


def test_a_count_above_the_citys_names_both_readings(read):
    # The city plans 0,6 thousand: 200 in thousands cannot be, 200 people are 0,2.
    reading = read(sheet(["Ш1", 2022, "1.5", 200, None], ["Ш1", 2021, "2", 501, None], ["Ш2", 2021, "2", 500, None]))
    assert errors(reading) == [("plan.over_city", "D2"), ("plan.over_city", "D3")]
    assert "200 тыс. чел. или 0,2" in reading.problems[0].message.replace("\u00a0", " ")
    assert "500 чел." in reading.problems[1].message.replace("\u00a0", " ")


def test_a_share_below_one_reads_two_ways_and_above_a_hundred_none(read):
    reading = read(sheet(["Ш1", 2021, "1", 0.8, None], ["Ш1", 2022, "1", 101, None]))
    assert errors(reading) == [("plan.share", "D2"), ("plan.share", "D3")]
    assert "0,8 % или 80 %" in reading.problems[0].message
    assert plans(read(sheet(["Ш1", 2021, "1", 0, None], ["Ш1", 2022, "1", 100, None]))) == {
        ("Ш1", "П1", 2021): 0,
        ("Ш1", "П1", 2022): 100_000,
    }


def test_a_share_is_planned_only_where_a_denominator_is_given(read):
    # The club has no contingent, so it gives no total of children; a count it may be given.
    reading = read(sheet(["К", 2022, "1", 80, None], ["К", 2022, "2", 30, None]))
    assert errors(reading) == [("plan.denominator", "D2")]


def test_people_are_whole(read):
    reading = read(sheet(["Ш1", 2022, "2", 90.5, None], ["Ш2", 2021, "1.5", "0,0125", None]))
    assert ("plan.fraction", "D2") in errors(reading)
    assert ("number.precision", "D3") in errors(reading)
    assert errors(read(sheet(["Ш1", 2022, "1.5", "0,012", None]))) == []


def test_two_plans_of_one_figure_must_be_one(read):
    reading = read(sheet(["Ш1", 2022, "2", 90, None], ["Ш1", 2022, "Р1.3", 95, None]))
    assert errors(reading) == [("key.duplicate", "D3")]
    assert "D2" in reading.problems[0].message and "П2 и Р1.3 — один показатель" in reading.problems[0].message
    same = read(sheet(["Ш1", 2022, "2", 90, None], ["Ш1", 2022, "Р1.3", 90, "то же"]))
    assert same.problems == ()
    assert plans(same) == {("Ш1", "П2", 2022): 90_000}
    assert list(same.values["cell"]) == ["D2", "E3"]


def test_one_number_twice_is_an_error_whatever_it_says(read):
    assert errors(read(sheet(["Ш1", 2022, "2", 90, None], ["Ш1", 2022, "2", 90, None]))) == [("key.duplicate", "D3")]


def test_a_plan_of_a_year_without_the_organization_is_kept_and_warned_about(read):
    reading = read(sheet(["Ш2", 2022, "1", 80, None]))
    assert places(reading) == [("organization.inactive", "Планы", "D2")]
    assert plans(reading) == {("Ш2", "П1", 2022): 80_000}


def test_what_is_kept_of_the_file_reads_as_the_same_plans(read, plan):
    reading = read(sheet(["СОШ № 1", 2022, "1.3", 90, "протокол № 3"], ["Ш1", 2021, "1", 73.125, None]))
    assert reading.problems == ()
    again = read(rebuild_workbook(reading.values, plan))
    assert again.problems == ()
    pd.testing.assert_frame_equal(again.values, reading.values)


def test_the_form_with_guides_reads_back_as_plans(read, plan, directory):
    guides = pd.DataFrame(
        [("p1", "Ш1", 2021, 70 / 3), ("p2", "Ш1", 2022, 260.0), ("r1_3", "Ш1", 2022, 260.0), ("r1_5", "Ш1", 2022, 0.2),
         ("p2", "Ш2", 2021, 340.0), ("p1", "К", 2022, float("nan"))],
        columns=["measure", "organization", "year", "plan"],
    )  # fmt: skip
    reading = read(write_template(plan, directory, plans=guides))
    assert errors(reading) == []
    # 70/3 is 23,333…; one figure is one row, whatever its numbers; where there is no guide there is no row.
    assert plans(reading) == {("Ш1", "П1", 2021): 23_333, ("Ш1", "П2", 2022): 260_000, ("Ш1", "Р1.5", 2022): 200,
                              ("Ш2", "П2", 2021): 340_000}  # fmt: skip
    of_one = read(write_template(plan, directory, [2022], "Ш1", guides))
    assert plans(of_one) == {("Ш1", "П2", 2022): 260_000, ("Ш1", "Р1.5", 2022): 200}


def test_a_form_without_guides_has_no_sheet_of_plans(plan, directory):
    assert "Планы" not in openpyxl.load_workbook(io.BytesIO(write_template(plan, directory))).sheetnames
