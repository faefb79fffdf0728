"""The document as a form."""

from __future__ import annotations

import re
from datetime import date

from tests.audit.cases.making import Case, add, both, in_head, put, written
from tests.audit.change import headed
from tests.audit.clean import SUPPLEMENT
from uspekh.audit.budget import sums
from uspekh.audit.document import structure
from uspekh.passport.plan import Plan

BREAKDOWN = {"annex2": "Показатели в разрезе организаций"}
EMPTY_COLUMN = re.sub("(подготовки|бережливости|проекту),", r"\1,,", SUPPLEMENT.replace("title,", "title,code,", 1))


def in_project(**parts):
    return lambda plan: headed(plan, project=plan.head["project"] | parts)


CASES = [
    Case(structure.approval_without_date, in_project(approved_by="Лесной П.И.", approved_year=2021), ["Раздел 1"]),
    Case(structure.approval_without_date, in_project(approved_by="Лесной П.И.", approved_date=date(2021, 1, 9)), []),
    Case(structure.parent_named_like_itself, in_project(parent_title="«Чистая вода»"), []),
    Case(structure.parent_named_like_itself, in_project(parent_title="Чистая  вода."), ["Раздел 1", "Раздел 1"]),
    Case(structure.parent_named_like_itself, in_project(parent_title=""), ["Раздел 1"]),
    Case(
        structure.section_number_missing,
        in_head(headings=[[1, "Основные положения"], [3, "Результаты"]]),
        ["Раздел 1", "Раздел 3"],
    ),
    Case(structure.section_number_missing, in_head(headings=[[1, "Основные положения"], [2, "Показатели"]]), []),
    Case(
        structure.column_empty,
        written("supplementary_financing", SUPPLEMENT, EMPTY_COLUMN),
        ["Дополнительные материалы, раздел 3"],
    ),
    Case(
        structure.column_empty,
        written("supplementary_financing", SUPPLEMENT, EMPTY_COLUMN.replace("подготовки,,", "подготовки,0701,", 1)),
        [],
    ),
    Case(
        structure.breakdown_of_one_row,
        in_head(titles=BREAKDOWN),
        ["Приложение № 2", "Приложение № 2, строка 1.", "Приложение № 2, строка 2."],
    ),
    Case(
        structure.breakdown_of_one_row,
        both(in_head(titles=BREAKDOWN), add("annex2_indicators", {"row": "1."}, row="1.1", scope="Школы")),
        [],
    ),
    Case(
        structure.form_words_left,
        put("materials", {"section": "1"}, text="За основу следует брать методику области."),
        ["Дополнительные материалы, раздел 1"],
    ),
    Case(structure.form_words_left, put("materials", {"section": "1"}, text="Методика области взята за основу."), []),
    Case(
        sums.two_amounts_in_cell,
        add("supplementary_financing", {"row": "2", "year": 2023}, position=2, kopecks=0),
        ["Дополнительные материалы, раздел 3, строка 2"],
    ),
    Case(sums.two_amounts_in_cell, lambda plan: Plan(plan.head, plan.tables), []),
]
