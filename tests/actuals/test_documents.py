"""The document that confirms a number goes with it: from the cell beside to the store and to where it came from."""

from __future__ import annotations

import pandas as pd

from tests.actuals.conftest import HEADINGS, places
from uspekh.access.person import operator
from uspekh.actuals.writing.rebuilding import rebuild_workbook
from uspekh.store.database.engine import open_store
from uspekh.store.guards.texts import texts_of
from uspekh.store.uploads.files import File
from uspekh.store.uploads.journal import accept
from uspekh.store.uploads.unsaved import _packed, _unpacked
from uspekh.store.values.queries import of_kinds

ORDER = "приказ от 12.01.2022 № 4-од"
SHEETS = {
    "Показатели": [[*HEADINGS, "Комментарий", "Документ"], ["Ш1", 2021, "год", 10, 100, 3, "-", ORDER],
                   ["К", 2021, "год", 5, None, 7, None, None]],
    "Результаты": [["Организация", "Год", "Р1 Разные дети, чел.", "Документ"], ["Ш1", 2021, 2, "журнал за год"]],
    "Бюджет": [["Строка", "Источник", "Год", "Кассовое исполнение, руб.", "Документ"],
               ["1.3", "региональный бюджет", 2021, 1000, "платёжное поручение № 7"]],
}  # fmt: skip
EXPECTED = {
    ("Ш1", "p1_engaged"): ORDER,
    ("Ш1", "p1_total"): ORDER,
    ("Ш1", "p2_covered"): ORDER,
    ("Ш1", "r1_unique"): "журнал за год",
    ("1.3", "executed"): "платёжное поручение № 7",
}


def documents(values: pd.DataFrame) -> dict[tuple[str, str], str]:
    named = values[values["document"].notna()]
    return dict(zip(zip(named["subject"], named["field"], strict=True), named["document"], strict=True))


def test_each_number_of_a_row_has_the_document_of_the_row(read):
    reading = read(SHEETS)
    assert places(reading, "error") == []
    assert documents(reading.values) == EXPECTED
    assert "document" not in set(reading.values["field"])


def test_without_documents_nothing_is_added(read):
    values = read({"Показатели": [HEADINGS, ["Ш1", 2021, "год", 10, 100, 3]]}).values
    assert "document" not in values


def test_the_copy_and_the_unsaved_preview_keep_them(read, plan):
    values = read(SHEETS).values
    assert documents(read(rebuild_workbook(values, plan)).values) == EXPECTED
    assert documents(_unpacked(_packed(values))) == EXPECTED


def test_they_are_stored_and_given_back(read, tmp_path):
    reading = read(SHEETS)
    engine = open_store(f"sqlite:///{tmp_path / 'store.sqlite'}")
    accept(engine, File("а.xlsx", b"copy", reading.sha256, reading.rows), reading.values, operator("Оператор"))
    assert documents(of_kinds(engine, "component", "budget")) == EXPECTED
    engine.dispose()


def test_a_document_is_a_text_that_is_stored(read):
    texts = dict(texts_of(read(SHEETS).values))
    assert texts["Показатели", "D2"] == ORDER and texts["Бюджет", "D2"] == "платёжное поручение № 7"


def test_children_named_in_a_document_refuse_the_file(read):
    rows = [["Ш1", 2021, "год", 10, 100, 3, "заявление: Петрова Мария Ивановна, 12.05.2012"],
            ["К", 2021, "год", 10, None, 3, "заявление: Сидоров Пётр Ильич, 03.02.2013"]]  # fmt: skip
    reading = read({"Показатели": [[*HEADINGS, "Документ"], *rows]})
    assert not reading.accepted and {code.partition(".")[0] for code, _, _ in places(reading, "error")} == {"personal"}


def test_a_row_with_a_document_alone_stores_nothing(read):
    reading = read({"Показатели": [[*HEADINGS, "Документ"], ["Ш1", 2021, "год", None, None, None, ORDER]]})
    assert reading.values.empty
