"""Tables that people made: headings in other words and rows, totals, signatures, titles, copied sheets."""

from __future__ import annotations

import io

import openpyxl
import pytest

from tests.actuals.conftest import HEADINGS, given, places, saved, workbook
from uspekh.actuals.reading import read_workbook

ROW = ["СОШ № 1", 2021, "год", 90, 100, 7]
KEYS, P1, TOTAL, P2 = HEADINGS[:3], HEADINGS[3], HEADINGS[4], HEADINGS[5]
P = "Показатели"
WHOLE = {("Ш1", 2021, 12, "p1_engaged"): 90, ("Ш1", 2021, 12, "p1_total"): 100, ("Ш1", 2021, 12, "p2_covered"): 7}


@pytest.mark.parametrize(
    ("headings", "remarks"),
    [
        ([*HEADINGS[:5], "П2. ОХВАЧЕНО (человек)"], [("info", "column.respelled", "F1")]),
        ([*HEADINGS[:5], "П2 Охвачено"], [("info", "column.respelled", "F1")]),
        (
            ["Учреждение", "Год отчёта", "За период", *HEADINGS[3:]],
            [("warning", "column.reworded", c) for c in ("A1", "B1", "C1")],
        ),
        (["Oргaнизация", *HEADINGS[1:]], [("info", "column.respelled", "A1")]),
        ([*HEADINGS[:5], "П2 Охваченно, чел."], [("warning", "column.reworded", "F1")]),
        (["Организцаия", *HEADINGS[1:]], [("warning", "column.reworded", "A1")]),
    ],
    ids=[
        "signs and unit",
        "no unit",
        "other words for keys",
        "latin letters",
        "a typing error",
        "a typing error in a key",
    ],
)
def test_a_heading_that_means_ours_is_read_and_said(read, headings, remarks):
    reading = read({P: [headings, ROW]})
    assert given(reading) == WHOLE
    assert [(problem.severity, problem.code, problem.cell) for problem in reading.problems] == remarks


def test_a_heading_close_to_ours_is_named_over_numbers_only(read):
    reading = read({P: [[*KEYS, P1, TOTAL, "Педагоги, чел."], ROW]})
    assert ("column.near", P, "F1") not in places(reading)
    reading = read({P: [[*KEYS, P1, TOTAL, "Охвачено детей, чел."], ROW]})
    assert places(reading, "warning") == [("column.near", P, "F1")]
    reading = read({P: [[*KEYS, P1, TOTAL, "Охвачено детей, чел."], [*ROW[:5], "см. приказ"]]})
    assert places(reading, "warning") == []


def test_thousands_and_per_cent_are_not_read_as_people(read):
    for heading in ("П2 Охвачено, тыс. чел.", "П2 Охвачено, %"):
        reading = read({P: [[*KEYS, P1, TOTAL, heading], ROW]})
        assert places(reading, "error") == [("column.unit", P, "F1")]
    reading = read({P: [HEADINGS, [None, None, None, "чел.", "чел.", "тыс. чел."], ROW]})
    assert places(reading, "error") == [("column.unit", P, "F2")]


def test_another_table_of_numbers_is_no_heading_close_to_ours(read):
    reading = read({P: [[*HEADINGS, "П2 Охвачено, % к плану", "Педагоги"], [*ROW, 50, 3]]})
    assert given(reading) == WHOLE and places(reading, "warning") == []


def test_keys_alone_are_refused(read):
    reading = read({P: [[*KEYS, "Ходят", "Всего", "Техника"], ROW]})
    assert ("column.none", P, "D1") in places(reading, "error")


@pytest.mark.parametrize(
    "rows",
    [
        [HEADINGS, [None, None, None, "чел.", "человек", "(чел.)"], ROW],
        [HEADINGS, [None, None, None, "чел.", "чел.", "чел."], [1, 2, 3, 4, 5, 6], ROW],
        [[*KEYS, "П1", None, "П2"], [None, None, None, "Занимаются, чел.", "Всего детей, чел.", "Охвачено, чел."], ROW],
        [
            [*KEYS, "Из паспорта", None, None],
            [None, None, None, "П1", None, "П2"],
            [None, None, None, "Занимаются, чел.", "Всего детей, чел.", "Охвачено, чел."],
            ROW,
        ],
        [["Учреждение", "Отчётный год", "Период", *HEADINGS[3:]], ["Ш1", "2021 г.", "год", "90", "100", "7"]],
    ],
    ids=["units", "units and numbers of columns", "two rows", "three rows", "a row of texts under other words"],
)
def test_rows_of_a_heading(read, rows):
    assert given(read({P: rows})) == WHOLE


@pytest.mark.parametrize(
    ("row", "code"),
    [
        (["Общий итог", None, None, 180, 200, 14], "row.total"),
        ([None, "Всего", None, 180, 200, 14], "row.total"),
        (["Ш1", "Итого", None, 180, 200, 14], "row.total"),
        ([None, None, "Итого", 180, 200, 14], "row.total"),
        (["В целом по городу", 2021, "год", 180, 200, 14], "row.total"),
        (["Среднее", None, None, 90, 100, 7], "row.total"),
        (["Заведующий", None, None, "________", None, "(подпись)"], "row.ignored"),
        ([None, "М.П.", None, None, None, "«__» ______ 2022 г."], "row.ignored"),
        (["Исполнитель", None, None, 51234, None, None], "row.ignored"),
        ([None, None, None, 0, 0, 0], "row.ignored"),
    ],
)
def test_totals_signatures_and_dragged_zeros_are_left_out_and_said(read, row, code):
    reading = read({P: [HEADINGS, ROW, row]})
    assert given(reading) == WHOLE
    assert [problem.code for problem in reading.problems] == [code]


def test_a_last_row_that_adds_up_the_others_is_a_total_without_a_name(read):
    second = ["Ш2", 2021, "год", 10, 20, 1]
    reading = read({P: [HEADINGS, ROW, second, [None, None, None, 100, 120, 8]]})
    assert ("row.total", P, "A4") in places(reading) and len(given(reading)) == 6
    reading = read({P: [HEADINGS, ROW, second, [None, None, None, 100, 120, 9]]})
    assert ("subject.missing", P, "A4") in places(reading, "error")


def test_the_word_of_a_total_may_stand_in_the_comment(read):
    headings = [*HEADINGS, "Комментарий"]
    reading = read({P: [headings, [*ROW, None], [None, None, None, 90, 100, 7, "Итого"]]})
    assert given(reading) == WHOLE and [problem.code for problem in reading.problems] == ["row.total"]


@pytest.mark.parametrize(
    ("headings", "row", "cell"),
    [
        (["Кто отчитался", *HEADINGS[1:]], ROW, "A1"),
        ([HEADINGS[0], "За какое время", *HEADINGS[2:]], ROW, "B1"),
        ([*HEADINGS[:2], "Отрезок года", *HEADINGS[3:]], [*ROW[:2], "годовой", *ROW[3:]], "C1"),
    ],
)
def test_a_key_under_a_heading_that_nobody_foresaw_is_told_by_its_cells(read, headings, row, cell):
    reading = read({P: [headings, row]})
    assert given(reading) == WHOLE and places(reading) == [("column.reworded", P, cell)]


def test_a_period_that_was_not_recognized_is_never_taken_for_the_year(read):
    reading = read({P: [[*HEADINGS[:2], "Период, мес.", *HEADINGS[3:]], [*ROW[:2], 9, *ROW[3:]]]})
    assert places(reading, "error") == [("column.missing", P, "C1")]
    reading = read({P: [[HEADINGS[0], "Учебный год", *HEADINGS[2:]], ROW]})
    assert ("column.missing", P, "A1") in places(reading, "error")


def test_a_heading_of_our_code_alone_is_named_over_numbers(read):
    reading = read({P: [[*HEADINGS[:5], "П2"], ROW]})
    assert places(reading, "warning") == [("column.near", P, "F1")]


def test_figures_without_an_organization_are_no_signature(read):
    reading = read({P: [HEADINGS, ROW, ["Директор", None, None, 5, 6, 7]]})
    assert not reading.accepted
    reading = read({P: [HEADINGS, ROW, [None, None, None, 0, 0, 3]]})
    assert ("subject.missing", P, "A3") in places(reading, "error")


def test_an_organization_whose_name_begins_like_a_total_is_read(read):
    organizations = [["Код", "Наименование"], ["ИТ", "Итог"]]
    reading = read({"Организации": organizations, P: [HEADINGS, ["Итог", *ROW[1:]]]})
    assert ("ИТ", 2021, 12, "p2_covered") in given(reading)


def test_the_period_of_a_title_stands_for_blank_ones_and_is_said(read):
    title = ["Отчёт за 9 месяцев 2021 года"]
    without = read({P: [title, [*KEYS[:2], P2], ["Ш1", 2021, 7]]})
    assert given(without) == {("Ш1", 2021, 9, "p2_covered"): 7}
    assert places(without) == [("title.period", P, "A1")]
    blank = read({P: [title, [*KEYS, P2], ["Ш1", 2021, None, 7], ["Ш2", 2021, "9 месяцев", 8]]})
    assert given(blank) == {("Ш1", 2021, 9, "p2_covered"): 7, ("Ш2", 2021, 9, "p2_covered"): 8}
    assert places(blank) == [("title.period", P, "A1")]


def test_the_year_of_a_title_or_of_the_periods_stands_for_a_column(read):
    reading = read({P: [["Сведения за 2022 год"], ["Организация", "Период", P2], ["Ш1", "год", 7]]})
    assert given(reading) == {("Ш1", 2022, 12, "p2_covered"): 7}
    assert places(reading) == [("title.year", P, "A1")]
    reading = read({P: [["Организация", "Период", P2], ["Ш1", "I квартал 2022 г.", 7]]})
    assert given(reading) == {("Ш1", 2022, 3, "p2_covered"): 7}


def test_a_title_over_a_table_without_rows_stands_for_nothing(read):
    reading = read({P: [["Отчёт за 9 месяцев 2021 года"], HEADINGS], "Показатели (2)": [HEADINGS, ROW]})
    assert not [problem for problem in reading.problems if problem.code.startswith("title.")]


def test_the_organization_of_a_sheet_to_itself(read):
    reading = read({"СОШ № 1": [["Год", "Период", P1, TOTAL], [2021, "год", 90, 100]]})
    assert given(reading) == {("Ш1", 2021, 12, "p1_engaged"): 90, ("Ш1", 2021, 12, "p1_total"): 100}
    assert places(reading, "warning") == [
        ("sheet.by_columns", "СОШ № 1", None),
        ("title.organization", "СОШ № 1", None),
    ]


def test_a_title_of_another_year_or_period_is_a_warning(read):
    reading = read({P: [["Отчёт за I квартал 2022 года"], HEADINGS, ROW]})
    assert given(reading) == WHOLE
    assert places(reading) == [("title.other_year", P, "A1"), ("title.other_period", P, "A1")]
    same = read({P: [["Отчёт за 2021 год, приказ от 01.02.2022"], HEADINGS, ROW]})
    assert places(same) == []


def test_a_title_that_can_be_read_two_ways_is_an_error(read):
    for title in ("Отчёт за II квартал 2021 г.", "За 6 и 9 месяцев, I полугодие и 9 месяцев"):
        reading = read({P: [[title], [*KEYS[:2], P2], ["Ш1", 2021, 7]]})
        assert [place[1:] for place in places(reading, "error")] == [(P, "A1")]


def test_a_period_of_another_year_than_its_row_is_an_error(read):
    reading = read({P: [HEADINGS, ["Ш1", 2021, "9 месяцев 2022 г.", 90, 100, 7]]})
    assert places(reading, "error") == [("period.other_year", P, "C2")]


def test_sheets_with_our_columns_are_read_whatever_they_are_called(read):
    reading = read({P: [HEADINGS, ROW], f"{P} (2)": [HEADINGS, ["Ш2", *ROW[1:]]], "Лист3": [KEYS, ["Ш1", 2021, "год"]]})
    assert {key[0] for key in given(reading)} == {"Ш1", "Ш2"}
    assert places(reading) == [("sheet.by_columns", f"{P} (2)", None), ("sheet.ignored", "Лист3", None)]


def test_a_table_of_another_kind_is_not_taken_for_ours(read):
    property_list = [["Код", "Наименование", "Документ", "Комментарий"], ["Ш9", "Стол", "Акт", "дуб"]]
    reading = read({P: [HEADINGS, ROW], "Имущество": property_list})
    assert given(reading) == WHOLE and ("sheet.ignored", "Имущество", None) in places(reading)


def test_a_sheet_nearly_called_ours_that_holds_numbers_is_a_warning(read):
    reading = read({P: [HEADINGS, ROW], "Результаты 2021": [["Школа", "Дети"], ["Ш1", 5]]})
    assert places(reading, "warning") == [("sheet.near", "Результаты 2021", None)]


@pytest.mark.parametrize("words", ["отсутствуют", "не было", "5\n7"])
def test_a_cell_that_can_be_read_two_ways(read, words):
    reading = read({P: [HEADINGS, [*ROW[:5], words]]})
    assert [place[1:] for place in places(reading, "error")] == [(P, "F2")]


@pytest.mark.parametrize("words", ["нет сведений", "не представлено", "#Н/Д", "Н/П", "данные отсутствуют", "прочерк"])
def test_marks_of_no_data(read, words):
    assert given(read({P: [HEADINGS, [*ROW[:5], words]]})) == {k: v for k, v in WHOLE.items() if k[3] != "p2_covered"}


@pytest.mark.parametrize("name", ["СОШ № 1, 2", "СОШ № 1-2", "СОШ №№ 1 и 2"])
def test_two_schools_in_a_cell_are_no_third_school(read, name):
    organizations = [["Код", "Краткое наименование"], ["Ш12", "СОШ № 12"]]
    reading = read({"Организации": organizations, P: [HEADINGS, [name, *ROW[1:]]]})
    assert places(reading, "error") == [("organization.unknown", P, "A2")]


def test_latin_letters_in_a_name(read):
    assert given(read({P: [HEADINGS, ["COШ № 1", *ROW[1:]]]})) == WHOLE


def hidden(content: bytes, *names: str) -> bytes:
    book = openpyxl.load_workbook(io.BytesIO(content))
    for name in names:
        book[name].sheet_state = "hidden"
    return saved(book)


def test_a_hidden_copy_of_a_visible_sheet_is_refused_and_both_are_named(read):
    sheets = workbook({P: [HEADINGS, ROW], "Старые": [HEADINGS, [*ROW[:5], 5], ["Ш2", *ROW[1:]]]})
    reading = read(hidden(sheets, "Старые"))
    assert places(reading, "error") == [("sheet.hidden_copy", "Старые", None), ("sheet.has_hidden_copy", P, None)]
    assert "«Показатели»" in next(p.message for p in reading.problems if p.code == "sheet.hidden_copy")


def test_a_person_chooses_which_of_the_two_is_read(plan, directory):
    sheets = hidden(workbook({P: [HEADINGS, ROW], "Старые": [HEADINGS, [*ROW[:5], 5]]}), "Старые")
    for skipped, covered in (("Старые", 7), (P, 5)):
        reading = read_workbook(sheets, "x.xlsx", plan, directory, directory.iloc[:0], skipped=[skipped])
        assert given(reading)["Ш1", 2021, 12, "p2_covered"] == covered
        assert ("sheet.skipped", skipped, None) in places(reading)


def test_a_hidden_sheet_of_other_rows_is_read_and_said(read):
    reading = read(hidden(workbook({P: [HEADINGS, ROW], "Ещё": [HEADINGS, ["Ш2", *ROW[1:]]]}), "Ещё"))
    assert {key[0] for key in given(reading)} == {"Ш1", "Ш2"}
    assert ("sheet.hidden", "Ещё", None) in places(reading)
