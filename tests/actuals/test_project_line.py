"""A form of one project is never read into another: what a file says of its project, and what it is compared with."""

from __future__ import annotations

import io

import openpyxl
import pytest

from uspekh import settings
from uspekh.actuals.demo import starter_directory
from uspekh.actuals.reading import list_named_projects, read_workbook
from uspekh.actuals.writing.template import write_template
from uspekh.passport.plan import load_plan

CODE = "лето-2026"


@pytest.fixture(scope="module")
def plan():
    return load_plan(settings.data_folder() / "passport")


@pytest.fixture(scope="module")
def schools(plan):
    return starter_directory(settings.data_folder() / "demo")


def filled(plan, schools, code, only=None) -> bytes:
    """A form with a number in the first cell to fill; ``only``: one sheet of it sent alone."""
    book = openpyxl.load_workbook(io.BytesIO(write_template(plan, schools, [2022], "Ш2", project=code)))
    book["Показатели"]["D4"] = 90
    for name in book.sheetnames:
        if only and name != only:
            del book[name]
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def read(content, plan, schools, project):
    return read_workbook(content, "форма.xlsx", plan, schools, schools, project=project)


@pytest.mark.parametrize("only", [None, "Показатели"])
def test_a_form_goes_to_its_project_alone(plan, schools, only):
    content = filled(plan, schools, CODE, only)
    assert list_named_projects(content) == [CODE]
    same = read(content, plan, schools, CODE)
    assert same.accepted and same.projects == (CODE,)
    assert same.values.query("kind == 'component'")[["number", "months", "year"]].values.tolist() == [[90, 12, 2022]]
    other = read(content, plan, schools, "uspekh")
    assert not other.accepted and other.values.empty
    assert [problem.code for problem in other.problems if problem.severity == "error"] == ["file.other_project"]
    assert f"«{CODE}»" in other.problems[0].message and "«uspekh»" in other.problems[0].message


def test_a_form_of_another_project_is_refused_for_that_alone(plan, schools):
    """Nobody is asked to rename columns that are right in their own project."""
    book = openpyxl.load_workbook(io.BytesIO(filled(plan, schools, CODE)))
    for cell in book["Показатели"][3][3:8]:
        cell.value = f"Ф{cell.column} значение, чел."
    out = io.BytesIO()
    book.save(out)
    refused = read(out.getvalue(), plan, schools, "uspekh")
    assert [problem.code for problem in refused.problems] == ["file.other_project"]


def test_a_form_of_the_only_project_says_nothing_and_is_read(plan, schools):
    content = filled(plan, schools, None)
    assert list_named_projects(content) == []
    assert read(content, plan, schools, "uspekh").accepted
    assert list_named_projects(b"no workbook") == []
