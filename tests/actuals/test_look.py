"""What the eye sees of a workbook is what is read: footnotes, struck text, formats, merged and hidden cells."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import openpyxl
import pytest
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.styles import Font
from openpyxl.worksheet.worksheet import Worksheet

from tests.actuals.conftest import HEADINGS, reported, saved
from uspekh.actuals.content import FileContent
from uspekh.actuals.opening.limits import Limits

P = "Показатели"
RAISED, STRUCK = InlineFont(vertAlign="superscript"), InlineFont(strike=True)
ROW = ["Ш1", 2021, "год", 10, 100, 7]


def book(change: Callable[[Worksheet], object], *rows: Sequence[object]) -> bytes:
    """«Показатели» with the rows (one good row unless given) after a change of the sheet."""
    made = openpyxl.Workbook()
    sheet = made.active
    sheet.title = P
    for row in (HEADINGS, *(rows or [ROW])):
        sheet.append(list(row))
    change(sheet)
    return saved(made)


def put(cell: str, value: object, **look: object) -> Callable[[Worksheet], None]:
    """A change that writes a cell and sets its look."""

    def change(sheet: Worksheet) -> None:
        sheet[cell].value = value
        for name, each in look.items():
            setattr(sheet[cell], name, each)

    return change


def codes_and_cells(answer: FileContent) -> list[tuple[str, str | None]]:
    """Code and cell of all that is said."""
    return [(problem.code, problem.cell) for problem in answer.problems]


def test_a_plain_file_gets_no_remark(read_here):
    answer = read_here(book(lambda sheet: None))
    assert answer.problems == []
    assert reported(answer)["Ш1", 2021, 12, "p2_covered"] == 7


@pytest.mark.parametrize(
    ("text", "value", "words"),
    [
        (CellRichText("48", TextBlock(RAISED, "3")), 48, "«3»"),
        (CellRichText(TextBlock(RAISED, "1 "), "1 048"), 1048, "«1»"),
        (CellRichText("48", TextBlock(InlineFont(vertAlign="subscript"), "2)")), 48, "«2)»"),
        (CellRichText(TextBlock(STRUCK, "48"), " 52"), 52, "зачёркнутое «48»"),
        (
            CellRichText("52, ", TextBlock(STRUCK, "48"), TextBlock(RAISED, "*")),
            52,
            "зачёркнутое «48», надстрочное «*»",
        ),
    ],
)
def test_struck_and_raised_parts_of_a_number_are_left_out_with_a_warning(read_here, text, value, words):
    answer = read_here(book(put("F2", text)))
    assert codes_and_cells(answer) == [("look.left_out", "F2")]
    assert words in answer.problems[0].message
    assert reported(answer)["Ш1", 2021, 12, "p2_covered"] == value


def test_parts_of_a_key_and_of_a_heading_are_left_out_too(read_here):
    def change(sheet: Worksheet) -> None:
        sheet["A2"].value = CellRichText("СОШ № 1", TextBlock(RAISED, "2"))
        sheet["F1"].value = CellRichText(HEADINGS[5], TextBlock(RAISED, "4"))

    answer = read_here(book(change))
    assert codes_and_cells(answer) == [("look.left_out", "A2")]
    assert reported(answer)["Ш1", 2021, 12, "p2_covered"] == 7


def test_words_that_are_stored_are_kept_whole(read_here):
    text = CellRichText("спортзал 200 м", TextBlock(RAISED, "2"))

    def change(sheet: Worksheet) -> None:
        sheet["G1"].value, sheet["G2"].value = "Комментарий", text

    answer = read_here(book(change))
    assert answer.problems == []
    assert reported(answer)["Ш1", 2021, 12, "comment"] == "спортзал 200 м2"


@pytest.mark.parametrize(
    ("change", "code"),
    [
        (put("D2", 10, font=Font(strike=True)), "look.struck"),
        (put("D2", "10", font=Font(strike=True)), "look.struck"),
        (put("A2", "Ш1", font=Font(strike=True)), "look.struck"),
        (put("D2", CellRichText(TextBlock(STRUCK, "10"))), "look.struck"),
        (put("D2", 10, font=Font(vertAlign="superscript")), "look.raised"),
        (put("D2", 1, number_format="0%"), "number.percent"),
        (put("D2", 10, number_format='#,##0" тыс. чел."'), "number.scale"),
        (put("D2", 10, number_format='0"0"'), "look.format"),
        (put("D2", 10_000, number_format="0,"), "look.format"),
        (put("D2", 0, number_format="#"), "look.unseen"),
        (put("D2", 10, number_format=";;;"), "look.unseen"),
    ],
)
def test_what_looks_otherwise_is_said_at_its_cell(read_here, change, code):
    answer = read_here(book(change))
    cell = "A2" if "A2" in {problem.cell for problem in answer.problems} else "D2"
    assert codes_and_cells(answer) == [(code, cell)]


def test_a_key_reads_as_its_format_shows_it(read_here):
    def change(sheet: Worksheet) -> None:
        put("A2", 1, number_format='"Ш"0')(sheet)
        put("C2", 3, number_format='0" месяца"')(sheet)
        put("D2", 10, number_format='0" чел."')(sheet)

    assert reported(read_here(book(change)))["Ш1", 2021, 3, "p1_engaged"] == 10


def test_looks_of_cells_that_are_not_read_are_nobodys_matter(read_here):
    def change(sheet: Worksheet) -> None:
        put("H2", 1, number_format="0%")(sheet)
        put("A4", "Доля школ: 5", font=Font(strike=True))(sheet)

    assert {code for code, _ in codes_and_cells(read_here(book(change)))} == {"column.ignored", "row.ignored"}


SCHOOLS = [["Ш1", 2021, "I полугодие", 10, 100, 7], ["Ш2", None, None, 20, 200, 8], ["К", None, None, 5, None, 9]]


def test_a_merged_key_counts_for_every_row_under_it(read_here):
    def change(sheet: Worksheet) -> None:
        sheet.merge_cells("B2:B4")
        sheet.merge_cells("C2:C4")

    answer = read_here(book(change, *SCHOOLS))
    assert answer.problems == []
    assert {key[:3] for key in reported(answer)} == {("Ш1", 2021, 6), ("Ш2", 2021, 6), ("К", 2021, 6)}


def test_an_organization_and_year_merged_over_two_columns_and_rows(read_here):
    rows = [["Ш1", 2021, "I квартал", 10, 100, 7], [None, None, "год", 20, 100, 8]]

    def change(sheet: Worksheet) -> None:
        sheet.merge_cells("A2:A3")
        sheet.merge_cells("B2:B3")

    answer = read_here(book(change, *rows))
    assert answer.problems == []
    assert {key[:3] for key in reported(answer)} == {("Ш1", 2021, 3), ("Ш1", 2021, 12)}


def test_a_merged_number_counts_once_and_is_warned_about(read_here):
    rows = [ROW, ["К", 2021, "год", 5, None, None]]
    answer = read_here(book(lambda sheet: sheet.merge_cells("F2:F3"), *rows))
    assert codes_and_cells(answer) == [("merge.number", "F2")] and "F2:F3" in answer.problems[0].message
    assert ("К", 2021, 12, "p2_covered") not in reported(answer)
    beside = read_here(book(lambda sheet: sheet.merge_cells("D2:E2")))
    assert codes_and_cells(beside) == [("merge.number", "D2")]


def test_a_row_that_is_two_rows_high_is_no_merged_number(read_here):
    rows = [ROW, [None] * 6, ["К", 2021, "год", 5, None, 9]]

    def change(sheet: Worksheet) -> None:
        for letter in "ABCDEF":
            sheet.merge_cells(f"{letter}2:{letter}3")

    answer = read_here(book(change, *rows))
    assert answer.problems == [] and len(reported(answer)) == 5


def _hide_under_merge(cells: str, hidden: str, value: object) -> Callable[[Worksheet], None]:
    """Excel clears what it merges; other programs keep it, and so does a format that is painted over."""

    def change(sheet: Worksheet) -> None:
        sheet.merge_cells(cells)
        row, column = sheet[hidden].row, sheet[hidden].column
        del sheet._cells[row, column]
        sheet.cell(row, column, value)

    return change


def test_a_value_hidden_under_a_merge_is_an_error(read_here):
    rows = [ROW, ["К", 2021, "год", 5, None, None]]
    answer = read_here(book(_hide_under_merge("F2:F3", "F3", 44), *rows))
    assert ("merge.hidden", "F3") in codes_and_cells(answer)
    other = read_here(book(_hide_under_merge("A2:A3", "A3", "К"), *rows))
    assert codes_and_cells(other)[0] == ("merge.hidden", "A3")
    same = read_here(book(_hide_under_merge("B2:B3", "B3", 2021), *rows))
    assert same.problems == []


def test_hidden_rows_and_columns_are_said(read_here):
    def change(sheet: Worksheet) -> None:
        sheet.row_dimensions[3].hidden = sheet.row_dimensions[4].hidden = True
        sheet.column_dimensions["E"].hidden = True

    rows = [[*row[:1], 2021, "год", *row[3:]] for row in SCHOOLS]
    answer = read_here(book(change, *rows))
    assert [(p.severity, p.code, p.cell) for p in answer.problems] == [
        ("info", "row.hidden", "A3"), ("info", "column.hidden", "E2"),
    ]  # fmt: skip
    assert "3–4" in answer.problems[0].message and len(reported(answer)) == 8


def test_beyond_the_limit_values_are_read_and_blanks_are_not_guessed(plan, directory, read):
    content = book(lambda sheet: sheet.merge_cells("C2:C4"), *[[*row[:1], 2021, *row[2:]] for row in SCHOOLS])
    assert read(content).accepted
    reading = read(content, limits=Limits(looked_at=10))
    assert [(p.severity, p.code, p.cell) for p in reading.problems] == [
        ("error", "period.missing", "C3"), ("error", "period.missing", "C4"), ("warning", "look.unchecked", None),
    ]  # fmt: skip


def test_a_merge_over_the_whole_sheet_takes_no_time(read_here):
    answer = read_here(book(lambda sheet: sheet.merged_cells.add("H1:XFD1048576")))
    assert codes_and_cells(answer) == [("look.unchecked", None)]


def test_a_cell_far_away_takes_no_time(read_here):
    answer = read_here(book(put("ZZ40000", None, font=Font(bold=True))))
    assert answer.problems == []
