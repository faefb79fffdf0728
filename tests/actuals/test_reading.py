"""A workbook typed by hand from the contract: what is read, and from where."""

from __future__ import annotations

import pandas as pd

from tests.actuals.conftest import HEADINGS, given, places, workbook
from uspekh.actuals.problems import MOST_ALIKE
from uspekh.actuals.reading import read_workbook

BUDGET = ["Строка", "Источник", "Год", "Период", "Уточнённый план, руб.", "Кассовое исполнение, руб.", "Комментарий"]
ITEMS = ["№", "Год", "Дата исполнения", "Прогнозная дата", "Документ", "Комментарий"]


def test_zero_is_reported_and_blank_is_not(read):
    reading = read(
        {"Показатели": [HEADINGS, ["СОШ № 1", 2021, "год", 0, 100, None], ["Клуб «Елка»", 2021, "", 5, "н/д", "–"]]}
    )
    assert reading.problems == ()
    assert given(reading) == {
        ("Ш1", 2021, 12, "p1_engaged"): 0,
        ("Ш1", 2021, 12, "p1_total"): 100,
        ("К", 2021, 12, "p1_engaged"): 5,
    }
    assert reading.rows == 2
    assert list(reading.values["cell"]) == ["D2", "D3", "E2"]


def test_an_organization_is_known_by_code_and_both_names(read):
    said = {"I квартал": "Ш1", "I полугодие": "средняя  школа №1", "9 месяцев": "СОШ N 1", "год": "соши № 1."}
    rows = [[name, 2021, period, 1, 100, None] for period, name in said.items()]
    reading = read({"Показатели": [HEADINGS, *rows]})
    assert places(reading) == [("organization.unknown", "Показатели", "A5")]
    assert "СОШ № 1" in reading.problems[0].message
    assert set(read({"Показатели": [HEADINGS, *rows[:3]]}).values["subject"]) == {"Ш1"}


def test_titles_two_row_heading_numbers_totals_and_notes(read):
    reading = read(
        {
            " показатели ": [
                ["Отчёт организации"],
                [],
                ["Организация", "Год", "Период", "П1", None, "П2\nОхвачено,  чел"],
                [None, None, None, "Занимаются, чел.", "Всего детей, чел.", None],
                [1, 2, 3, 4, 5, 6],
                ["СОШ № 1", "2021 г.", "I квартал", "1 0", 100, 7],
                [None, None, None, None, None, None],
                ["СОШ № 1", 2021, "5 месяцев", 10, 100, 7],
                ["Итого", None, None, 20, 200, 14],
                ["* по данным на 1 января"],
            ]
        }
    )
    assert places(reading) == [
        ("row.total", " показатели ", "A9"),
        ("row.ignored", " показатели ", "A10"),
        ("number.text", " показатели ", "D6"),
    ]


def test_columns_in_any_order_and_period_absent(read):
    reading = read({"Показатели": [[HEADINGS[5], "год", "ОРГАНИЗАЦИЯ"], [3, 2022, "Ш1"]]})
    assert given(reading) == {("Ш1", 2022, 12, "p2_covered"): 3}


def test_what_is_not_ours_is_said(read):
    reading = read(
        {
            "Показатели": [[*HEADINGS, "Телефонный номер", None], ["Ш1", 2021, "год", 1, 100, 1, "x", "y"]],
            "Прочее": [["чужая таблица"]],
            "Пусто": [],
        }
    )
    assert reading.accepted
    assert places(reading) == [
        ("sheet.ignored", "Прочее", None),
        ("column.ignored", "Показатели", "G1"),
        ("column.ignored", "Показатели", "H1"),
    ]


def test_errors_refuse_the_whole_file_and_all_are_told_at_once(read):
    reading = read(
        {
            "Показатели": [
                HEADINGS,
                ["Школа", 2021, "год", 1, 2, 3],
                ["Ш1", 2030, "неделя", "много", 2, 3],
                [None, None, "год", 1, 2, 3],
            ]
        }
    )
    assert not reading.accepted
    assert reading.values.empty
    assert sorted(places(reading, "error")) == [
        ("number.text", "Показатели", "D3"),
        ("organization.unknown", "Показатели", "A2"),
        ("period.unknown", "Показатели", "C3"),
        ("subject.missing", "Показатели", "A4"),
        ("year.missing", "Показатели", "B4"),
        ("year.outside", "Показатели", "B3"),
    ]


def test_a_missing_or_doubled_column_is_an_error(read):
    without = read({"Показатели": [["Год", HEADINGS[3]], [2021, 5]]})
    assert places(without, "error") == [("column.missing", "Показатели", "A1")]
    doubled = read({"Показатели": [["Организация", "Год", HEADINGS[3], HEADINGS[3]], ["Ш1", 2021, 5, 6]]})
    assert places(doubled, "error") == [("column.duplicate", "Показатели", "D1")]


def test_no_heading_and_no_sheet(read):
    assert places(read({"Показатели": [["просто", "слова"]]})) == [("heading.missing", "Показатели", None)]
    assert ("sheet.none", None, None) in places(read({"Лист1": [["слова"]]}))


def test_money_lines_and_sources(read):
    reading = read(
        {
            "Бюджет": [
                BUDGET,
                [1.3, "Региональный  бюджет", 2021, "год", "1 000,50", 0.1 + 0.2, "остаток возвращён"],
                ["1.1 – 1.2", "местный бюджет", 2022, None, 0, None, None],
                ["1.3.", "местный бюджет", 2022, "I квартал", 5, None, None],
            ]
        }
    )
    assert reading.problems == ()
    kopecks = reading.values.set_index(["subject", "part", "months", "field"])["number"].dropna().to_dict()
    assert kopecks == {
        ("1.3", "региональный бюджет", 12, "refined"): 100050,
        ("1.3", "региональный бюджет", 12, "executed"): 30,
        ("1.1-1.2", "местный бюджет", 12, "refined"): 0,
        ("1.3", "местный бюджет", 3, "refined"): 500,
    }
    assert list(reading.values["text"].dropna()) == ["остаток возвращён"]


def test_unknown_line_source_and_item(read):
    day = pd.Timestamp("2021-03-01").to_pydatetime()
    reading = read(
        {
            "Бюджет": [
                BUDGET,
                ["1.4", "областной", 2021, "год", 1, None],
                [day, "местный бюджет", 2021, "год", 1, None],
            ],
            "Мероприятия": [ITEMS, ["7.7", 2021, "01.02.2021"], [2.1, 2022, "01.02.2022"], ["1.1", 2022, "01.02.2022"]],
        }
    )
    assert sorted(places(reading, "error")) == [
        ("item.not_due", "Мероприятия", "C4"),
        ("item.unknown", "Мероприятия", "A2"),
        ("line.unknown", "Бюджет", "A2"),
        ("number.ambiguous", "Мероприятия", "A3"),
        ("number.date", "Бюджет", "A3"),
        ("source.unknown", "Бюджет", "B2"),
    ]


def test_dates_of_plan_items(read):
    day = pd.Timestamp("2022-02-27").to_pydatetime()
    reading = read({"Мероприятия": [ITEMS, [1.1, 2021, "31.12.2021", None, "Приказ № 5"], ["1.1.1.", 2022, None, day]]})
    assert reading.problems == ()
    assert given(reading) == {
        ("1.1", 2021, 0, "done"): "2021-12-31",
        ("1.1", 2021, 0, "document"): "Приказ № 5",
        ("1.1.1", 2022, 0, "forecast"): "2022-02-27",
    }


def test_the_directory_of_the_file_comes_first(plan, directory):
    content = workbook(
        {
            "Показатели": [HEADINGS, ["Новая", 2021, "год", 1, 2, 3]],
            "Организации": [
                ["Код", "Наименование", "Тип", "Контингент 5–18 лет, чел.", "Действует с", "Действует по"],
                [7, "Новая", "школа", "1 200", 2020, "31.08.2022"],
            ],
        }
    )
    reading = read_workbook(content, "a.xlsx", plan, directory.iloc[:0], directory)
    assert reading.problems == ()
    own = reading.values[reading.values["kind"] == "organization"].set_index("field")
    assert own["text"].dropna().to_dict() == {
        "name": "Новая",
        "short_name": "Новая",
        "type": "школа",
        "active_from": "2020-01-01",
        "active_to": "2022-08-31",
    }
    assert own.loc["contingent", "number"] == 1200
    assert set(reading.values["subject"]) == {"7"}


def test_the_starter_directory_stands_in_only_while_there_is_none(plan, directory):
    content = workbook({"Показатели": [HEADINGS, ["Ш1", 2021, "год", 1, 2, 3]]})
    assert read_workbook(content, "a.xlsx", plan, directory.iloc[:0], directory).accepted
    other = directory[directory["code"] == "К"]
    assert not read_workbook(content, "a.xlsx", plan, other, directory).accepted


def test_a_text_file_in_two_encodings(read):
    text = "Организация;Год;П2 Охвачено, чел.\nСОШ № 1;2021;1 234\n"
    for content in (text.encode("utf-8-sig"), text.encode("cp1251"), text.replace(";", "\t").encode()):
        assert given(read(content, "отчёт.csv")) == {("Ш1", 2021, 12, "p2_covered"): 1234}
    commas = 'Организация,Год,"П2 Охвачено, чел."\nСОШ № 1,2021,"1234"\n'.encode()
    assert given(read(commas, "отчёт.csv")) == {("Ш1", 2021, 12, "p2_covered"): 1234}
    assert places(read("просто слова".encode())) == [("sheet.none", None, None)]


def test_alike_problems_are_counted_not_listed_without_end(read):
    rows = [["Ш1", 2021, "год", "много", 1, 1]] * (MOST_ALIKE + 5)
    reading = read({"Показатели": [HEADINGS, *rows]})
    assert sum(problem.code == "number.text" for problem in reading.problems) == MOST_ALIKE
    assert places(reading).count(("more", "Показатели", None)) == 2
