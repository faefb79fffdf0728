"""The letter and the list: every chosen finding in the order of the document, with what is proposed."""

from __future__ import annotations

import json
from io import BytesIO

import docx
import pytest
from click.testing import CliRunner
from openpyxl import load_workbook

from uspekh import settings
from uspekh.__main__ import cli
from uspekh.audit import Citation, Finding, Question
from uspekh.letter.amendments import list_amendments, say_places, say_words
from uspekh.letter.document import write_letter
from uspekh.letter.workbook import write_list
from uspekh.passport.plan import load_plan

BASE = Finding(
    "base_value_differs", "breaks", "Две базы.",
    (Citation("Раздел 2", "1", "40 %"), Citation("Приложение № 2", "1.", "=41 %"), Citation("Раздел 2", "3", "7")),
    "Два прироста.", "Выбрать одну.", "Приложение № 2: 40 %",
)  # fmt: skip
EMPTY = Finding("control_empty", "local", "Нет уровня.", (Citation("Приложение № 1", "2.1", ""),), "Никто.", "Указать.")
QUESTION = Question("Действует ли акт?", "Иначе заменить.", (Citation("Раздел 1", "", "приказ № 5"),))


@pytest.fixture(scope="module")
def plan():
    return load_plan(settings.data_folder() / "passport")


def test_places_of_one_section_stand_together():
    assert say_places(BASE.citations) == "Раздел 2, строки 1, 3; Приложение № 2, строка 1."


def test_words_have_their_places_where_there_are_several():
    assert say_words(BASE.citations).splitlines() == [
        "Раздел 2, строка 1: «40 %»", "Приложение № 2, строка 1.: «=41 %»", "Раздел 2, строка 3: «7»",
    ]  # fmt: skip
    assert say_words(BASE.citations[:1]) == "«40 %»"
    assert say_words((BASE.citations[0], BASE.citations[2])) == "1: «40 %»\n3: «7»"


def test_what_a_rule_proposes_stands_in_the_letter_and_else_its_advice():
    rows = list_amendments([BASE, EMPTY])
    assert [row["proposed"] for row in rows] == ["Приложение №\u00a02: 40\u00a0%", "Указать."]
    assert rows[0]["reason"] == "Две базы. Два прироста."


def test_the_letter_is_a_table_with_a_row_for_each_finding_and_a_signature(plan):
    document = docx.Document(BytesIO(write_letter(plan, [BASE, EMPTY], settings.data_folder() / "report")))
    table, signature = document.tables
    assert [cell.text for cell in table.rows[0].cells] == [
        "Раздел, строка",
        "В редакции",
        "Предлагается",
        "Обоснование",
    ]
    assert [row.cells[0].text for row in table.rows[1:]] == [
        "Раздел 2, строки 1, 3; Приложение №\u00a02, строка 1.",
        "Приложение №\u00a01, строка 2.1",
    ]
    assert "Баранец Татьяна Григорьевна" in signature.rows[0].cells[2].text
    text = "\n".join(paragraph.text for paragraph in document.paragraphs)
    assert "2 изменения" in text and "О.В. Боровский" in text and "{{" not in text
    assert document.core_properties.author == ""


def test_the_list_is_printable_in_the_order_of_sections_and_no_cell_is_a_formula():
    book = load_workbook(BytesIO(write_list([BASE, EMPTY], [QUESTION], {EMPTY.key: "так надо"}, "Замечания")))
    sheet = book["Замечания"]
    assert sheet.page_setup.orientation == "landscape" and sheet.sheet_properties.pageSetUpPr.fitToPage
    assert sheet.print_title_rows == "$3:$3"
    rows = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=4)]
    assert [row[0] for row in rows] == ["Раздел 2", "1", "Приложение №\u00a01", "2"]
    assert rows[3][-1] == "принято: так надо"
    cells = [cell for row in sheet.iter_rows(min_row=4) for cell in row if cell.value]
    assert all(cell.alignment.wrap_text and cell.data_type in "sn" for cell in cells)
    assert book["Проверьте сами"]["B4"].value == "Действует ли акт?"


def test_the_command_writes_the_chosen_findings(tmp_path):
    ask = CliRunner().invoke
    keys = [finding["id"] for finding in json.loads(ask(cli, ["audit", "--json"]).output)]
    out = tmp_path / "письмо.docx"
    answer = ask(cli, ["letter", str(out), "--finding", keys[5], "--finding", keys[2], "--json"])
    assert (answer.exit_code, json.loads(answer.output)) == (0, {"written": str(out), "findings": 2})
    assert len(docx.Document(str(out)).tables[0].rows) == 1 + 2


def test_an_unknown_finding_and_another_form_are_refused(tmp_path):
    refused = CliRunner().invoke(cli, ["letter", str(tmp_path / "a.docx"), "--finding", "нет:1"])
    assert refused.exit_code == 1 and "нет:1" in refused.stderr
    assert CliRunner().invoke(cli, ["letter", str(tmp_path / "a.pdf")]).exit_code == 2
    assert not list(tmp_path.iterdir())
