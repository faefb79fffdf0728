"""The server is restarted between the preview and the button: what was read comes back, or the person is told."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.provider import logging_in
from tests.browsing import LONG, VIEW, ready, wait_until_entered
from tests.filling import filled_form
from tests.persons import ADMINISTRATOR
from tests.serving import free_port, program
from uspekh import settings
from uspekh.project import open_project
from uspekh.store.uploads.journal import journal

pytestmark = [pytest.mark.browser, pytest.mark.thorough]
PREVIEW = "Пока ничего не сохранено"


@pytest.fixture
def form(tmp_path: Path) -> Path:
    return filled_form(tmp_path / "Отчёт.xlsx", 700, 800)


def choose(page: Page, form: Path) -> None:
    page.locator("input[type=file]").set_input_files(form)
    expect(page.get_by_text(PREVIEW)).to_be_visible(timeout=LONG)
    # A page whose script still runs asks the new server by itself; one that is drawn waits for the person.
    ready(page)
    expect(page.get_by_role("button", name="Сохранить", exact=True)).to_be_visible(timeout=LONG)


def uploads(url: str) -> list[str]:
    engine = open_project(settings.data_folder(), url).engine
    names = journal(engine, ADMINISTRATOR)["file_name"].tolist()
    engine.dispose()
    return names


def test_what_was_read_comes_back_after_a_restart_and_is_stored(
    browser: Browser, store_url: str, tmp_path: Path, form: Path
) -> None:
    port = free_port()
    address = f"http://localhost:{port}"
    with logging_in(tmp_path, address) as (more, options):
        env = {"USPEKH_DATABASE_URL": store_url, **more}
        page = browser.new_context(**VIEW).new_page()
        with program(tmp_path / "first.log", env, *options, port=port):
            page.goto(address)
            page.get_by_role("button", name="Войти").click(timeout=LONG)
            page.get_by_role("button", name="admin", exact=True).click(timeout=LONG)
            wait_until_entered(page)
            page.goto(f"{address}/data")
            ready(page)
            choose(page, form)
        with program(tmp_path / "second.log", env, *options, port=port):
            page.get_by_role("button", name="Сохранить", exact=True).click(timeout=2 * LONG)
            offer = page.get_by_text("Файл «Отчёт.xlsx» прочитан в ")
            expect(offer).to_be_visible(timeout=2 * LONG)
            expect(offer).to_contain_text("ещё не сохранён")
            assert page.get_by_text(PREVIEW).count() == 0
            page.get_by_role("button", name="Продолжить").click()
            expect(page.get_by_text(PREVIEW)).to_be_visible(timeout=LONG)
            page.get_by_role("button", name="Сохранить", exact=True).click()
            expect(page.get_by_text("Сохранено. Загрузка № 1")).to_be_visible(timeout=LONG)
            assert uploads(store_url) == ["Отчёт.xlsx"]
            page.reload()
            ready(page)
            expect(page.get_by_text("Последние загрузки")).to_be_visible(timeout=LONG)
            assert offer.count() == 0, "it has been stored"
        page.context.close()


def test_at_a_desk_the_person_is_told_to_choose_the_file_again(page: Page, tmp_path: Path, form: Path) -> None:
    port = free_port()
    url = f"sqlite:///{tmp_path / 'store.sqlite'}"
    with program(tmp_path / "first.log", {"USPEKH_DATABASE_URL": url}, port=port):
        page.goto(f"http://localhost:{port}/data")
        ready(page)
        choose(page, form)
    with program(tmp_path / "second.log", {"USPEKH_DATABASE_URL": url}, port=port):
        page.get_by_label("Кто загружает").fill("Иванова", timeout=2 * LONG)
        page.keyboard.press("Enter")
        expect(page.get_by_text("Служба перезапущена: выберите файл ещё раз")).to_be_visible(timeout=LONG)
        assert page.get_by_text("Отчёт.xlsx").count() == 0, "the field is empty and takes a file"
        choose(page, form)
        expect(page.get_by_text("Служба перезапущена")).to_have_count(0)
    assert uploads(url) == []
