"""The template: what stands in it, and that it reads back as it was."""

from __future__ import annotations

import io

import openpyxl
import pandas as pd

from tests.actuals.conftest import given
from uspekh.actuals.demo import load_demo, starter_directory
from uspekh.actuals.reading import read_workbook
from uspekh.actuals.writing.template import write_template
from uspekh.passport.plan import load_plan
from uspekh.settings import ROOT

HEADING = 3


def opened(content: bytes) -> openpyxl.Workbook:
    return openpyxl.load_workbook(io.BytesIO(content))


def column(sheet, label: str) -> list[object]:
    place = [cell.value for cell in sheet[HEADING]].index(label)
    return [row[place].value for row in sheet.iter_rows(min_row=HEADING + 1)]


def test_it_reads_back_without_a_word(plan, directory):
    reading = read_workbook(write_template(plan, directory), "форма.xlsx", plan, directory.iloc[:0], directory)
    assert reading.problems == ()
    assert set(reading.values["kind"]) == {"organization"}
    assert given(reading)["Ш2", 0, 0, "active_to"] == "2021-12-31"
    assert given(reading)["Ш1", 0, 0, "contingent"] == 100


def test_organizations_and_years_are_filled_in(plan, directory):
    sheet = opened(write_template(plan, directory))["Показатели"]
    rows = zip(column(sheet, "Организация"), column(sheet, "Год"), column(sheet, "Период"), strict=True)
    # Four organizations in two years; СОШ № 2 does not exist in the second.
    assert [row for row in rows if row[0]] == [
        ("Город", 2021, "год"), ("Город", 2022, "год"), ("СОШ № 1", 2021, "год"), ("СОШ № 1", 2022, "год"),
        ("СОШ № 2", 2021, "год"), ("Клуб «Ёлка»", 2021, "год"), ("Клуб «Ёлка»", 2022, "год"),
    ]  # fmt: skip


def test_one_organization_sees_its_own_rows_alone(plan, directory):
    book = opened(write_template(plan, directory, [2022], "Ш1"))
    assert book.sheetnames == ["Как заполнять", "Показатели", "Результаты", "Организации"]
    assert [name for name in column(book["Показатели"], "Организация") if name] == ["СОШ № 1"]
    assert [code for code in column(book["Организации"], "Код") if code] == ["Ш1"]


def test_the_plan_of_measures_has_each_year_of_an_item(plan, directory):
    sheet = opened(write_template(plan, directory))["Мероприятия"]
    assert list(zip(column(sheet, "№"), column(sheet, "Год"), strict=True)) == [
        ("1", 2021), ("1.1", 2021), ("1.1.1", 2021), ("1.1.1", 2022), ("2.10", 2022),
    ]  # fmt: skip


def test_filled_in_it_gives_the_figures(plan, directory):
    book = opened(write_template(plan, directory))
    sheet = book["Показатели"]
    sheet["D6"], sheet["E6"], sheet["F6"] = 60, 100, 0
    sheet["A11"], sheet["B11"], sheet["C11"], sheet["F11"] = "СОШ № 1", 2021, "I квартал", 0
    buffer = io.BytesIO()
    book.save(buffer)
    reading = read_workbook(buffer.getvalue(), "форма.xlsx", plan, directory, directory)
    assert reading.problems == ()
    values = {key: value for key, value in given(reading).items() if key[1]}
    assert values == {
        ("Ш1", 2021, 12, "p1_engaged"): 60,
        ("Ш1", 2021, 12, "p1_total"): 100,
        ("Ш1", 2021, 12, "p2_covered"): 0,
        ("Ш1", 2021, 3, "p2_covered"): 0,
    }


def test_only_what_is_asked_can_be_typed(plan, directory):
    sheet = opened(write_template(plan, directory))["Показатели"]
    assert sheet.protection.sheet and not sheet.protection.password
    assert [sheet[cell].protection.locked for cell in ("A3", "A4", "D4", "A11", "D11")] == [
        True,
        True,
        False,
        False,
        False,
    ]
    kinds = {(check.type, str(check.sqref).split(":")[0]) for check in sheet.data_validations.dataValidation}
    # The lists begin below the seven filled rows, the whole numbers in the first of them.
    assert {("list", "A11"), ("list", "B11"), ("list", "C11"), ("whole", "D4")} <= kinds
    assert sheet.freeze_panes == "D4"
    assert (sheet.page_setup.orientation, sheet.print_title_rows) == ("landscape", "$3:$3")


def test_no_text_becomes_a_formula(plan, directory):
    risky = directory.assign(name=["=1+1", "+7", "-x", "@y"], founder=["=cmd|' /C calc'!A0"] * 4)
    content = write_template(plan, risky)
    cells = [cell for sheet in opened(content) for row in sheet.iter_rows() for cell in row]
    assert not [cell.coordinate for cell in cells if cell.data_type == "f"]
    reading = read_workbook(content, "форма.xlsx", plan, directory.iloc[:0], directory)
    assert set(reading.values.loc[reading.values["field"] == "name", "text"]) == {"=1+1", "+7", "-x", "@y"}


def test_the_shipped_passport_and_directory_give_a_form_that_reads_back():
    plan = load_plan(ROOT / "data" / "passport")
    starter = starter_directory(ROOT / "data" / "demo")
    reading = read_workbook(write_template(plan, starter), "форма.xlsx", plan, starter.iloc[:0], starter)
    assert reading.problems == ()


def test_the_demonstration_fits_the_plan(caplog):
    plan = load_plan(ROOT / "data" / "passport")
    folder = ROOT / "data" / "demo"
    values = load_demo(folder, plan)
    assert not [record for record in caplog.records if record.name == load_demo.__module__]
    assert set(values["kind"]) == {"component", "budget", "milestone", "plan"}
    assert set(values.loc[values["kind"] == "component", "subject"]) == set(starter_directory(folder)["code"])
    assert set(values["year"]) >= set(plan.years)
    assert pd.Index(["comment", "p1_engaged", "p1_total"]).isin(values.loc[values["subject"] == "МО", "field"]).all()


def test_the_form_offers_only_the_fields_that_are_asked():
    shipped, starter = load_plan(ROOT / "data/passport"), starter_directory(ROOT / "data/demo")
    book = opened(write_template(shipped, starter, [2024], "ДШИ"))
    heads = [[cell.value for cell in book[name][HEADING]][3:] for name in ("Показатели", "Результаты")]
    # An art school fills no classes 6–11: of the results two fields of 1.9 and one of 1.6.
    assert [sum(str(head).startswith(("П", "Р")) for head in row) for row in heads] == [2, 3]
    whole = opened(write_template(shipped, starter, [2024]))["Показатели"]
    names, label = column(whole, "Организация"), "П3 Участников, чел."
    at = [cell.value for cell in whole[HEADING]].index(label)
    cells = [row[at] for row in whole.iter_rows(min_row=HEADING + 1)]
    locked = {name: cell.protection.locked for name, cell in zip(names, cells, strict=True) if name}
    assert (locked["Детская школа искусств"], locked["МОУ СОШ № 2"], locked["МО «город Саянск»"]) == (
        True,
        False,
        False,
    )
