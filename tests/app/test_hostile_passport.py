"""A document whose words try to be markup, formulas or endless goes through its review as words."""

from __future__ import annotations

import io
import re

import pytest
from openpyxl import load_workbook

from tests.app.pressing import markups
from tests.importing.test_review import TYPES, plan_of_draft
from tests.importing.test_unread import BUDGET, BUDGET_HEAD, PLAN, PLAN_HEAD
from tests.importing.typing_word import TypedCell, TypedTable, type_document
from tests.persons import ADMINISTRATOR
from uspekh import settings
from uspekh.actuals.demo import starter_directory
from uspekh.actuals.opening.limits import Limits
from uspekh.actuals.writing.template import write_template
from uspekh.importing.document.grid import read_grid
from uspekh.importing.reading import import_passport
from uspekh.importing.review.stored import pack_import
from uspekh.store.plans.drafts import start_draft

MARKUP = "<img src=x onerror=alert(1)> [x](javascript:alert(2)) **b** $$q$$"
FORMULA = "=cmd|' /C calc'!A1"
HIDDEN = "Де\u200bти \u202eатсёркад\u202c"
LONG = "Ж" * 3000
# Markup that no stroke before it disarms.
ACTING = re.compile(r"(?<!\\)(?:<img|\]\(javascript|\*\*b)")
INDICATORS = [
    ["№ п/п", "Наименование показателя", "Тип показателя", "Базовое / значение", "Базовое / дата", "2025", "2026"],
    ["1", f"{MARKUP}, %", "основной", "1", "01.01.2025", "2", "3"],
    ["2", f"{FORMULA}, чел.", LONG, FORMULA, MARKUP, HIDDEN, "3"],
]  # fmt: skip
TABLES = [
    [["Наименование регионального проекта", MARKUP], ["Срок начала и окончания", "01.01.2025 - 31.12.2026"]],
    INDICATORS,
    [BUDGET_HEAD, ["1.1", MARKUP, "", "", ""], ["", FORMULA, "1,5", MARKUP, "2"], *BUDGET[3:]],
    [PLAN_HEAD, ["1.", LONG, FORMULA, MARKUP, HIDDEN, FORMULA, MARKUP], ["", MARKUP, "", FORMULA, LONG, "", ""], *PLAN],
]


@pytest.fixture(scope="module")
def imported():
    blocks = [TypedTable([1000] * len(rows[0]), [[TypedCell(text) for text in row] for row in rows]) for rows in TABLES]
    rows = read_grid(type_document([f"«{MARKUP}»", *blocks]), None, Limits())
    return import_passport(rows, settings.forms_folder(), TYPES)


@pytest.fixture(scope="module")
def packed(imported):
    return pack_import(imported)


def test_words_of_a_document_are_drawn_as_they_stand(packed, project, open_page):
    number = start_draft(
        project.engine, MARKUP, packed.remarks, packed.tables, ADMINISTRATOR, f"{MARKUP}.docx", "1" * 64
    )
    drawn = []
    app = open_page("passport", черновик=str(number), шаг="plan")
    for step in ("plan", "indicators", "collecting", "audit", "create"):
        app.query_params["шаг"] = step
        app.run()
        assert not app.exception, step
        drawn += markups(app).values()
        words = [each.value for kind in ("markdown", "caption", "error", "info") for each in getattr(app, kind)]
        assert [text for text in words if ACTING.search(text)] == [], step
    assert any("&lt;img src=x" in html for html in drawn)
    assert [html for html in drawn if "<img" in html] == []
    assert [html for html in drawn if "\u202e" in html or "\u200b" in html] == []


def test_no_word_of_a_document_becomes_a_formula_of_the_form(packed):
    plan = plan_of_draft(packed)
    assert len(plan["components"]) == 3, "a share and a number"
    book = load_workbook(io.BytesIO(write_template(plan, starter_directory(settings.data_folder() / "demo"))))
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
    assert [cell.coordinate for cell in cells if cell.data_type == "f" and "cmd" in str(cell.value)] == []
    assert any(FORMULA in str(cell.value) or FORMULA[1:] in str(cell.value) for cell in cells), "the words are there"
