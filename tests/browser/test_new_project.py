"""An administrator goes from a passport in Word to a project with a form for schools, on the screen alone."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from openpyxl import load_workbook
from playwright.sync_api import Page, expect

from tests.browser.walking import barriers, foreign_words
from tests.browsing import ready, serious, watched
from tests.importing.typed_passport import type_passport
from tests.importing.typed_regional import make_up, type_regional
from tests.importing.typing_word import type_document
from tests.patience import until
from tests.serving import program
from uspekh.passport.plan import Plan, plan_of
from uspekh.store.database.engine import open_store
from uspekh.store.plans.editions import list_editions, texts_of

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def served(tmp_path_factory):
    """The address of a server, and the address of its store."""
    folder = tmp_path_factory.mktemp("projects")
    store = f"sqlite:///{folder / 'store.sqlite'}"
    with program(folder / "server.log", {"USPEKH_DATABASE_URL": store}) as port:
        yield f"http://127.0.0.1:{port}", store


def begin(page: Page, address: str, name: str, content: bytes) -> None:
    page.goto(f"{address}/passport?раздел=Новый проект")
    page.get_by_label("Кто вносит паспорт").wait_for()
    ready(page)
    page.get_by_label("Кто вносит паспорт").fill("Иванова А. А.")
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name="Начать с пустого паспорта")).to_be_enabled()
    ready(page)
    page.locator("input[type=file]").set_input_files({"name": name, "mimeType": "application/zip", "buffer": content})
    page.get_by_role("button", name=f"Прочитать: {name}").click()
    expect(page.get_by_role("heading", name=f"{name}: основные положения")).to_be_visible()


def turn_to(page: Page, step: str, title: str) -> None:
    page.locator(f"button[data-action={step}]").click()
    expect(page.locator(f"tr[aria-current] button[data-action={step}]")).to_be_visible()
    expect(page.get_by_role("heading", name=title)).to_be_visible()
    ready(page)


def confirm(page: Page, sections: dict[str, str]) -> None:
    for step, title in sections.items():
        turn_to(page, step, title)
        page.get_by_role("button", name="Раздел проверен").click()
        expect(page.get_by_role("button", name="Вернуть на проверку")).to_be_visible()


def create(page: Page, code: str) -> bytes:
    """Creates the project; returns the form that its organizations fill in."""
    turn_to(page, "create", "создание проекта")
    page.get_by_role("button", name="Подтвердить разделы без вопросов").click()
    expect(page.get_by_text("Не подтверждено разделов")).to_be_hidden()
    page.get_by_role("textbox", name="Код проекта").fill(code)
    page.get_by_role("button", name="Создать проект").click()
    expect(page.get_by_text(f"Создан проект «{code}»")).to_be_visible()
    with page.expect_download() as download:
        page.get_by_role("button", name="Скачать форму для организаций").click()
    return Path(download.value.path()).read_bytes()


def created(store: str, code: str) -> Plan:
    engine = open_store(store)
    (edition,) = list_editions(engine, code)
    return plan_of(texts_of(engine, edition.id))


def headings(form: bytes) -> list[str]:
    rows = load_workbook(io.BytesIO(form))["Показатели"].iter_rows(min_row=3, max_row=3, values_only=True)
    return [str(cell) for cell in next(rows)]


def test_two_passports_become_projects_with_forms(page, served):
    address, store = served
    begin(page, address, "муниципальный.docx", type_document(type_passport()))
    # The sums of the lines that the document lacks are the only question.
    turn_to(page, "budget", "бюджет")
    expect(page.get_by_text("не сходится — 15")).to_be_visible()
    assert [words for words in foreign_words(page) if ".docx" not in words] == []
    assert barriers(page) == []
    confirm(page, {"budget": "бюджет"})
    assert "П1 часть, чел." in headings(create(page, "saiansk"))
    assert len(created(store, "saiansk")["plan_items"]) == 97

    begin(page, address, "региональный.docx", type_document(type_regional(make_up())))
    # The sixth row of the head: the municipality, which this document does not name.
    write_in_editor(page, row=6, text="город Озёрск")
    # The press that leaves the cell: neither what was typed nor the step is lost.
    turn_to(page, "results", "результаты")
    # The rows of its tables of risks and monthly plans are the only question.
    confirm(page, {"head": "основные положения"})
    assert "П2.4 значение, чел." in headings(create(page, "deti"))
    plan = created(store, "deti")
    assert plan.head["project"]["municipality"] == "город Озёрск"
    assert [len(plan[name]) for name in ("indicators", "plan_items", "budget")] == [8, 280, 486]
    with page.expect_popup() as popup:
        page.get_by_role("link", name="Открыть проект").click()
    opened = watched(popup.value)
    expect(opened.get_by_role("link", name="Дети у дела")).to_be_visible()
    expect(opened.get_by_text("Отчётов ещё нет").first).to_be_visible()
    opened.get_by_role("link", name="Показатели").click()
    expect(opened.get_by_text("Показатель 1.1. Число детей в деле 1.1")).to_be_visible()
    assert serious(page.errors + opened.errors) == []


def write_in_editor(page: Page, row: int, text: str) -> None:
    """Types into the second column of the editor and stays there; a row is 35 pixels high, row 0 is the heading."""
    ready(page)
    grid, field = page.locator(".dvn-scroller"), page.locator("#portal textarea, #portal input")

    def opened() -> bool:
        # The grid takes no press until it has been drawn, and nothing tells when that is.
        grid.click(position={"x": grid.bounding_box()["width"] * 0.42, "y": 35 * row + 17})
        page.keyboard.press("Enter")
        page.wait_for_timeout(500)
        return field.is_visible()

    until(opened)
    field.fill(text)
