"""The document as printed: its sections in order, each row with the place that the audit cites."""

from __future__ import annotations

import pytest

from tests.small_passport import write_small_passport
from uspekh.passport.plan import load_plan
from uspekh.passport.printed import list_sections


@pytest.fixture(scope="module")
def sections(tmp_path_factory):
    return list_sections(load_plan(write_small_passport(tmp_path_factory.mktemp("data") / "passport")))


def test_sections_follow_as_they_are_printed_and_empty_ones_are_left_out(sections):
    assert list(sections) == ["Раздел 1", "Раздел 2", "Раздел 3", "Раздел 4", "Раздел 5", "Приложение № 1",
                              "Методика расчёта"]  # fmt: skip
    assert [table.title for table in sections["Раздел 2"]] == ["Цель", "Показатели"]


def test_numbers_stand_as_the_document_writes_them(sections):
    indicators = sections["Раздел 2"][1]
    assert indicators.columns[3:] == ("База", "Дата базы", "2021", "2022", "2023", "2024", "2025", "2026")
    first = indicators.rows[0]
    assert (first.section, first.row) == ("Раздел 2", "А")
    assert first.cells[2:] == ("%", "48,5", "01.09.2020", "50", "55", "60", "65", "70", "75,5")
    assert indicators.rows[2].cells[3:5] == ("", ""), "no base is no zero"


def test_a_line_of_the_budget_has_a_row_for_each_source_with_money(sections):
    (budget,) = sections["Раздел 4"]
    assert [row.cells[:3] for row in budget.rows] == [
        ("1", "Путёвки в лагеря", "городской бюджет"), ("1", "", "спонсоры"),
        ("2", "Загородный лагерь", "городской бюджет"),
    ]  # fmt: skip
    assert budget.rows[0].cells[3:5] == ("1,25", "1,3")


def test_what_cannot_be_read_stands_in_the_document_all_the_same(tmp_path):
    folder = write_small_passport(tmp_path / "passport")
    path = folder / "indicator_targets.csv"
    path.write_text(path.read_text("utf-8").replace("А,2021,50", "А,2021,около 50"), "utf-8")
    cells = list_sections(load_plan(folder))["Раздел 2"][1].rows[0].cells
    assert "около 50" in cells
