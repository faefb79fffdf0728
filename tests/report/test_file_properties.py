"""What a file says of itself: nobody's name stands in it, neither of the library's author nor of the template's."""

from __future__ import annotations

import zipfile
from io import BytesIO
from shutil import copy

import docx
import pandas as pd
import pptx
import pytest
from lxml import etree
from openpyxl import load_workbook

from tests.report.conftest import DATA, TEMPLATES
from uspekh.actuals.demo import starter_directory
from uspekh.actuals.writing.template import write_template
from uspekh.passport.plan import load_plan
from uspekh.report.write import write_report
from uspekh.ui.show.tables import workbook

PERSONS = ("creator", "lastModifiedBy", "description", "keywords", "category", "Manager", "Company")
LOCAL = " or ".join(f"local-name() = '{name}'" for name in PERSONS)
SHIPPED = {path.name: path for path in (*TEMPLATES.glob("*.[dp]??x"), DATA / "demo" / "actuals.xlsx")}
NAME = "Чужая Фамилия"


def stated(content: bytes) -> list[str]:
    """Properties that name somebody, in the file and in files inside it, and parts that show others' work."""
    found = []
    with zipfile.ZipFile(BytesIO(content)) as archive:
        for part in archive.namelist():
            if part.startswith("docProps/") and part.endswith(".xml"):
                root = etree.fromstring(archive.read(part))
                found += [text.strip() for text in root.xpath(f"//*[{LOCAL}]/text()") if text.strip()]
            elif part.endswith((".xlsx", ".docx", ".pptx")):
                found += stated(archive.read(part))
            elif "thumbnail" in part or "printerSettings" in part:
                found.append(part)
    return found


def test_names_are_seen_where_there_are_any() -> None:
    made, out = pptx.Presentation(), BytesIO()
    made.save(out)
    assert "Steve Canny" in stated(out.getvalue()), "the library's own empty deck names its author"


@pytest.mark.parametrize("name", SHIPPED)
def test_a_shipped_file_names_nobody(name) -> None:
    assert stated(SHIPPED[name].read_bytes()) == []


@pytest.mark.parametrize("form", ["docx", "pptx", "xlsx"])
def test_a_report_names_nobody(written, form) -> None:
    assert stated(written[form]) == []


def test_the_form_to_fill_in_and_the_table_of_a_chart_name_nobody() -> None:
    plan = load_plan(DATA / "passport")
    assert stated(write_template(plan, starter_directory(DATA / "demo"), [2023])) == []
    assert stated(workbook(pd.DataFrame({"Число": [1]}), "Лист", "Название")) == []


@pytest.mark.usefixtures("without_pictures")
@pytest.mark.parametrize(
    ("form", "name", "opened"), [("docx", "report", docx.Document), ("pptx", "slides", pptx.Presentation)]
)
def test_the_author_of_an_edited_template_does_not_travel_with_the_report(case, tmp_path, form, name, opened) -> None:
    for path in TEMPLATES.glob("*.[dp]??x"):
        copy(path, tmp_path)
    template = opened(str(tmp_path / f"{name}.{form}"))
    template.core_properties.author = template.core_properties.last_modified_by = NAME
    template.core_properties.comments = template.core_properties.keywords = NAME
    template.save(str(tmp_path / f"{name}.{form}"))

    written = write_report(form, case.figures, tmp_path)

    assert stated(written) == []
    properties = opened(BytesIO(written)).core_properties
    assert "Успех каждого ребенка" in properties.title
    assert properties.created.year > 2013, "the moment of the report, not that of the library's file"


def test_a_workbook_has_its_title(written) -> None:
    assert "Успех каждого ребенка" in load_workbook(BytesIO(written["xlsx"])).properties.title
