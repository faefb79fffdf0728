"""Names that organizations go by: several in a cell, former ones, successors, and those that a person chose once."""

from __future__ import annotations

import pytest

from tests.actuals.conftest import HEADINGS, given, places, workbook
from uspekh.actuals.cells import Unreadable
from uspekh.actuals.layout.mapping import Mapping, split_matched
from uspekh.actuals.parsing.names import ChosenName, Organization, OrganizationNames
from uspekh.actuals.reading import read_workbook, unknown_names

P = "Показатели"
DIRECTORY = ["Код", "Наименование", "Действует по", "Прежние наименования", "Преемник"]
NAMES = OrganizationNames(
    [
        Organization("Г1", "Гимназия № 1", None, ("Школа № 9", "Лицей № 4")),
        Organization("Г2", "Гимназия № 2", None),
        Organization("Ш12", "Гимназия № 12", None),
        Organization("Л4", "Лицей № 4", None),
    ]
)


@pytest.mark.parametrize(
    "name",
    ["Гимназия № 1, 2", "Гимназия № 1 и № 2", "Гимназия №№ 1, 2", "Гимназия № 1-2", "Гимназии № 1; 2", "гимназия 1/2"],
)
def test_several_organizations_in_a_cell_are_none_of_them(name):
    with pytest.raises(Unreadable) as caught:
        NAMES.parse(name)
    assert caught.value.code == "organization.unknown"


def test_the_message_names_the_organizations_that_a_cell_holds():
    with pytest.raises(Unreadable) as caught:
        NAMES.parse("Гимназия № 1, 12")
    assert "Г1; Ш12" in caught.value.message


def test_a_former_name_stands_for_its_organization_unless_another_bears_it_now():
    assert NAMES.parse("школа №9") == "Г1"
    assert NAMES.parse("Лицей № 4") == "Л4"


def test_a_name_that_a_person_chose_stands_for_its_organization_unless_somebody_bears_it():
    chosen = [ChosenName("Первая", "Г1"), ChosenName("Гимназия № 2", "Г1"), ChosenName("Чужая", "нет такой")]
    names = OrganizationNames(
        [Organization("Г1", "Гимназия № 1", None), Organization("Г2", "Гимназия № 2", None)], chosen
    )
    assert names.parse("ПЕРВАЯ.") == "Г1"
    assert names.parse("Гимназия № 2") == "Г2"
    with pytest.raises(Unreadable):
        names.parse("Чужая")


def test_former_names_of_the_file_are_used_in_it_and_kept(read):
    organizations = [DIRECTORY, ["Ш8", "Школа № 8", None, "Вечерняя школа;\nШкола рабочей молодёжи", None]]
    reading = read({"Организации": organizations, P: [HEADINGS, ["Школа рабочей молодежи", 2021, "год", 1, 2, 3]]})
    assert ("Ш8", 2021, 12, "p2_covered") in given(reading)
    kept = reading.values.set_index("field")["text"]
    assert kept["former_names"] == "Вечерняя школа; Школа рабочей молодёжи"


def test_former_names_of_the_directory_are_used(plan, directory):
    directory = directory.assign(former_names=[None, "Школа-десятилетка", None, None]).astype({"former_names": "str"})
    content = workbook({P: [HEADINGS, ["Школа - десятилетка", 2021, "год", 90, 100, 3]]})
    reading = read_workbook(content, "x.xlsx", plan, directory, directory.iloc[:0])
    assert ("Ш1", 2021, 12, "p2_covered") in given(reading)


def test_a_successor_must_be_another_organization_of_the_directory(read):
    row = ["Ш2", "Средняя школа № 2", "31.12.2021", None]
    for successor in ("Ш1", "СОШ № 1"):
        assert read({"Организации": [DIRECTORY, [*row, successor]]}).accepted
    for successor in ("Ш77", "Ш2"):
        reading = read({"Организации": [DIRECTORY, [*row, successor]]})
        assert places(reading, "error") == [("organization.successor", "Организации", "E2")]


def test_the_successor_is_named_where_a_closed_organization_reports(read):
    organizations = [DIRECTORY, ["Ш2", "Средняя школа № 2", "31.12.2021", None, "Ш1"]]
    reading = read({"Организации": organizations, P: [HEADINGS, ["Ш2", 2022, "год", 90, 100, 3]]})
    (problem,) = [problem for problem in reading.problems if problem.code == "organization.inactive"]
    assert "Преемник — СОШ № 1" in problem.message


def test_unknown_names_are_offered_once_each_and_the_choice_is_read_after(plan, directory):
    content = workbook({P: [HEADINGS, *(["Первая школа", year, "год", 90, 100, 3] for year in (2021, 2022))]})
    assert unknown_names(content, plan, directory, ()) == ["Первая школа"]
    chosen = [ChosenName("Первая школа", "Ш1")]
    assert unknown_names(content, plan, directory, chosen) == []
    reading = read_workbook(content, "x.xlsx", plan, directory, directory.iloc[:0], chosen=chosen)
    assert {key[:2] for key in given(reading)} == {("Ш1", 2021), ("Ш1", 2022)}


def test_nothing_of_people_is_offered(plan, directory):
    content = workbook({P: [["ФИО ребёнка", *HEADINGS[1:]], ["Иванов Иван Иванович", 2021, "год", 1, 1, 1]]})
    assert unknown_names(content, plan, directory, ()) == []


def test_what_was_matched_is_kept_as_texts_of_two_kinds():
    mapping, name = Mapping("shape", P, {"Охват": "p2_covered"}), ChosenName("Первая школа", "Ш1")
    assert split_matched([mapping.to_json(), name.to_json()]) == ([mapping], [name])
    assert ChosenName("ПЕРВАЯ  школа", "Ш2").key == name.key and len(name.key) == 64
    with pytest.raises(ValueError):
        split_matched(["[]"])
