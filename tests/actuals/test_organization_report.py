"""An organization sends its own values; everything else is refused with its sheet and cell."""

from __future__ import annotations

import pytest

from tests.actuals.conftest import HEADINGS, given, places
from uspekh.actuals.organization_report import restrict_to_organization

OWN = ["СОШ № 1", 2021, "год", 90, 100, None]
DIRECTORY = ["Код", "Наименование", "Краткое наименование", "Тип", "Контингент 5–18 лет, чел."]
BUDGET = ["Строка", "Источник", "Год", "Период", "Уточнённый план, руб.", "Кассовое исполнение, руб."]
UNCHANGED = ["Ш1", "Средняя школа № 1", "СОШ № 1", "школа", 100]


def told(read, directory, **sheets):
    return restrict_to_organization(read({"Показатели": [HEADINGS, OWN], **sheets}), "Ш1", directory)


def test_its_own_values_are_taken(read, directory):
    reading = told(read, directory)
    assert reading.accepted
    assert given(reading) == {("Ш1", 2021, 12, "p1_engaged"): 90, ("Ш1", 2021, 12, "p1_total"): 100}


def test_the_directory_that_a_form_carries_along_unchanged_is_left_out(read, directory):
    reading = told(read, directory, Организации=[DIRECTORY, UNCHANGED])
    assert reading.accepted
    assert set(reading.values["kind"]) == {"component"}


@pytest.mark.parametrize(
    ("sheets", "place"),
    [
        ({"Показатели": [HEADINGS, OWN, ["Клуб «Ёлка»", 2021, "год", 5, None, None]]}, ("Показатели", "D3")),
        ({"Показатели": [HEADINGS, OWN, ["МО", 2021, "год", 5, 50, None]]}, ("Показатели", "D3")),
        ({"Бюджет": [BUDGET, ["1.3", "региональный бюджет", 2021, "год", 100, None]]}, ("Бюджет", "E2")),
        ({"Мероприятия": [["№", "Год", "Дата исполнения"], ["1.1", 2021, "31.12.2021"]]}, ("Мероприятия", "C2")),
        ({"Организации": [DIRECTORY, [*UNCHANGED[:4], 120]]}, ("Организации", "E2")),
        ({"Организации": [DIRECTORY, ["Ш9", "Новая школа", "СОШ № 9", "школа", 10]]}, ("Организации", "B2")),
    ],
    ids=["another organization", "the municipality", "budget", "plan item", "its contingent", "a new organization"],
)
def test_anything_else_refuses_the_file_and_names_the_cell(read, directory, sheets, place):
    reading = told(read, directory, **sheets)
    assert not reading.accepted and reading.values.empty
    assert places(reading, "error") == [("access.organization", *place)]


def test_a_form_without_values_is_not_sent(read, directory):
    reading = told(read, directory, Показатели=[HEADINGS, [*OWN[:3], None, None, None]])
    assert places(reading, "error") == [("file.nothing", None, None)]
    carried = [DIRECTORY, UNCHANGED]
    reading = told(read, directory, Показатели=[HEADINGS, [*OWN[:3], None, None, None]], Организации=carried)
    assert places(reading, "error") == [("access.nothing", None, None)]


def test_a_file_refused_already_stays_as_it_was(read, directory):
    reading = read(b"not a workbook")
    assert restrict_to_organization(reading, "Ш1", directory) is reading
