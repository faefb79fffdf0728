"""Organization, year and period written once for several rows: read where there is one reading, named where two."""

from __future__ import annotations

import pytest

from tests.actuals.conftest import HEADINGS, reported, workbook

P = "Показатели"


def read_rows(read_here, *rows, headings=HEADINGS):
    return read_here(workbook({P: [headings, *rows]}))


def codes_and_cells(answer):
    return [(problem.code, problem.cell) for problem in answer.problems]


def keys(answer):
    return sorted({key[:3] for key in reported(answer)})


def test_blanks_of_a_pivot_repeat_the_cell_above(read_here):
    answer = read_rows(
        read_here,
        ["Ш1", 2021, "I квартал", 3, 100, 1],
        [None, None, "I полугодие", 5, 100, 2],
        [None, 2022, "I квартал", 4, 100, 1],
        ["К", 2021, "год", 6, None, 2],
        [None, 2022, "год", 7, None, 2],
    )
    assert keys(answer) == [("К", 2021, 12), ("К", 2022, 12), ("Ш1", 2021, 3), ("Ш1", 2021, 6), ("Ш1", 2022, 3)]
    assert codes_and_cells(answer) == [("key.from_above", "A3"), ("key.from_above", "A6"), ("key.from_above", "B3")]
    assert "A3–A4" in answer.problems[0].message and "«Ш1»" in answer.problems[0].message


def test_a_year_written_once_is_of_the_whole_table(read_here):
    rows = [["Ш1", 2021, "год", 3, 100, 1], ["К", None, "год", 5, None, 2], ["Ш2", None, "год", 5, 200, 2]]
    answer = read_rows(read_here, *rows)
    assert keys(answer) == [("К", 2021, 12), ("Ш1", 2021, 12), ("Ш2", 2021, 12)]
    assert codes_and_cells(answer) == [("key.from_above", "B3")]


@pytest.mark.parametrize(
    ("rows", "cells"),
    [
        # The same school, year and period twice: the second row is another school's.
        ([["Ш1", 2021, "год", 3, 100, 1], [None, 2021, "год", 5, 100, 2]], {("subject.missing", "A3")}),
        # Years stand in every row but one, and the schools change: nothing says which year it is.
        (
            [["Ш1", 2021, "год", 3, 100, 1], ["Ш1", 2022, "год", 3, 100, 1], ["К", None, "год", 5, None, 2]],
            {("year.missing", "B4")},
        ),
        # Nothing stands above.
        ([[None, 2021, "год", 3, 100, 1], ["К", 2021, "год", 5, None, 2]], {("subject.missing", "A2")}),
        # A total, or an empty row, ends what was written once.
        (
            [["Ш1", 2021, "I квартал", 3, 100, 1], ["Итого", None, None, 3, 100, 1], [None, 2021, "год", 5, None, 2]],
            {("subject.missing", "A4"), ("row.total", "A3")},
        ),
        ([["Ш1", 2021, "I квартал", 3, 100, 1], [], [None, 2021, "год", 5, None, 2]], {("subject.missing", "A4")}),
    ],
)
def test_blanks_that_repeat_nothing_are_errors(read_here, rows, cells):
    assert set(codes_and_cells(read_rows(read_here, *rows))) == cells


def test_a_blank_period_under_a_written_one_is_read_two_ways(read_here):
    rows = [["Ш1", 2021, "I квартал", 3, 100, 1], ["К", 2021, None, 5, None, 2], ["Ш2", 2021, None, 5, 200, 2]]
    answer = read_rows(read_here, *rows)
    assert codes_and_cells(answer) == [("key.two_ways", "C3"), ("key.two_ways", "C4")]
    assert all(each in answer.problems[0].message for each in ("«год»", "«I квартал»", "C2"))


@pytest.mark.parametrize(
    "rows",
    [
        # Were it the first quarter once more, the school would report it twice.
        [["Ш1", 2021, "I квартал", 3, 100, 1], ["Ш1", 2021, None, 5, 100, 2]],
        # Periods stand in the other rows: a blank is the year, as the form says.
        [["Ш1", 2021, "I квартал", 3, 100, 1], ["К", 2021, "9 месяцев", 5, None, 2], ["Ш2", 2021, None, 5, 200, 2]],
        [["Ш1", 2021, None, 3, 100, 1], ["К", 2021, None, 5, None, 2]],
        [["Ш1", 2021, "год", 3, 100, 1], ["К", 2021, None, 5, None, 2]],
    ],
)
def test_a_blank_period_with_one_reading_is_the_year(read_here, rows):
    answer = read_rows(read_here, *rows)
    assert answer.problems == [] and keys(answer)[-1][2] == 12


def test_a_period_written_once_for_a_group_of_schools(read_here):
    headings = [HEADINGS[2], *HEADINGS[:2], *HEADINGS[3:]]
    rows = [["I квартал", "Ш1", 2021, 3, 100, 1], [None, "К", 2021, 5, None, 2],
            ["I полугодие", "Ш1", 2021, 4, 100, 1], [None, "К", 2021, 6, None, 2]]  # fmt: skip
    # The year would have the club twice: only the periods above are left.
    answer = read_rows(read_here, *rows, headings=headings)
    assert keys(answer) == [("К", 2021, 3), ("К", 2021, 6), ("Ш1", 2021, 3), ("Ш1", 2021, 6)]


def test_rows_prefilled_by_the_form_are_not_asked(read_here):
    answer = read_rows(read_here, ["Ш1", 2021, "год", 3, 100, 1], [None, 2021, None], ["К", None, None])
    assert answer.problems == []
