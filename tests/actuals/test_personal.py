"""Personal data refuse the file before anything else; what only looks like them does not."""

from __future__ import annotations

import dataclasses
from datetime import date

import openpyxl
import pytest

from tests.actuals.conftest import HEADINGS, places, saved, workbook
from uspekh.actuals.demo import starter_directory
from uspekh.actuals.personal.numbers import is_snils as snils
from uspekh.actuals.reading import read_workbook
from uspekh.actuals.writing.template import write_template
from uspekh.passport.plan import load_plan
from uspekh.settings import data_folder

GOOD = [HEADINGS, ["Ш1", 2021, "год", 1, 100, 3]]
NAMES = ["Иванов Иван Иванович", "Петрова Анна Сергеевна", "Сидоров-Белый Пётр Ильич"]
# 112-233-445 95 is the example of the Pension Fund: 1·9+1·8+2·7+2·6+3·5+3·4+4·3+4·2+5·1 = 95.
SNILS = "112-233-445 95"


def column(heading, *values):
    """A table with a number beside the column."""
    return [["№ п/п", heading], *([place, value] for place, value in enumerate(values, start=1))]


REFUSED = {
    "full names under ФИО": (column("Ф.И.О. ребёнка", NAMES[0]), "personal.name", "B1"),
    "surname": (column("Фамилия", "Иванов"), "personal.name", "B1"),
    "first name": (column("Имя", "Иван"), "personal.name", "B1"),
    "date of birth": (column("Дата рождения", "01.02.2010"), "personal.birth", "B1"),
    "СНИЛС": (column("СНИЛС ребенка", "1"), "personal.snils", "B1"),
    "passport": (column("Паспорт (серия, номер)", "1"), "personal.document", "B1"),
    "birth certificate": (column("Свидетельство о рождении", "1"), "personal.birth", "B1"),
    "home address": (column("Адрес проживания", "ул. Ленина"), "personal.address", "B1"),
    "address of nobody said": (column("Адрес", "ул. Ленина"), "personal.address", "B1"),
    "telephone": (column("Контактный телефон", "5-55-55"), "personal.phone", "B1"),
    "telephone of a parent": (
        [["Организация", "Телефон родителя"], ["Ш1", "5-55-55"]], "personal.phone", "B1",
    ),
    "two-row heading": (
        [["Список"], ["№", "Ребёнок", None], [None, "Фамилия", "Имя"], [1, "Иванов", "Иван"]], "personal.name", "B3",
    ),
    "names without a heading": (column("Воспитанник", *NAMES), "personal.name", "B1"),
    "names in capitals": (column("Воспитанник", *(name.upper() for name in NAMES)), "personal.name", "B1"),
    "initials": (column("Кто", "Иванов И.И.", "Петрова А. С.", "Сидоров П.И."), "personal.name", "B1"),
    "patronymics apart": (column("Кто", "Иванович", "Сергеевна", "Ильич"), "personal.name", "B1"),
    "names within words": (
        column("Комментарий", *(f"выбыл {name} из 7 класса" for name in (
            *NAMES, "Орлова Ольга Петровна", "Зуев Олег Львович"))), "personal.name", "B1",
    ),
    "one СНИЛС without a heading": (column("Код", SNILS), "personal.snils", "B2"),
    "СНИЛС as numbers": (column("Код", 11223344595, 11223344696, 11223344797), "personal.snils", "B1"),
    "mobile telephones": (
        column("Контакт", "+7 (950) 111-22-33", "89501112234", 79501112235.0), "personal.phone", "B1",
    ),
}  # fmt: skip


@pytest.mark.parametrize(("rows", "code", "cell"), REFUSED.values(), ids=REFUSED.keys())
def test_personal_data_are_refused_with_the_column_named(read, rows, code, cell):
    reading = read({"Показатели": GOOD, "Список": rows})
    assert places(reading) and set(places(reading)) <= {(code, "Список", cell), (code, "Список", "C3")}
    assert not reading.accepted and reading.values.empty and reading.rows == 0


def test_no_value_stands_in_what_is_answered(read):
    rows = [["ФИО", "СНИЛС", "Телефон", "Класс"], *([name, SNILS, "89501112233", "7А"] for name in NAMES)]
    reading = read({"Список": rows})
    answer = str(dataclasses.asdict(reading))
    assert {code for code, _, _ in places(reading)} == {"personal.name", "personal.snils", "personal.phone"}
    for value in (*NAMES, "Иванов", SNILS, "89501112233", "7А"):
        assert value not in answer


def test_also_in_our_own_sheet_on_a_hidden_one_and_in_a_text_file(read):
    ours = read({"Показатели": [[*HEADINGS, "ФИО"], [*GOOD[1], NAMES[0]]]})
    assert places(ours) == [("personal.name", "Показатели", "G1")]
    book = openpyxl.Workbook()
    book.active.append(["Фамилия", "Класс"])
    book.active.append(["Иванов", "7А"])
    book.active.sheet_state = "hidden"
    book.create_sheet("Показатели")
    assert places(read(saved(book))) == [("personal.name", "Sheet", "A1")]
    text = "Фамилия;Класс\nИванов;7А\n"
    assert places(read(text.encode("cp1251"), "выгрузка.csv")) == [("personal.name", None, "A1")]


SILENT = {
    "one name in a comment": [[*HEADINGS, "Комментарий"], [*GOOD[1], "Ответственная Петрова Анна Сергеевна"]],
    "a surname spoken of": [[*HEADINGS, "Комментарий"], [*GOOD[1], "Фамилия в списке исправлена"]],
    "who filled it in, above": [["ФИО ответственного: Петрова А.С., тел. 89501112233"], *GOOD],
    "who filled it in, in cells": [["ФИО исполнителя", "Петрова А.С.", "телефон исполнителя", "5-55-55"], *GOOD],
    "who signed, below": [*GOOD, [], ["Исполнитель (ФИО, телефон)", "Петрова А.С. 5-55-55"]],
}


@pytest.mark.parametrize("rows", SILENT.values(), ids=SILENT.keys())
def test_our_sheet_with_somebody_named_beside_is_read(read, rows):
    assert not [code for code, _, _ in places(read({"Показатели": rows})) if code.startswith("personal")]


SILENT_TABLES = {
    "contacts of organizations": [
        ["Организация", "Юридический адрес", "Телефон"],
        *([f"СОШ № {n}", "г. Саянск", f"8 (39553) 5-55-5{n}"] for n in range(6)),
    ],
    "counts of children": [["Организация", "Количество детей со СНИЛС"], ["СОШ № 1", 5]],
    "passport of a project": [["Паспорт проекта", "Раздел"], ["Успех", "1"]],
    "dates of orders in the project": [["Приказ", "Дата"], *([n, date(2021, n, 1)] for n in range(1, 9))],
    "organizations named after people": [
        ["Наименование", "Дети"],
        *([f"ДШИ имени {name}", 5] for name in ("Петра Ильича Чайковского", "Сергея Васильевича Рахманинова") * 3),
    ],
    "sums of eleven digits": [["Строка", "Рублей"], *([n, 12_345_678_901 + n * 7] for n in range(9))],
}  # fmt: skip


@pytest.mark.parametrize("rows", SILENT_TABLES.values(), ids=SILENT_TABLES.keys())
def test_a_table_that_is_not_about_people_is_only_ignored(read, rows):
    assert places(read({"Показатели": GOOD, "Прочее": rows})) == [("sheet.ignored", "Прочее", None)]


def test_schools_older_than_the_project_are_no_birthdays(read):
    rows = [
        ["Код", "Наименование", "Действует с"],
        *([f"О{n}", f"Школа {n}", f"0{n}.09.{2000 + n}"] for n in range(1, 9)),
    ]
    assert read({"Организации": rows}).problems == ()


def test_the_template_and_the_demonstration_hold_no_personal_data():
    plan = load_plan(data_folder() / "passport")
    starter = starter_directory(data_folder() / "demo")
    for content in (write_template(plan, starter), (data_folder() / "demo" / "actuals.xlsx").read_bytes()):
        reading = read_workbook(content, "a.xlsx", plan, starter.iloc[:0], starter)
        assert not [problem for problem in reading.problems if problem.code.startswith("personal")]


def test_the_checksum():
    # 087-654-303 00: 0·9+8·8+7·7+6·6+5·5+4·4+3·3+0·2+3·1 = 202, 202 mod 101 = 0.
    assert snils(SNILS) and snils("08765430300")
    assert not snils("112-233-445 96")
    assert not snils("000-000-000 00")


def test_a_file_of_nothing_but_names_keeps_its_size_only(read):
    content = workbook({"Лист1": [[name] for name in NAMES]})
    reading = read(content)
    assert places(reading) == [("personal.name", "Лист1", "A1")]
    assert reading.size == len(content)


COMMENTED = [[*HEADINGS, "Комментарий"], [*GOOD[1], "В списке не учтена Жукова Ксения"]]


def test_a_lone_name_in_a_comment_is_a_warning_at_its_cell(read):
    reading = read({"Показатели": COMMENTED})
    assert ("personal.mention", "Показатели", "G2") in places(reading, "warning")
    assert reading.accepted and "Жукова" not in str(reading.problems)


def test_a_name_in_a_document_of_a_plan_item_is_a_warning_too(read):
    rows = [["№", "Год", "Дата исполнения", "Документ"], ["1.1", 2021, "05.03.2021", "справка, Громов Тимофей"]]
    assert places(read({"Мероприятия": rows}), "warning") == [("personal.mention", "Мероприятия", "D2")]


def test_a_file_named_after_a_child_is_not_read_at_all(read):
    reading = read({"Показатели": GOOD}, "Громов Тимофей.xlsx")
    assert places(reading) == [("personal.name", None, None)]
    assert not reading.accepted and reading.values.empty
