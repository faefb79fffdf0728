"""Each sheet of figures has a column of comments: two on one organization and period are two, and one cell is one."""

from __future__ import annotations

from tests.actuals.conftest import HEADINGS, places
from uspekh.actuals.writing.rebuilding import rebuild_workbook

INDICATORS = [[*HEADINGS, "Комментарий"], ["Ш1", 2021, "год", 10, 100, 3, "каникулы"]]
RESULTS = [["Организация", "Год", "Р1 Разные дети, чел.", "Комментарий"], ["Ш1", 2021, 2, "собрание"]]
SHEETS = {"Показатели": INDICATORS, "Результаты": RESULTS}


def comments(values) -> set[tuple[str, str, str]]:
    rows = values[values["field"] == "comment"]
    return set(zip(rows["subject"], rows["part"], rows["text"], strict=True))


def test_comments_of_two_sheets_stand_beside_each_other(read):
    reading = read(SHEETS)
    assert places(reading, "error") == []
    assert comments(reading.values) == {("Ш1", "", "каникулы"), ("Ш1", "Результаты", "собрание")}


def test_the_copy_that_is_kept_gives_them_back(read, plan):
    values = read(SHEETS).values
    assert comments(read(rebuild_workbook(values, plan)).values) == comments(values)


def test_two_comments_of_one_sheet_on_the_same_are_still_given_twice(read):
    twice = read({"Показатели": [INDICATORS[0], INDICATORS[1], ["Ш1", 2021, "год", None, None, None, "отпуск"]]})
    assert places(twice, "error") == [("key.duplicate", "Показатели", "G3")]
