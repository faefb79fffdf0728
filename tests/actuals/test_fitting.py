"""A file that names no project is compared with the forms of all: two projects that share half of their columns."""

from __future__ import annotations

import io
import zipfile

import pytest

from tests.actuals.conftest import HEADINGS, workbook
from tests.actuals.old_workbooks import ods
from uspekh.actuals.layout.fitting import ProjectForm, find_closest, find_rivals
from uspekh.actuals.layout.mapping import Mapping
from uspekh.actuals.project_line import ProjectLabel
from uspekh.actuals.reading import foreign_tables, projects_of_file, read_workbook
from uspekh.actuals.sheets import figure_sheets
from uspekh.actuals.writing.rebuilding import rebuild_workbook
from uspekh.actuals.writing.reply import write_reply

SCHOOLS, SUMMER = "школы", "лето"
COLUMNS = {
    SCHOOLS: [
        *(("Показатели", heading) for heading in HEADINGS[3:]),
        ("Результаты", "Р1 Разные дети, чел."),
    ],
    # The first two columns are those of the schools, word for word.
    SUMMER: [
        *(("Показатели", heading) for heading in (*HEADINGS[3:5], "П2 Отдохнули в лагере, чел.")),
        ("Результаты", "Р1 Проведено смен"),
    ],
}
KEYS = HEADINGS[:3]
WHOLE = {"Показатели": [HEADINGS, ["СОШ № 1", 2021, "год", 40, 100, 7]]}
SHARED = {"Показатели": [HEADINGS[:5], ["СОШ № 1", 2021, "год", 40, 100]]}
CAMP = {"Показатели": [[*HEADINGS[:5], "П2 Отдохнули в лагере, чел."], ["СОШ № 1", 2021, "год", 40, 100, 7]]}
FOREIGN = {"Свод": [["Наименование ОУ", "Отчётный год", "Ходят в кружки"], ["СОШ № 1", 2021, 7]]}


def forms(**mappings: Mapping) -> list[ProjectForm]:
    """Of both projects; tables matched by hand by the code of the project in which they were."""
    return [
        ProjectForm(
            code,
            figure_sheets((sheet, heading, f"f{index}") for index, (sheet, heading) in enumerate(columns)),
            (mappings[code],) if code in mappings else (),
        )
        for code, columns in COLUMNS.items()
    ]


def counted(content: bytes, name: str = "отчёт.xlsx", **mappings: Mapping) -> dict[str, list[int]]:
    """Columns of each project, sheet by sheet."""
    return projects_of_file(content, name, forms(**mappings)).columns


def zipped(content: bytes, name: str) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr(name, content)
    return buffer.getvalue()


def text(rows: list[list[object]]) -> bytes:
    return "\n".join(";".join(map(str, row)) for row in rows).encode()


@pytest.mark.parametrize(
    ("content", "name"),
    [
        (workbook(WHOLE), "отчёт.xlsx"),
        (ods(WHOLE), "отчёт.ods"),
        (text(WHOLE["Показатели"]), "отчёт.csv"),
        (zipped(workbook(WHOLE), "отчёт.xlsx"), "отчёт.zip"),
        (zipped(text(WHOLE["Показатели"]), "отчёт.csv"), "отчёт.zip"),
    ],
)
def test_the_project_that_has_all_columns_of_a_file_is_its_own(content, name):
    """All three of the schools; of the summer the first two, which both have."""
    columns = counted(content, name)
    assert columns == {SCHOOLS: [3], SUMMER: [2]}
    assert find_closest(columns) == [SCHOOLS]
    assert find_rivals(columns, SCHOOLS) == [] and find_rivals(columns, SUMMER) == [SCHOOLS]


def test_a_project_that_collects_nothing_yet_and_sheets_of_every_form_are_passed_over():
    content = workbook(WHOLE | {"Бюджет": [["Строка"]], "Организации": [["Код"]]})
    columns = projects_of_file(content, "отчёт.xlsx", [*forms(), ProjectForm("новый", ())]).columns
    assert columns == {SCHOOLS: [3], SUMMER: [2], "новый": [0]} and find_closest(columns) == [SCHOOLS]


def test_columns_that_both_have_tell_nothing():
    columns = counted(workbook(SHARED))
    assert columns == {SCHOOLS: [2], SUMMER: [2]} and find_closest(columns) == [SCHOOLS, SUMMER]
    assert find_rivals(columns, SCHOOLS) == [SUMMER] and find_rivals(columns, SUMMER) == [SCHOOLS]


def test_a_sheet_of_another_project_put_into_a_form_makes_its_project_unclear():
    """Eight columns of the schools in all against three of the summer, but two to one on the second sheet."""
    columns = {SCHOOLS: [7, 1], SUMMER: [1, 2]}
    assert find_rivals(columns, SCHOOLS) == [SUMMER] and find_closest(columns) == [SCHOOLS, SUMMER]
    # A sheet that both have alike is no such sheet.
    columns = {SCHOOLS: [7, 2], SUMMER: [1, 2]}
    assert find_rivals(columns, SCHOOLS) == [] and find_closest(columns) == [SCHOOLS]
    mixed = workbook(WHOLE | {"Результаты": [[*KEYS, "Р1 Проведено смен"], ["СОШ № 1", 2021, "год", 3]]})
    assert counted(mixed) == {SCHOOLS: [3, 0], SUMMER: [2, 1]}
    assert find_closest(counted(mixed)) == [SCHOOLS, SUMMER]


def test_renamed_headings_are_counted_as_the_project_would_read_them():
    heading = [*KEYS, "Занимаются", "П1. Всего детей (человек)", "П2 Охвачены, чел."]
    columns = counted(workbook({"Показатели": [heading, ["СОШ № 1", 2021, "год", 40, 100, 7]]}))
    # «Занимаются» is near to the label of either, and read by neither; the third is the schools' but for a letter.
    assert columns == {SCHOOLS: [2], SUMMER: [1]}


def test_a_sheet_by_another_name_is_known_by_its_columns():
    assert counted(workbook({"Лист1": CAMP["Показатели"]})) == {SCHOOLS: [2], SUMMER: [3]}


def test_a_table_matched_by_hand_is_of_the_project_in_which_it_was(plan):
    (candidate, *_) = foreign_tables(workbook(FOREIGN), plan)
    mapping = Mapping(candidate.shape, "Показатели", {"Наименование ОУ": "subject", "Ходят в кружки": "f0"})
    content = workbook(FOREIGN)
    assert counted(content) == {SCHOOLS: [0], SUMMER: [0]}
    assert counted(content, школы=mapping) == {SCHOOLS: [1], SUMMER: [0]}
    assert counted(content, школы=mapping, лето=mapping) == {SCHOOLS: [1], SUMMER: [1]}


@pytest.fixture
def read_by_schools(plan, directory):
    """Reads a file in the project of the schools, whose plan is the small one."""
    return lambda content, name="отчёт.xlsx": read_workbook(
        content, name, plan, directory, directory.iloc[:0], project=SCHOOLS, forms=forms()
    )


def test_a_file_of_unclear_project_has_rivals(read_by_schools):
    assert read_by_schools(workbook(WHOLE)).rivals == ()
    assert read_by_schools(workbook(SHARED)).rivals == (SUMMER,)
    assert read_by_schools(workbook(CAMP)).rivals == (SUMMER,)
    # Money has no column of its own in any form, so it may be of either; the directory is of both.
    money = [["Строка", "Источник", "Год", "Кассовое исполнение, руб."], ["1.3", "региональный бюджет", 2021, 5]]
    assert read_by_schools(workbook({"Бюджет": money})).rivals == (SUMMER,)
    assert read_by_schools(workbook({"Организации": [["Код", "Наименование"], ["Ш9", "Школа № 9"]]})).rivals == ()


def test_copies_of_what_was_read_and_replies_name_the_project(read_by_schools, plan):
    reading = read_by_schools(workbook(WHOLE))
    copy = rebuild_workbook(reading.values, plan, ProjectLabel(SUMMER))
    reply = write_reply(reading, [], ProjectLabel(SUMMER))
    for content, name in ((copy, "а.xlsx"), (zipped(copy, "а.xlsx"), "а.zip"), (reply, "б.xlsx")):
        refused = read_by_schools(content, name)
        assert [problem.code for problem in refused.problems] == ["file.other_project"] and refused.rivals == ()
    again = read_by_schools(rebuild_workbook(reading.values, plan, ProjectLabel(SCHOOLS)))
    assert again.accepted and again.values.equals(reading.values)
