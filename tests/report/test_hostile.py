"""Names and words from outside stay words in every form of the report and in every table people download."""

from __future__ import annotations

import io
import re
import zipfile
from dataclasses import replace
from datetime import date
from io import BytesIO

import docx
import openpyxl
import pandas as pd
import pptx
import pytest
from docx.oxml.ns import qn
from lxml import etree

from tests.report.conftest import DECISION, TEMPLATES
from tests.tidy import organization, tidy
from uspekh.report.write import FORMS, write_report
from uspekh.ui.sections import log_table
from uspekh.ui.show import tables

SEEN = (
    '=HYPERLINK("http://evil.example/x","y") **b** _i_ [z](javascript:alert(1)) <img src=x onerror=alert(1)> &amp; ]]> '
    "{{ 7*7 }} {% raw %} www.evil.example C:\\x"
)
# A bell, an escape sequence, an override of the direction, its end, a mark, NUL and a character that is none.
HOSTILE = SEEN.replace(" ", " \x07", 1).replace("<img", "\x1b\u202e<img\u202c\u200f\x00\ufffe")
LONG = f"Школа {'Ж' * 3000} №\u00a01"


@pytest.fixture(scope="module")
def hostile(compute):
    """Figures of two organizations of such names, one of them of a hundred lines."""
    own = tidy(organization("Ш2", 700, name=HOSTILE, short_name=HOSTILE), organization("Ш3", 600, short_name=LONG))
    values = pd.concat([compute.values, own], ignore_index=True)
    return compute(values, organizations=("Ш2", "Ш3"))


@pytest.fixture(scope="module")
def written(hostile):
    said = dict.fromkeys(("cause", "action", "responsible"), HOSTILE)
    rows = hostile.indicators
    worst = rows[rows["year"] == 2023].iloc[0]
    decided = pd.DataFrame([DECISION | said | {"subject": worst["subject"], "due": date(2024, 3, 1)}])
    return {form: write_report(form, hostile, TEMPLATES, decisions=decided) for form in FORMS}


def parts(content: bytes) -> dict[str, etree._Element]:
    """Every XML part of an office file, each of them well-formed."""
    strict = etree.XMLParser(resolve_entities=False, recover=False)
    with zipfile.ZipFile(BytesIO(content)) as archive:
        assert archive.testzip() is None
        names = [name for name in archive.namelist() if name.endswith((".xml", ".rels"))]
        return {name: etree.fromstring(archive.read(name), strict) for name in names}


def words(content: bytes, form: str) -> str:
    """Everything that a reader of the file sees, as its own library reads it."""
    if form == "docx":
        whole = docx.Document(BytesIO(content))
        return "\n".join("".join(node.itertext()) for node in whole.element.body.iter() if node.tag.endswith("}p"))
    if form == "pptx":
        shapes = [shape for slide in pptx.Presentation(BytesIO(content)).slides for shape in slide.shapes]
        framed = [shape.text_frame.text for shape in shapes if shape.has_text_frame]
        cells = [c.text for s in shapes if s.has_table for row in s.table.rows for c in row.cells]
        return "\n".join([*framed, *cells])
    book = openpyxl.load_workbook(BytesIO(content))
    return "\n".join(str(cell.value) for sheet in book for row in sheet.iter_rows() for cell in row)


@pytest.mark.parametrize("form", FORMS)
def test_hostile_words_are_words_in_the_report(written, form):
    read = words(written[form], form)
    assert read.count(SEEN) >= 3, "the organization, and the cause, the measure or who answers"
    assert "Ж" * 3000 in read.replace("\n", "")
    assert not re.search("[\x00-\x08\x0b-\x1f\u200e\u200f\u202a-\u202e\u2066-\u2069\ufffe\uffff]", read)


@pytest.mark.parametrize("form", FORMS)
def test_the_report_is_whole_and_holds_neither_formula_nor_link(written, form):
    for name, root in parts(written[form]).items():
        # A chart of a slide says by formulas of its own where its series stand.
        forbidden = {"hyperlink", "hlinkClick", "oleObject"} | ({"f"} if name.startswith("xl/") else set())
        assert not {etree.QName(node).localname for node in root.iter() if isinstance(node.tag, str)} & forbidden, name
        fields = [node.get(qn("w:instr")) or node.text for node in root.iter(qn("w:fldSimple"), qn("w:instrText"))]
        assert {field.split()[0] for field in fields} <= {"PAGE", "NUMPAGES", "SEQ"}, name
        for node in root.iter("{*}Relationship"):
            assert node.get("TargetMode") != "External", name
            assert "evil" not in node.get("Target")


def test_rows_of_the_workbook_are_no_higher_than_excel_takes(written):
    book = openpyxl.load_workbook(BytesIO(written["xlsx"]))
    heights = [size.height for sheet in book for size in sheet.row_dimensions.values() if size.height]
    assert max(heights) == 409


@pytest.mark.usefixtures("without_pictures")
def test_a_passport_of_a_very_long_title_is_reported(compute):
    given = compute()
    head = {**given.plan.head, "project": {**given.plan.head["project"], "title": f"Успех{'о' * 400}\x0b"}}
    long = replace(given, plan=replace(given.plan, head=head))
    for form in FORMS:
        assert (
            "Успех" + "о" * 400 in words(write_report(form, long, TEMPLATES), form).replace("\n", "") or form == "xlsx"
        )


def opened(content: bytes):
    """The first sheet of a workbook that is whole, without formula and link."""
    for root in parts(content).values():
        assert not {etree.QName(node).localname for node in root.iter()} & {"f", "hyperlink"}
    return openpyxl.load_workbook(io.BytesIO(content)).worksheets[0]


def test_a_downloaded_table_holds_words():
    frame = pd.DataFrame({"Имя": [HOSTILE, "+7", "-5", "@a", "#REF!", "\tx", LONG * 12], "Число": [1.5, *[None] * 6]})
    sheet = opened(tables.workbook(frame, "Данные", HOSTILE))
    assert sheet["A1"].value == f"'{SEEN}"
    said = [row[0].value for row in sheet.iter_rows(min_row=4)]
    assert said[:6] == [f"'{SEEN}", "'+7", "'-5", "'@a", "'#REF!", "'\tx"]
    assert said[6] == (LONG * 12)[:32767], "Excel keeps so many letters of a cell"
    assert {cell.data_type for row in sheet.iter_rows(min_row=4, max_col=1) for cell in row} == {"s"}
    assert (sheet["B4"].value, sheet["B5"].value) == (1.5, "нет данных")


def test_the_log_in_excel_holds_words():
    row = {"id": 1, "at": pd.Timestamp("2024-01-01", tz="UTC"), "by": HOSTILE, "role": "editor", "action": HOSTILE,
           "outcome": "done", "upload": pd.NA, "detail": f"№ 1, {HOSTILE}"}  # fmt: skip
    sheet = opened(log_table.workbook(pd.DataFrame([row]).astype({"upload": "Int64"})))
    said = dict(zip([cell.value for cell in sheet[3]], [cell.value for cell in sheet[4]], strict=True))
    assert (said["Кто"], said["Действие"], said["Подробности"]) == (f"'{SEEN}", f"'{SEEN}", f"№ 1, {SEEN}")
