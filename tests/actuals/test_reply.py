"""The answer to a file as a workbook: what is wrong is coloured and said in it, and mended in it the file is sent."""

from __future__ import annotations

import io
import zipfile

import openpyxl
import pandas as pd
import pytest
from openpyxl.styles import Font

from tests.actuals.conftest import HEADINGS, given, places, saved, workbook
from uspekh.actuals.reading import cells_of_file
from uspekh.actuals.writing.reply import COLOURS, name_of_reply, write_reply

P = "Показатели"
BAD = [
    ["Отчёт за 2021 год"],
    HEADINGS,
    ["Ш1", 2021, "год", "много", 100, 3],
    ["СОШ № 77", 2021, "год", 5, None, 7],
    ["К", 2021, "год", 6, None, 0.5],
]
ITEMS = [["№", "Год", "Дата исполнения"], ["1", 2021, pd.Timestamp("2021-12-30").to_pydatetime()]]


@pytest.fixture
def answer(read, plan, directory):
    """The reading of a file and the workbook that answers it, as bytes and opened."""

    def answered(content: bytes, name: str = "отчёт.xlsx"):
        reading = read(content, name)
        reply = write_reply(reading, cells_of_file(content, name, plan, directory, directory.iloc[:0]))
        return reading, reply, openpyxl.load_workbook(io.BytesIO(reply))

    return answered


def test_cells_at_fault_are_coloured_and_say_what_is_wrong(answer):
    reading, _, book = answer(workbook({P: BAD, "Мероприятия": ITEMS}))
    assert book.sheetnames == ["Замечания", P, "Мероприятия"]
    sheet = book[P]
    assert {cell for _, _, cell in places(reading, "error")} == {"D3", "A4", "F5"}
    for problem in reading.problems:
        cell = sheet[problem.cell]
        assert cell.fill.fgColor.rgb[2:] == COLOURS["error"][1:]
        assert problem.message in cell.comment.text and cell.comment.author == "Успех"
    assert (sheet["D4"].comment, sheet["D4"].fill.fill_type) == (None, None)


def test_the_first_sheet_lists_them_with_links(answer):
    reading, _, book = answer(workbook({P: BAD}))
    rows = list(book["Замечания"].iter_rows(min_row=5, max_col=4))
    assert [(row[1].value, row[2].value) for row in rows] == [(P, problem.cell) for problem in reading.problems]
    assert rows[0][2].hyperlink.location == f"'{P}'!{rows[0][2].value}"
    assert "не принят: 3 ошибки" in book["Замечания"]["A1"].value


def test_it_is_read_like_the_file_itself(answer, read):
    reading, reply, _ = answer(workbook({P: BAD, "Мероприятия": ITEMS}))
    assert read(reply).problems == reading.problems


def test_mended_and_sent_it_is_accepted(answer, read):
    _, _, book = answer(workbook({P: BAD, "Мероприятия": ITEMS}))
    for cell, value in (("D3", 10), ("A4", "СОШ № 2"), ("F5", 5)):
        book[P][cell].value = value
    again = read(saved(book))
    assert again.accepted, again.problems
    values = given(again)
    assert (values["Ш1", 2021, 12, "p1_engaged"], values["К", 2021, 12, "p2_covered"]) == (10, 5)
    assert values["1", 2021, 0, "done"] == "2021-12-30"


def test_an_accepted_file_can_be_had_too(answer):
    reading, _, book = answer(workbook({P: [HEADINGS, ["Ш1", 2021, "год", 10, None, 3]]}))
    assert reading.accepted and places(reading) == [("share.half", P, "D2")]
    assert "принят" in book["Замечания"]["A1"].value and book[P]["D2"].comment is not None


def test_merged_and_hidden_stay_so_and_footnotes_are_gone(answer, read):
    rows = [HEADINGS, ["Ш1", 2021, "год", "?", 100, 3], ["К", None, None, 5, None, 7]]
    book = openpyxl.load_workbook(io.BytesIO(workbook({P: rows, "Черновик": [["слова", 1]]})))
    book[P].merge_cells("B2:B3")
    book[P].merge_cells("C2:C3")
    book[P]["F2"].number_format = '0" чел."'
    book["Черновик"].sheet_state = "hidden"
    _, reply, again = answer(saved(book))
    assert sorted(map(str, again[P].merged_cells.ranges)) == ["B2:B3", "C2:C3"]
    assert again["Черновик"].sheet_state == "hidden" and again[P]["F2"].value == 3
    assert places(read(reply), "error") == [("number.text", P, "D2")]


def test_a_text_file_comes_back_as_a_workbook(answer, read):
    text = "\n".join(";".join(map(str, row)) for row in BAD[1:]).replace("None", "")
    reading, reply, book = answer(text.encode(), "отчёт.csv")
    assert book.sheetnames == ["Замечания", P]
    assert places(read(reply), "error") == places(reading, "error")


CHILDREN = [
    ["Ученик", "Дата рождения", "СНИЛС", "Телефон", "Кружок"],
    ["Петрова Мария Ивановна", "12.05.2012", 11223344595, 89021234567, "Робототехника"],
    ["Сидоров Пётр Ильич", "03.02.2013", 15376534300, 89027654321, "Шахматы"],
    ["Белова Анна Сергеевна", "30.11.2011", 12345678964, 89025556677, "Робототехника"],
]
SECRETS = ["Петров", "Мари", "Сидоров", "Белов", "05.2012", "11223344595", "89021234567", "15376534300", "2011"]


def words_of(reply: bytes) -> str:
    with zipfile.ZipFile(io.BytesIO(reply)) as archive:
        return "\n".join(archive.read(name).decode("utf-8", "replace") for name in archive.namelist())


@pytest.mark.parametrize("sheet", [P, "Список Петровой Марии"])
def test_what_is_personal_is_never_repeated(answer, sheet):
    beside = {"Результаты": [[*HEADINGS[:3], "Р1 Разные дети, чел."], ["Ш1", 2021, "год", 2]]}
    reading, reply, book = answer(workbook({sheet: CHILDREN, **beside}))
    assert {code.partition(".")[0] for code, _, _ in places(reading, "error")} == {"personal"}
    words = words_of(reply)
    assert [secret for secret in SECRETS if secret in words] == []
    # What the form says itself is given back: the rest of the file need not be typed again.
    assert [cell.value for cell in book["Результаты"][2]] == ["Ш1", 2021, "год", 2]


def test_a_name_among_figures_is_not_repeated(answer):
    rows = [
        ["Ш1", 2021, "год", 10, 100, 3, "Иванов Пётр Сергеевич 05.06.2013 г.р."],
        ["К", 2021, "год", 5, None, 4, "-"],
    ]
    reading, reply, book = answer(workbook({P: [[*HEADINGS, "Комментарий"], *rows]}))
    assert not reading.accepted and "Иванов" not in words_of(reply) and "2013" not in words_of(reply)
    assert (book[P]["A2"].value, book[P]["D2"].value, book[P]["G3"].value) == ("Ш1", 10, "-")


def test_a_file_named_after_a_child_is_not_named(answer):
    _, reply, _ = answer(workbook({P: BAD}), "Петрова Мария Ивановна.xlsx")
    assert "Петрова" not in words_of(reply)


def test_a_file_that_cannot_be_opened_gets_the_list_alone(answer):
    _, _, book = answer(workbook({P: BAD})[:2000])
    assert book.sheetnames == ["Замечания"] and book["Замечания"]["A5"].value == "ошибка"


def test_a_formula_never_comes_of_words(answer):
    _, _, book = answer(workbook({P: [*BAD, ["'=1+1", 2021, "год", 1, None, 1]]}))
    assert book[P]["A6"].data_type == "s"


def test_struck_numbers_are_shown_where_they_stood(answer):
    book = openpyxl.load_workbook(io.BytesIO(workbook({P: [HEADINGS, ["Ш1", 2021, "год", 10, 100, 3]]})))
    book[P]["D2"].font = Font(strike=True)
    _, _, again = answer(saved(book))
    assert again[P]["D2"].value == 10 and "зачёркнуто" in again[P]["D2"].comment.text


def test_its_name_says_what_it_is():
    assert name_of_reply("отчёт.xls") == "Замечания к отчёт.xlsx"


def test_a_list_of_given_names_alone_is_not_repeated(answer):
    rows = [["Ребёнок", "Возраст"], ["Мария", 7], ["Пётр", 8], ["Анна", 9], ["Семён", 7]]
    reading, reply, _ = answer(workbook({"Кружок": rows}))
    assert not reading.accepted
    assert [name for name in ("Мария", "Пётр", "Анна", "Семён") if name in words_of(reply)] == []
