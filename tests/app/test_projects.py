"""Several projects in one installation: the list of them, the address, and nothing of one on the pages of another."""

from __future__ import annotations

from datetime import date
from urllib.parse import urlencode

import pytest
from starlette.responses import PlainTextResponse
from starlette.testclient import TestClient

from tests.app.pressing import markups, table_of
from tests.app.test_pages import loaded, texts  # noqa: F401
from tests.persons import ADMINISTRATOR, SCHOOL
from tests.small_passport import write_small_passport
from tests.tidy import people, tidy
from uspekh.actuals.project_line import ProjectLabel
from uspekh.actuals.writing.template import write_template
from uspekh.monitoring.expectations import organization_addressee
from uspekh.passport.editions.edition import Requisites
from uspekh.passport.texts import HEAD_FILE, read_texts
from uspekh.store.plans.projects import add_edition, create_project
from uspekh.store.reminders.links import make_link
from uspekh.store.schema.project import PROJECT, of_project
from uspekh.store.uploads.files import File
from uspekh.store.uploads.journal import accept
from uspekh.store.values.headlines import list_headlines
from uspekh.store.values.queries import current
from uspekh.ui.server.calendar_feed import CalendarFeed, path_of
from uspekh.ui.session import access, entrance

CODE, TWIN = "лето", "Близнец <img src=x onerror=alert(1)> [ссылка](x)"


@pytest.fixture
def two(loaded, tmp_path):  # noqa: F811
    """The shipped project with reports of two schools, and another of a small passport, in which one has reported."""
    engine = loaded.engine
    create_project(engine, CODE, "Лето", ADMINISTRATOR)
    small = read_texts(write_small_passport(tmp_path / "small"))
    add_edition(engine, CODE, Requisites(1, None, "", date(2021, 1, 1)), small, ADMINISTRATOR)
    other = of_project(engine, CODE)
    accept(
        other, File("лето.xlsx", b"2", "2" * 64, 1), tidy(people("S1", 2021, rested=40, children=100)), ADMINISTRATOR
    )
    return loaded


def project_of(app) -> str:
    """The project in the address; AppTest gives a value that was never changed as a list of one."""
    value = app.query_params["проект"]
    return value if isinstance(value, str) else value[0]


def test_the_first_page_lists_the_projects_and_leads_into_one_and_back(two, open_page):
    app = open_page()
    rows = table_of(app, "проекты")
    assert [row["Проект"] for row in rows] == [two.plan.title, "Безопасное лето"]
    assert all("год" in row["Главное"] for row in rows), rows
    headlines = list_headlines(two.engine)
    assert headlines.keys() == {PROJECT, CODE}
    # Of the small project one school of two gave 40 of 100 children against the plan of 50 %.
    assert headlines[CODE].incomplete == {"missed": 1} and "sign hollow" in markups(app)["проекты"]
    assert f'href="./?{urlencode({"проект": CODE})}"' in markups(app)["проекты"]
    page = open_page("indicators", проект=CODE)
    assert set(page.segmented_control(key="год").options) == {"2021", "2022", "2023", "2024", "2025", "2026"}
    assert "Отдохнули летом" in texts(page) and "дополнительн" not in texts(page)
    assert project_of(page) == CODE and 'href="./"' in texts(page)
    # An address of a page without a project leads to the first.
    assert project_of(open_page(проект=PROJECT)) == PROJECT


def test_who_has_no_role_in_a_project_sees_nothing_of_it(two, open_page, monkeypatch):
    monkeypatch.setattr(access, "persons_in", lambda codes: {code: SCHOOL for code in codes if code == CODE})
    app = open_page()
    assert project_of(app) == CODE and not table_of(app, "проекты")
    assert 'class="project"' not in texts(app)
    refused = open_page(проект=PROJECT)
    assert [row["Проект"] for row in table_of(refused, "проекты")] == ["Безопасное лето"]
    assert "нет роли" in texts(refused) and two.plan.title not in markups(refused)["проекты"]


def add_twin(project) -> None:
    """A second project with the same columns, entered over a connection that is not that of the pages."""
    create_project(project.engine, CODE, TWIN, ADMINISTRATOR)
    texts = {**project.texts, HEAD_FILE: project.texts[HEAD_FILE].replace(project.plan.title, TWIN)}
    add_edition(project.engine, CODE, Requisites(1, None, "", date(2021, 1, 1)), texts, ADMINISTRATOR)


@pytest.fixture
def unclear() -> bytes:
    """A file that names no project: 950 of 1 000 children of a school."""
    heading = "Организация;Год;П1 Занимаются, чел.;П1 Всего детей 5–18 лет, чел."
    return f"{heading}\nПервая;2022;950;1000\n".encode()


def test_a_file_of_unclear_project_is_stored_only_after_a_person_has_said_whose_it_is(loaded, unclear, open_page):  # noqa: F811
    app = open_page("data")
    app.file_uploader[0].set_value(("отчёт.csv", unclear, "text/csv")).run()
    assert "Какого проекта" not in texts(app) and "будет заменено — 1" in app.info[0].value
    add_twin(loaded)
    app.run()
    assert "не указан проект" in app.warning[0].value and app.button(key="сохранить").disabled
    assert f"./data?{urlencode({'проект': CODE})}" in texts(app) and "Близнец &lt;img" in texts(app)
    assert "<img" not in texts(app)
    app.button(key="проект-этот").click().run()
    assert not app.exception and "Какого проекта" not in texts(app)
    app.text_input(key="кто").input("Петров П. П.").run()
    app.button(key="сохранить").click().run()
    counts = {code: len(current(of_project(loaded.engine, code)).query("number == 950")) for code in (PROJECT, CODE)}
    assert counts == {PROJECT: 1, CODE: 0}
    form = write_template(loaded.plan, loaded.directory(), [2022], label=ProjectLabel(CODE))
    app.file_uploader[0].set_value(("форма.xlsx", form, "application/octet-stream")).run()
    assert "Откройте проект, чья это форма" in texts(app) and f"./data?{urlencode({'проект': CODE})}" in texts(app)


def test_whoever_sees_one_project_is_asked_without_the_title_of_another(loaded, unclear, open_page, monkeypatch):  # noqa: F811
    add_twin(loaded)
    monkeypatch.setattr(access, "persons_in", lambda codes: {code: SCHOOL for code in codes if code == CODE})
    monkeypatch.setattr(entrance, "is_service", lambda: True)
    monkeypatch.setattr(entrance, "arriving", lambda *turning_away: SCHOOL)
    monkeypatch.setattr(entrance, "show_person", lambda who: None)
    app = open_page("data", проект=CODE)
    app.file_uploader[0].set_value(("отчёт.csv", unclear, "text/csv")).run()
    assert "в котором у вас нет роли" in app.warning[0].value and app.button(key="отправить").disabled
    assert urlencode({"проект": PROJECT}) not in texts(app) and loaded.plan.title not in texts(app)
    app.button(key="проект-этот").click().run()
    assert not app.exception and not app.button(key="отправить").disabled
    assert "такие же столбцы есть и в другом" in texts(app) and loaded.plan.title not in texts(app)


def test_the_link_of_a_calendar_leads_to_its_project_alone(two, monkeypatch):
    monkeypatch.setattr(entrance, "is_service", lambda: True)
    client = TestClient(CalendarFeed(PlainTextResponse("given")))
    token = make_link(of_project(two.engine, CODE), organization_addressee("S1"), ADMINISTRATOR)
    answer = client.get(path_of(CODE, token))
    assert answer.status_code == 200 and "Безопасное лето" in answer.text.replace("\r\n ", "")
    assert two.plan.title not in answer.text.replace("\r\n ", "")
    assert [client.get(path_of(code, token)).status_code for code in (PROJECT, "нет такого")] == [404, 404]


def test_with_one_project_no_word_is_said_of_others(loaded, open_page):  # noqa: F811
    app = open_page()
    assert "проект" not in app.query_params and 'class="project"' not in texts(app)
    assert list_headlines(loaded.engine) == {}
