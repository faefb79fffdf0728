"""A form of one project is never read into another: what a file says of its project, and what it is compared with."""

from __future__ import annotations

import io
import zipfile

import openpyxl
import pytest
from openpyxl.workbook.defined_name import DefinedName

from tests.actuals.conftest import saved
from uspekh import settings
from uspekh.actuals.demo import starter_directory
from uspekh.actuals.opening.defined_names import read_named_texts
from uspekh.actuals.project_line import NAME, ProjectLabel
from uspekh.actuals.reading import projects_of_file, read_workbook
from uspekh.actuals.writing.template import write_template
from uspekh.passport.plan import load_plan

CODE = "лето-2026"


@pytest.fixture(scope="module")
def plan():
    return load_plan(settings.data_folder() / "passport")


@pytest.fixture(scope="module")
def schools(plan):
    return starter_directory(settings.data_folder() / "demo")


def filled(plan, schools, label, only=None) -> bytes:
    """A form with a number in the first cell to fill; ``only``: the titles alone, or the name in the workbook."""
    book = openpyxl.load_workbook(io.BytesIO(write_template(plan, schools, [2022], "Ш2", label=label)))
    book["Показатели"]["D4"] = 90
    if only == "title":
        # A sheet that was copied into another workbook.
        del book.defined_names[NAME]
        for name in book.sheetnames:
            if name != "Показатели":
                del book[name]
    if only == "name":
        del book["Как заполнять"]
        for sheet in book:
            sheet["A1"] = "Отчёт СОШ № 2"
    return saved(book)


def named(content: bytes) -> list[str]:
    return projects_of_file(content, "форма.xlsx", ()).named


def read(content, plan, schools, project):
    return read_workbook(content, "форма.xlsx", plan, schools, schools, project=project)


@pytest.mark.parametrize("only", [None, "title", "name"])
def test_a_form_goes_to_its_project_alone(plan, schools, only):
    content = filled(plan, schools, ProjectLabel(CODE), only)
    assert named(content) == [CODE]
    same = read(content, plan, schools, CODE)
    assert same.accepted and same.projects == (CODE,)
    assert same.values.query("kind == 'component'")[["number", "months", "year"]].values.tolist() == [[90, 12, 2022]]
    other = read(content, plan, schools, "uspekh")
    assert not other.accepted and other.values.empty
    assert [problem.code for problem in other.problems if problem.severity == "error"] == ["file.other_project"]
    assert f"«{CODE}»" in other.problems[0].message and "«uspekh»" in other.problems[0].message


def test_a_form_of_another_project_is_refused_for_that_alone(plan, schools):
    """Nobody is asked to rename columns that are right in their own project."""
    book = openpyxl.load_workbook(io.BytesIO(filled(plan, schools, ProjectLabel(CODE))))
    for cell in book["Показатели"][3][3:8]:
        cell.value = f"Ф{cell.column} значение, чел."
    refused = read(saved(book), plan, schools, "uspekh")
    assert [problem.code for problem in refused.problems] == ["file.other_project"]


def test_the_titles_of_the_only_project_are_as_ever_and_the_name_is_ready_for_another_project(plan, schools):
    content = filled(plan, schools, ProjectLabel("uspekh", in_titles=False))
    cells = [cell.value for sheet in openpyxl.load_workbook(io.BytesIO(content)) for row in sheet for cell in row]
    assert not [cell for cell in cells if isinstance(cell, str) and "код проекта" in cell.lower()]
    assert named(content) == ["uspekh"]
    assert read(content, plan, schools, "uspekh").accepted and not read(content, plan, schools, CODE).accepted
    assert named(b"no workbook") == []


def test_a_sheet_of_another_project_put_into_a_form_is_not_read(plan, schools):
    """The name in the workbook says one project, the title of the sheet another: neither takes it."""
    book = openpyxl.load_workbook(io.BytesIO(filled(plan, schools, ProjectLabel(CODE))))
    book["Показатели"]["A1"] = "Показатели (код проекта: uspekh)"
    content = saved(book)
    assert named(content) == [CODE, "uspekh"]
    for project, other in ((CODE, "uspekh"), ("uspekh", CODE)):
        (problem,) = read(content, plan, schools, project).problems
        assert (
            problem.code == "file.other_project" and f"листы формы другого проекта (код «{other}»)" in problem.message
        )


@pytest.mark.parametrize("formula", ['"<b>"', "'Показатели'!$A$1", '"a b"', "", "1"])
def test_a_name_that_stands_for_no_code_says_nothing(formula):
    book = openpyxl.Workbook()
    book.defined_names[NAME] = DefinedName(NAME, attr_text=formula)
    assert named(saved(book)) == []


def test_libreoffice_keeps_the_name():
    """As LibreOffice 7 writes it into .ods, and back into .xlsx."""
    expression = '<table:named-expression table:name="Код_проекта" table:expression="&quot;лето-2026&quot;"/>'
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("content.xml", f"<table:named-expressions>{expression}</table:named-expressions>")
    assert read_named_texts(content.getvalue(), NAME) == [CODE]
    defined = '<definedName hidden="false" name="Код_проекта" vbProcedure="false">&quot;лето-2026&quot;</definedName>'
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as archive:
        archive.writestr("xl/workbook.xml", f"<workbook><definedNames>{defined}</definedNames></workbook>")
    assert read_named_texts(content.getvalue(), NAME) == [CODE]
