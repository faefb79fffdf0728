"""Checks of the values of one file against each other, the plan and the directory."""

from __future__ import annotations

import pandas as pd

from tests.actuals.conftest import HEADINGS, given, places, workbook
from uspekh.actuals.reading import read_workbook
from uspekh.passport.plan import Plan

BUDGET = ["Строка", "Источник", "Год", "Период", "Уточнённый план, руб.", "Кассовое исполнение, руб."]


def rows(*of_file):
    return {"Показатели": [HEADINGS, *of_file]}


def test_a_key_given_twice_names_both_cells(read):
    reading = read(rows(["Ш1", 2021, "год", 1, 2, 3], ["К", 2021, "год", 1, None, 3], ["СОШ № 1", 2021, None, 1, 2, 3]))
    assert places(reading) == [("key.duplicate", "Показатели", "D4")]
    assert "D2" in reading.problems[0].message


def test_rows_that_complete_each_other_are_no_duplicate(read):
    reading = read(rows(["Ш1", 2021, "год", 1, 2, None], ["Ш1", 2021, "год", None, None, 3]))
    assert reading.problems == ()


def test_part_over_whole_also_across_sheets(read):
    sheets = rows(["Ш1", 2021, "год", 101, 100, 5])
    sheets["Результаты"] = [["Организация", "Год", "Р1 Разные дети, чел."], ["Ш1", 2021, 6]]
    reading = read(sheets)
    # 101 of 100 is a share above 100 %: an error. Different children may be counted twice elsewhere: a warning.
    assert places(reading, "error") == [("share.over_whole", "Показатели", "D2")]
    assert places(reading, "warning") == [("part.over_whole", "Результаты", "C2")]


def test_half_a_share_only_where_both_numbers_are_asked(read):
    reading = read(
        rows(
            ["Ш1", 2021, "год", 50, None, None],
            ["К", 2021, "год", 50, None, None],
            ["МО", 2021, "год", None, 300, None],
        )
    )
    assert places(reading) == [("share.half", "Показатели", "D2"), ("share.half", "Показатели", "E4")]


def test_a_count_from_january_cannot_fall_but_a_whole_can(read):
    reading = read(
        rows(
            ["Ш1", 2021, "год", 50, 100, 7],
            ["Ш1", 2021, "I квартал", 51, 101, 6],
            ["Ш1", 2022, "I квартал", 30, 100, 1],
            ["Ш2", 2021, "I полугодие", 1, 100, 1],
        )
    )
    assert places(reading) == [("value.falling", "Показатели", "D2")]


def test_an_organization_outside_its_years(read):
    reading = read(rows(["Ш2", 2021, "год", 1, 2, 3], ["Ш2", 2022, "год", 1, 2, 3]))
    assert places(reading) == [("organization.inactive", "Показатели", "D3")]


def test_executed_over_refined(read):
    reading = read(
        {
            "Бюджет": [
                BUDGET,
                ["1.3", "местный бюджет", 2021, "год", 10, 10.01],
                ["1.3", "местный бюджет", 2022, "год", 10, 10],
            ]
        }
    )
    assert places(reading) == [("budget.over_refined", "Бюджет", "F2")]


def test_a_new_organization_needs_a_name(read):
    reading = read({"Организации": [["Код", "Тип"], ["Ш1", "лицей"], ["Ш9", "школа"]]})
    assert places(reading) == [("organization.unnamed", "Организации", "B3")]


def test_a_number_that_is_not_asked_is_said_and_a_zero_is_not(read):
    # A club without a contingent is asked for counts and for no whole; the whole is not counted.
    reading = read(rows(["К", 2021, "год", 50, 300, None]))
    assert read(rows(["К", 2021, "год", None, 0, 5])).problems == ()
    assert places(reading) == [("field.not_counted", "Показатели", "E2")]
    assert "300 не учтено" in reading.problems[0].message


def test_a_count_that_a_type_is_not_asked_for_is_counted_and_said_and_an_unknown_type_is_named(plan, directory):
    fields = list(plan["components"]["id"])
    asked = [("школа", field, True) for field in fields] + [("клуб", field, field == fields[0]) for field in fields]
    of_types = pd.DataFrame(asked, columns=["type", "field", "asked"])
    typed = Plan(plan.head, {**plan.tables, "applicability": of_types})
    sheets = rows(["К", 2021, "год", 50, None, 3])
    sheets["Организации"] = [["Код", "Наименование", "Тип"], ["Ш9", "Лицей № 9", "лицей"], ["Ш8", "Школа № 8", "Школа"]]
    reading = read_workbook(workbook(sheets), "отчёт.xlsx", typed, directory, directory.iloc[:0])
    assert reading.accepted and given(reading)["К", 2021, 12, "p2_covered"] == 3
    # A club is asked for the first field alone; a lyceum stands in no row of the table, a school does in any letters.
    assert places(reading) == [("organization.type", "Организации", "C2"), ("field.not_asked", "Показатели", "F2")]
    assert "3 учтено в сумме" in reading.problems[1].message
