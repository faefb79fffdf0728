"""A table of another department: matched once, read ever after by the shape of its headings."""

from __future__ import annotations

import pytest

from tests.actuals.conftest import given, places, workbook
from uspekh.actuals.layout.mapping import Mapping
from uspekh.actuals.reading import foreign_tables, read_workbook

FOREIGN = [
    ["Сведения о занятости"],
    ["Наименование ОУ", "Отчётный год", "Ходят в кружки", "Примечание"],
    ["СОШ № 1", 2021, "4 0", "всё"],
    ["Клуб «Ёлка»", 2022, 7, None],
]
FIELDS = {"Наименование ОУ": "subject", "Отчётный год": "year", "Ходят в кружки": "p2_covered"}


def sheets(rows=FOREIGN, name="Свод"):
    return workbook({name: rows})


@pytest.fixture
def mapping(plan):
    (first, *_) = foreign_tables(sheets(), plan)
    return Mapping(first.shape, "Показатели", FIELDS)


@pytest.fixture
def by_hand(plan, directory):
    return lambda content, *mappings: read_workbook(
        content, "свод.xlsx", plan, directory, directory.iloc[:0], None, mappings
    )


def test_what_can_be_matched_is_offered_with_samples(plan, read):
    (candidate,) = foreign_tables(sheets(), plan)
    assert (candidate.sheet, candidate.cell) == ("Свод", "A2")
    assert candidate.labels == tuple(FOREIGN[1])
    assert candidate.samples == (("СОШ № 1", "Клуб «Ёлка»"), ("2021", "2022"), ("4 0", "7"), ("всё",))
    assert "вручную" in read(sheets()).problems[0].message


def test_a_table_of_the_form_is_not_offered_though_its_sheet_has_no_name_or_another(plan):
    rows = [["Организация", "Год", "П2 Охвачено, чел."], ["СОШ № 1", 2021, 1234]]
    text = "\n".join(";".join(map(str, row)) for row in rows).encode()
    assert foreign_tables(text, plan) == foreign_tables(sheets(rows, "Лист1"), plan) == []
    other = "Учреждение;Год;Ходят в кружки\nСОШ № 1;2021;7\n".encode()
    assert [candidate.labels for candidate in foreign_tables(other, plan)] == [("Учреждение", "Год", "Ходят в кружки")]


def test_nothing_of_people_is_offered(plan):
    assert foreign_tables(sheets([["ФИО", "Класс"], ["Иванов Иван", "7А"]]), plan) == []
    rows = [["Организация", "Кто вёл"], ["СОШ № 1", "Петрова Анна Сергеевна"]]
    (candidate,) = foreign_tables(sheets(rows), plan)
    assert candidate.samples[1] == ("…",)


def test_a_matched_table_is_read_with_its_own_cells(by_hand, mapping):
    reading = by_hand(sheets([*FOREIGN[:2], ["СОШ № 1", 2021, "1 040", "всё"], FOREIGN[3]]), mapping)
    assert given(reading) == {("Ш1", 2021, 12, "p2_covered"): 1040, ("К", 2022, 12, "p2_covered"): 7}
    assert list(reading.values["sheet"].unique()) == ["Свод"]
    assert list(reading.values["cell"]) == ["C3", "C4"]
    assert places(reading) == [("sheet.mapped", "Свод", None), ("column.ignored", "Свод", "D2")]


def test_its_mistakes_are_told_where_they_stand(by_hand, mapping):
    assert places(by_hand(sheets(), mapping), "error") == [("number.text", "Свод", "C3")]


def test_the_same_headings_otherwise_written_are_known_and_others_are_not(by_hand, mapping):
    same = [["наименование  ОУ.", "ОТЧЕТНЫЙ ГОД", "Ходят в\nкружки", "Примечание"], ["Ш1", 2021, 5, None]]
    assert given(by_hand(sheets(same, "Лист 7"), mapping)) == {("Ш1", 2021, 12, "p2_covered"): 5}
    other = [["Наименование ОУ", "Отчётный год", "Ходят в секции", "Примечание"], ["Ш1", 2021, 5, None]]
    assert places(by_hand(sheets(other), mapping)) == [("sheet.ignored", "Свод", None), ("sheet.none", None, None)]


def test_a_year_that_the_table_has_no_column_for(by_hand, plan):
    rows = [["ОУ", "Охват"], ["Ш1", 5]]
    (candidate,) = foreign_tables(sheets(rows), plan)
    fields = {"ОУ": "subject", "Охват": "p2_covered"}
    fixed = Mapping(candidate.shape, "Показатели", fields, {"year": "2021", "months": "I квартал"})
    assert given(by_hand(sheets(rows), fixed)) == {("Ш1", 2021, 3, "p2_covered"): 5}
    without = Mapping(candidate.shape, "Показатели", fields)
    assert places(by_hand(sheets(rows), without), "error") == [("column.missing", "Свод", "A1")]
    wrong = Mapping(candidate.shape, "Показатели", fields, {"year": "2031"})
    assert places(by_hand(sheets(rows), wrong), "error") == [("year.outside", "Свод", None)]


def test_a_year_chosen_by_hand_stands_against_a_title(by_hand, plan):
    rows = [["Сведения за 2022 год"], ["ОУ", "Охват"], ["Ш1", 5]]
    (candidate,) = foreign_tables(sheets(rows), plan)
    fixed = Mapping(candidate.shape, "Показатели", {"ОУ": "subject", "Охват": "p2_covered"}, {"year": "2021"})
    assert given(by_hand(sheets(rows), fixed)) == {("Ш1", 2021, 12, "p2_covered"): 5}


def test_a_column_with_our_own_word_that_was_not_chosen_is_left(by_hand, plan):
    rows = [["ОУ", "Год", "Отчётный", "Охват"], ["Ш1", 2020, 2021, 5]]
    (candidate,) = foreign_tables(sheets(rows), plan)
    chosen = Mapping(candidate.shape, "Показатели", {"ОУ": "subject", "Отчётный": "year", "Охват": "p2_covered"})
    assert given(by_hand(sheets(rows), chosen)) == {("Ш1", 2021, 12, "p2_covered"): 5}


def test_a_text_file_and_a_directory_are_matched_too(by_hand, plan):
    text = "Шифр;Имя организации;Охват\nЛ1;Лицей;5\n".encode("cp1251")
    (candidate,) = foreign_tables(text, plan)
    units = Mapping(candidate.shape, "Организации", {"Шифр": "subject", "Имя организации": "name"})
    reading = by_hand(text, units)
    assert {row.field: row.text for row in reading.values.itertuples()} == {"name": "Лицей", "short_name": "Лицей"}


def test_a_mapping_is_kept_as_text(mapping):
    assert Mapping.from_json(mapping.to_json()) == mapping
    for damaged in ("{", "{}", "[]"):
        with pytest.raises(ValueError):
            Mapping.from_json(damaged)


def test_a_sheet_of_our_name_under_other_headings_is_matched_as_well(plan, by_hand):
    content = sheets([FOREIGN[1], ["СОШ № 1", 2021, 40, "всё"]], "Показатели")
    assert not by_hand(content).accepted
    (candidate,) = foreign_tables(content, plan)
    reading = by_hand(content, Mapping(candidate.shape, "Показатели", FIELDS))
    assert reading.accepted, reading.problems
    assert reading.values["number"].dropna().tolist() == [40]
