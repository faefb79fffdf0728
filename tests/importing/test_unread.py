"""A row is never lost: what cannot be read is listed with where it stands; sums that differ are named."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from click.testing import CliRunner

from tests.importing.typing_word import TypedCell, TypedTable, type_document
from uspekh.actuals.opening.limits import Limits
from uspekh.commands.group import cli
from uspekh.importing.document.grid import read_grid
from uspekh.importing.reading import ImportedPassport, NoPassport, import_passport
from uspekh.settings import forms_folder

BUDGET_HEAD = [
    "№ п/п",
    "Наименование результата и источники финансирования",
    "2025 г.",
    "2026 г.",
    "Всего (млн. рублей)",
]
PLAN_HEAD = ["№ п/п", "Наименование результата, мероприятия", "Сроки / начало", "Сроки / окончание",
             "Ответственный исполнитель", "Вид документа", "Уровень контроля"]  # fmt: skip
PLAN = [
    ["1.", "Открыт клуб", "01.01.2025", "31.12.2025", "Отдел", "Отчет", "РП"],
    ["1.1.1", "Закуплена мебель", "01.02.2025", "когда-нибудь", "Отдел", "Отчет", "РП"],
    ["1.1", "Открыт клуб", "", "31.12.2025", "Отдел", "Отчет", "РП"],
]
BUDGET = [
    ["1.1", "Клуб, в том числе:", "", "", ""],
    ["", "местный бюджет", "1,5", "0,5", "2"],
    ["", "Всего по данному направлению", "1,5", "0,5", "2,0"],
    ["", "Всего по муниципальному проекту, в том числе:", "1,5", "0,5", "2"],
    ["", "местный бюджет", "1,5", "0,5", "2"],
]


def read(budget=BUDGET, plan=PLAN, budget_head=BUDGET_HEAD) -> ImportedPassport:
    blocks = [_table([budget_head, *budget]), _table([PLAN_HEAD, *plan])]
    return import_passport(read_grid(type_document(blocks), None, Limits()), forms_folder())


def _table(rows):
    return TypedTable([1000] * len(rows[0]), [[TypedCell(text) for text in row] for row in rows])


def test_a_row_without_a_number_that_is_a_row_of_its_own_is_listed():
    odd = ["", "Без номера", "", "30.06.2025", "Отдел", "", ""]
    imported = read(plan=[PLAN[0], odd, *PLAN[1:]])
    assert [(remark.where, remark.text) for remark in imported.draft.unread] == [
        ("таблица 2, строка 3", "Без номера | 30.06.2025 | Отдел")
    ]
    count = imported.draft.counts["plan"]
    assert (count.rows, count.read) == (4, 3)


def test_a_cell_that_is_no_date_is_doubted_and_stays_as_text():
    imported = read()
    assert "таблица 2, строка 3" in [remark.where for remark in imported.draft.doubts]
    item = imported.draft.rows("plan_items")[1]
    assert (item["end"], item["end_text"]) == ("", "когда-нибудь")


def test_an_amount_that_does_not_add_up_is_named():
    assert read().sums.failed == []
    changed = [BUDGET[0], ["", "местный бюджет", "1,4", "0,5", "2"], *BUDGET[2:]]
    texts = {remark.where: remark.text for remark in read(changed).sums.failed}
    # 1,4 in place of 1,5 is in three totals of the line (the year, the source, all) and in four of the project, which
    # prints the source by year too.
    assert len(texts) == 7
    assert texts["бюджет, строка 1.1, местный бюджет, все годы"] == "напечатано 2 млн рублей, по слагаемым 1,9"


def test_money_in_thousands_is_read_in_the_unit_of_the_heading():
    head = [*BUDGET_HEAD[:-1], "Всего (тыс. рублей)"]
    rows = read([["1.1", "Клуб", "", "", ""], ["", "местный бюджет", "1 500,5", "-", "1 500,5"]], budget_head=head)
    assert [row["amount_mln"] for row in rows.draft.rows("budget")] == ["1.5005"]


def test_blank_is_not_zero():
    imported = read([BUDGET[0], ["", "местный бюджет", "0", "", "0"]])
    assert [(row["year"], row["amount_mln"]) for row in imported.draft.rows("budget")] == [("2025", "0")]


def test_another_document_is_no_passport():
    rows = read_grid(type_document(["Приказ", _table([["а", "б", "в"]])]), None, Limits())
    with pytest.raises(NoPassport, match="Это не паспорт проекта"):
        import_passport(rows, forms_folder())


def test_a_merged_cell_in_the_body_does_not_move_its_neighbours():
    """The title covers two columns, so the row has a cell less than the heading."""
    merged = [TypedCell("1.1.2"), TypedCell("Куплены столы", 2), *map(TypedCell, ("31.12.2025", "Отдел", "Акт", "РП"))]
    table = _table([PLAN_HEAD, *PLAN])
    table = replace(table, rows=[*table.rows[:3], merged, *table.rows[3:]])
    rows = read_grid(type_document([_table([BUDGET_HEAD, *BUDGET]), table]), None, Limits())
    item = import_passport(rows, forms_folder()).draft.rows("plan_items")[2]
    assert (item["title"], item["start"], item["end"], item["document"]) == ("Куплены столы", "", "2025-12-31", "Акт")


def test_the_answer_for_a_person_names_rows_and_places_in_words(tmp_path):
    odd = ["", "Без\u0085номера", "", "30.06.2025", "Отдел", "", ""]
    blocks = [_table([BUDGET_HEAD, *BUDGET]), _table([PLAN_HEAD, PLAN[0], odd, *PLAN[1:]])]
    (tmp_path / "a.docx").write_bytes(type_document(blocks))
    output = CliRunner().invoke(cli, ["import", str(tmp_path / "a.docx"), str(tmp_path / "out")]).output
    assert "План мероприятий: 3 из 4" in output
    assert "Не прочитано:\n  таблица 2, строка 3: Без номера | 30.06.2025 | Отдел\n" in output
    assert "«когда-нибудь» — не дата" in output
    assert not re.search(r"[a-z]{3,}", output.replace(str(tmp_path / "out"), ""))
