"""The shipped passport, typed into Word, gives the tables of ``data/passport`` in everything that the document says."""

from __future__ import annotations

import json
import shutil
from dataclasses import replace

import pandas as pd
import pytest
from click.testing import CliRunner

from tests.importing.typed_passport import break_up, type_passport
from tests.importing.typing_word import type_document
from uspekh.actuals.opening.limits import Limits
from uspekh.commands.group import cli
from uspekh.importing.document.grid import read_grid
from uspekh.importing.next_edition import carry_over
from uspekh.importing.reading import ImportedPassport, import_passport
from uspekh.passport.editions.differences import find_differences
from uspekh.passport.plan import Plan, load_plan, plan_of
from uspekh.passport.tables import SCHEMAS
from uspekh.passport.texts import read_texts
from uspekh.settings import ROOT, forms_folder

FORMULA = "формула в LaTeX — наша запись, в документе она словами"
SPLIT = "в документе слово разорвано узким столбцом («общеобразовательны е»), таблица его соединяет"
SPACE = "план пишет «6- 11 классов», наша формулировка взята из раздела 3, где пробела нет"
DIFFERENCES = {
    ("methods", ("2",), "formula"): FORMULA,
    ("methods", ("3",), "formula"): FORMULA,
    ("methods", ("4",), "formula"): FORMULA,
    ("methods", ("4",), "responsible"): SPLIT,
    ("result_targets", ("1.2", 2019, "%"), "wording"): SPACE,
    ("result_targets", ("1.2", 2019, "чел."), "wording"): SPACE,
}
"""Every cell that differs, and why."""
OF_DOCUMENT = [name for name, schema in SCHEMAS.items() if schema.printed().section]


def read(blocks) -> ImportedPassport:
    return import_passport(read_grid(type_document(blocks), None, Limits()), forms_folder())


@pytest.fixture(scope="module")
def answer(tmp_path_factory):
    """The folder and the answer of the command."""
    folder = tmp_path_factory.mktemp("typed")
    document = folder / "паспорт.docx"
    document.write_bytes(type_document(type_passport()))
    result = CliRunner().invoke(cli, ["import", str(document), str(folder / "passport"), "--json"])
    assert result.exit_code == 0, result.output
    return folder, json.loads(result.output)


@pytest.fixture(scope="module")
def shipped() -> Plan:
    return load_plan(ROOT / "data" / "passport")


@pytest.fixture(scope="module")
def plan(answer) -> Plan:
    return load_plan(answer[0] / "passport")


def cells(plan: Plan, name: str) -> dict[tuple[str, tuple[object, ...], str], object]:
    """The cells of a table that are not ours, by table, key and column; an empty one as ``None``."""
    schema = SCHEMAS[name]
    columns = [column for column in schema.to_schema().columns if schema.printed().origin(column) != "ours"]
    return {
        (name, tuple(row[key] for key in schema.key()), column): None if pd.isna(row[column]) else row[column]
        for row in plan[name].to_dict("records")
        for column in columns
    }


@pytest.mark.parametrize("name", OF_DOCUMENT)
def test_what_the_document_says_is_read_as_it_was_typed_by_hand(name, plan, shipped):
    imported, expected = cells(plan, name), cells(shipped, name)
    assert imported.keys() == expected.keys()
    differing = {key for key, value in expected.items() if imported[key] != value}
    assert differing == {key for key in DIFFERENCES if key[0] == name}


def test_the_head_is_read(plan, shipped):
    keys = ("title", "short_title", "parent_title", "start", "end", "goal", "task", "approved_year")
    assert {key: plan.head["project"][key] for key in keys} == {key: shipped.head["project"][key] for key in keys}
    for key in ("headings", "titles", "officials"):
        assert plan.head[key] == shipped.head[key]


def test_people_are_proposed_as_the_directory_has_them_a_misprint_too(plan, shipped):
    columns = ["spelling", "person", "collective"]
    imported, expected = (set(each["people"][columns].itertuples(index=False)) for each in (plan, shipped))
    assert imported == expected


def test_no_proposed_link_contradicts_ours(plan, shipped):
    """63 of our 81 links are found by likeness; the other 18 take knowledge of the subject."""
    columns = ["result", "kind", "target"]
    imported, expected = (set(each["links"][columns].itertuples(index=False)) for each in (plan, shipped))
    assert imported <= expected
    assert len(imported) == 63


def test_read_as_the_next_edition_it_changes_nothing_and_keeps_all_that_is_ours(answer, shipped):
    last = read_texts(ROOT / "data" / "passport")
    after = plan_of(carry_over(last, read_texts(answer[0] / "passport")))
    for name in ("measures", "components", "applicability", "links", "result_targets"):
        key = list(SCHEMAS[name].key())
        pd.testing.assert_frame_equal(*(each[name].sort_values(key, ignore_index=True) for each in (after, shipped)))
    titles = [list(each[name]["short_title"]) for each in (after, shipped) for name in ("indicators", "results")]
    assert titles[:2] == titles[2:]
    # The head has these in our own words, and of one cell the table and the document differ (``SPLIT``).
    assert [(each.section, each.row, each.column) for each in find_differences(shipped, after)] == [
        ("Раздел 1", "", "Утверждён"),
        ("Раздел 1", "", "Связь с программами"),
        ("Методика расчёта", "4", "ответственный за сбор данных"),
    ]


def test_the_answer_counts_every_row(answer):
    counts = {each["section"]: each for each in answer[1]["sections"]}
    # By eye: 4 indicators; a task and 13 results; 97 items and the row of the task over them.
    assert [counts[name]["rows"] for name in ("indicators", "results", "plan")] == [4, 14, 98]
    # 38 participants under 12 titles of tasks; 7 lines of 5 rows and the project with its 3 sources.
    assert [counts[name]["rows"] for name in ("participants", "budget")] == [50, 39]
    assert all(each["rows"] == each["read"] and each["doubtful"] == 0 for each in counts.values())
    assert (answer[1]["form"], answer[1]["unread"]) == ("municipal_2019", [])


def test_the_sums_that_do_not_add_up_are_those_of_the_missing_lines(answer):
    """Lines 1.1 and 1.2 are missing in the text: 2 × 7 totals (all, the regional budget) and a gap."""
    assert answer[1]["sums"]["failed"] == 15
    assert {"place": "строки бюджета", "text": "первый номер 1.3"} in answer[1]["sums_failed"]


def test_the_audit_reads_the_folder(answer, monkeypatch):
    monkeypatch.setenv("USPEKH_DATA", str(answer[0]))
    result = CliRunner().invoke(cli, ["audit", "--json"])
    assert result.exit_code == 0
    rules = {finding["rule"] for finding in json.loads(result.output)}
    assert {"overload", "control_undefined", "two_amounts_in_cell"} <= rules


def test_formulas_of_indicators_are_proposed_as_the_shipped_passport_has_them(plan, shipped):
    columns = ["id", "subject", "formula", "divisor", "unit", "direction", "primary"]
    expected = shipped["measures"][shipped["measures"]["subject_kind"] == "indicator"]
    assert plan["measures"][columns].to_dict("records") == expected[columns].to_dict("records")


def test_the_program_runs_on_the_folder(answer, monkeypatch):
    for path in (ROOT / "data").glob("*.*"):
        shutil.copy(path, answer[0])
    shutil.copytree(ROOT / "data" / "demo", answer[0] / "demo")
    monkeypatch.setenv("USPEKH_DATA", str(answer[0]))
    monkeypatch.setenv("USPEKH_DATABASE_URL", f"sqlite:///{answer[0] / 'new.sqlite'}")
    result = CliRunner().invoke(cli, ["status", "--year", "2020", "--json"])
    assert result.exit_code == 0, result.output
    rows = [each for each in json.loads(result.output)["indicators"] if each["year"] == 2020]
    figures = {each["id"]: (each["plan"], each["fact"]) for each in rows}
    # The targets of 2020 in section 2; nothing has been reported.
    assert figures == {"1": (75, None), "2": (750, None), "3": (0.8, None), "4": (902, None)}


def test_a_folder_with_files_is_not_written_over(answer):
    result = CliRunner().invoke(cli, ["import", str(answer[0] / "паспорт.docx"), str(answer[0] / "passport")])
    assert result.exit_code == 1
    assert "там уже есть файлы" in result.output


def test_thirty_ways_to_break_the_pages_give_the_same_tables():
    """Tables and rows cut anywhere, headings repeated or not, merges lost, page numbers, one long table."""
    blocks = type_passport()
    whole = read(blocks)
    for seed in range(30):
        broken = read(break_up(blocks, seed))
        assert broken.draft.tables == whole.draft.tables, seed
        assert (broken.draft.unread, broken.draft.doubts) == ([], []), seed
        assert broken.draft.head == whole.draft.head, seed


def test_a_third_form_is_a_file(tmp_path):
    """A form that calls indicators otherwise is read by a profile of its own, without a line of code."""
    profile = (forms_folder() / "municipal_2019.toml").read_text(encoding="utf-8")
    profile = profile.replace('title = "наименование показателя"', 'title = "целевой индикатор"')
    (tmp_path / "third.toml").write_text(profile, encoding="utf-8")
    shutil.copy(forms_folder() / "municipal_2019.toml", tmp_path)
    rows = []
    for row in read_grid(type_document(type_passport()), None, Limits()):
        texts = (cell.text.replace("Наименование показателя", "Целевой индикатор") for cell in row.cells)
        cells = [replace(cell, text=text) for cell, text in zip(row.cells, texts, strict=True)]
        rows.append(replace(row, cells=cells))
    imported = import_passport(rows, tmp_path)
    assert imported.form.name == "third"
    assert len(imported.draft.rows("indicators")) == 4
