"""The workbook is read back: live numbers of ``status``, words that stay words, headings that stay in sight."""

from __future__ import annotations

from datetime import datetime

import pytest

from tests.report.reading import HEADING_ROW, of_sheet
from uspekh.monitoring.explaining.chance import LABELS

EXCEL_DIGITS = 1e-14
"""A workbook keeps the first fifteen digits of a number."""
EMPTY = {"plan": "—", "fact": "нет данных", "deviation": "—", "completion": "—"}
COUNTS = ("Числитель, чел.", "Знаменатель, чел.")
COLUMNS = {"plan": "План", "fact": "Факт", "deviation": "Отклонение", "completion": "Выполнение, %"}


def approx(value):
    return pytest.approx(value, rel=EXCEL_DIGITS)


def test_a_percentage_is_its_numerator_of_its_denominator(book):
    rows = [row for name in ("Показатели", "Результаты", "Организации") for row in of_sheet(book[name])]
    shares = [row for row in rows if row["Ед. изм."] == "%" and row.get("№") != "1.11"]
    whole = [row for row in shares if all(isinstance(row[name], int | float) for name in (*COUNTS, "Факт"))]
    assert len(whole) > 50
    for row in whole:
        assert 100 * row[COUNTS[0]] / row[COUNTS[1]] == pytest.approx(row["Факт"], rel=EXCEL_DIGITS)
    assert {row[name] for row in rows if row["Ед. изм."] == "чел." for name in COUNTS} == {"—"}


@pytest.mark.parametrize(("sheet", "kind"), [("Показатели", "indicators"), ("Результаты", "results")])
def test_every_figure_of_every_year_is_that_of_status(book, case, sheet, kind):
    rows = {(row["№"], row["Год"]): row for row in of_sheet(book[sheet])}
    assert set(rows) == {(row["id"], row["year"]) for row in case.status[kind]}
    for row in case.status[kind]:
        written = rows[row["id"], row["year"]]
        for field, heading in COLUMNS.items():
            if row[field] is not None:
                assert written[heading] == approx(row[field])
            elif kind == "indicators":
                assert written[heading] == EMPTY[field]


def test_organizations_are_those_of_status(book, case):
    names = case.figures.directory.set_index("code")["short_name"]
    rows = {(row["Организация"], row["№"], row["Год"]): row for row in of_sheet(book["Организации"])}
    of_indicators = [row for row in case.status["organizations"] if row["indicator"]]
    assert len(rows) == len(of_indicators)
    for row in of_indicators:
        written = rows[names[row["organization"]].replace("№ ", "№\u00a0"), row["indicator"], row["year"]]
        assert written["Факт"] == ("нет данных" if row["fact"] is None else approx(row["fact"]))
        assert written["Не хватает, чел."] == ("—" if row["shortfall"] is None else row["shortfall"])
        assert written["Случайность"] == LABELS.get(row["chance"], "—")


def test_money_is_that_of_status_in_roubles(book, case):
    rows = {(row["Строка"], row["Источник"], row["Год"]): row for row in of_sheet(book["Бюджет"])}
    assert len(rows) == len(case.status["budget"])
    for row in case.status["budget"]:
        written = rows[row["line"], row["source"], row["year"]]
        assert written["План по паспорту, руб."] == row["plan"]
        executed = "нет данных" if row["executed"] is None else row["executed"]
        assert written["Кассовое исполнение, руб."] == executed


def test_plan_items_are_those_of_status(book, case):
    rows = of_sheet(book["Мероприятия"])
    assert [(row["№"], row["Год"]) for row in rows] == [(row["item"], row["year"]) for row in case.status["milestones"]]
    for written, row in zip(rows, case.status["milestones"], strict=True):
        assert written["Срок"] == datetime.fromisoformat(row["due"])


def test_numbers_are_numbers_with_formats(book):
    sheet = book["Бюджет"]
    heading = {cell.value: cell.column for cell in sheet[HEADING_ROW]}
    cell = sheet.cell(HEADING_ROW + 1, heading["План по паспорту, руб."])
    assert cell.data_type == "n"
    assert cell.number_format == "#,##0.00"
    year = sheet.cell(HEADING_ROW + 1, heading["Год"])
    assert (year.value, year.number_format) == (2019, "0")


def test_no_words_of_people_become_a_formula(book):
    found = {
        cell.value: cell
        for row in book["Отклонения"].iter_rows()
        for cell in row
        if isinstance(cell.value, str) and cell.value[0] in "=+@"
    }
    assert set(found) == {"=HYPERLINK(причина)", "+дополнительные уроки {{ 1 }} <b>", "@МОУ ДПО ЦРО"}
    assert all(cell.data_type == "s" and cell.quotePrefix for cell in found.values())
    assert not any(cell.data_type == "f" for sheet in book for row in sheet.iter_rows() for cell in row)


def test_headings_stay_in_sight_on_every_sheet(book):
    for sheet in book:
        assert sheet.freeze_panes == f"A{HEADING_ROW + 1}"
        assert sheet["A3"].value == "Демонстрационные данные"
        assert sheet.oddHeader.center.text == "Демонстрационные данные"
