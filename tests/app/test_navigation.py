"""Whose pages there are, and where former addresses lead."""

from __future__ import annotations

import pytest

from tests.persons import ADMINISTRATOR, EDITOR, SCHOOL, VIEWER
from uspekh.ui.server.moved import present_address
from uspekh.ui.session.navigation import ENTRIES

SEVEN = ["Сегодня", "Показатели", "Организации", "Бюджет", "План", "Данные", "Паспорт"]
OF_ORGANIZATION = ["Наша организация", "Показатели", "Данные", "Паспорт"]
FORMER = (
    "overview", "own", "indicators", "organizations", "budget", "results", "plan", "participants", "passport", "audit",
    "meeting", "upload", "acceptance", "log",
)  # fmt: skip


@pytest.mark.parametrize(
    ("who", "titles"), [(VIEWER, SEVEN), (EDITOR, SEVEN), (ADMINISTRATOR, SEVEN), (SCHOOL, OF_ORGANIZATION)]
)
def test_a_role_has_its_own_menu(who, titles):
    assert [entry.title for entry in ENTRIES if entry.whose(who) and not entry.hidden] == titles


@pytest.mark.parametrize("path", FORMER)
def test_a_former_address_leads_to_a_page_with_its_parameters(path):
    query = "%D0%B3%D0%BE%D0%B4=2022&%D0%BE%D1%80%D0%B3%D0%B0%D0%BD%D0%B8%D0%B7%D0%B0%D1%86%D0%B8%D1%8F=%D0%A1+4"
    address = present_address(f"/{path}", query) or f"/{path}?{query}"
    page, _, parameters = address.removeprefix("/").partition("?")
    assert page in {"", *(entry.name for entry in ENTRIES)}
    assert present_address(f"/{page}", query) is None, "it leads there at once"
    assert parameters.startswith(query)


@pytest.mark.parametrize("path", ["/overview", "/today", "/own/", "/our_organization"])
def test_the_first_page_answers_at_the_root_alone(path):
    assert present_address(path, "") == "/"
    assert present_address(path, "a=1") == "/?a=1"


def test_what_is_no_page_stays_where_it_is():
    assert present_address("/", "a=1") is None
    assert present_address("/overview/_stcore/host-config", "") is None
