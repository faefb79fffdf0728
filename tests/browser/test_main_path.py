"""The main path in a real browser: the form is filled in, uploaded, and the figures change."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.sync_api import FileChooser, Locator, Page, expect

from tests.browsing import LONG, ready, serious
from tests.filling import filled_form
from tests.patience import until

pytestmark = pytest.mark.browser
NBSP = "\u00a0"
TABS = 60
# How high a page is, and the smallest letters on it.
MEASURED = """() => {
  const texts = [...document.querySelectorAll('[data-testid=stMain] *')].filter((element) =>
    element.checkVisibility() && [...element.childNodes].some((node) => node.nodeType === 3 && node.data.trim()))
  const icons = '[data-testid=stIconMaterial], svg *, .sign'
  const sizes = texts.filter((element) => !element.matches(icons)).map((element) =>
    parseFloat(getComputedStyle(element).fontSize))
  return [document.querySelector('[data-testid=stMain]').scrollHeight, Math.min(...sizes)]
}"""


@pytest.fixture
def filled(tmp_path: Path) -> Path:
    """700 and 800 of 1 000 children."""
    return filled_form(tmp_path / "Отчёт.xlsx", 700, 800)


def tab_to(page: Page, control: Locator) -> None:
    """Goes on by the key alone until the control has the focus."""
    for _ in range(TABS):
        if control.evaluate("control => control === document.activeElement"):
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"{TABS} times Tab do not lead to {control}")


def choose_by_keyboard(page: Page, file: Path) -> None:
    """Presses Enter until the window of files opens: a page that is just being drawn anew does not take the first."""
    windows: list[FileChooser] = []
    page.on("filechooser", lambda window: windows.append(window))

    def press() -> list[FileChooser]:
        page.keyboard.press("Enter")
        page.wait_for_timeout(500)
        return windows

    until(press)[0].set_files(file)


def test_by_keyboard_alone_a_filled_form_changes_the_figures_and_a_link_opens_the_same_view(
    server: str, page: Page, filled: Path
) -> None:
    page.goto(f"{server}/data")
    ready(page)
    expect(page.get_by_text("Демонстрационные данные").first).to_be_visible()
    tab_to(page, page.get_by_role("button", name="Выбрать файл", exact=True))
    choose_by_keyboard(page, filled)
    expect(page.get_by_text("Пока ничего не сохранено")).to_be_visible(timeout=LONG)
    tab_to(page, page.get_by_label("Кто загружает"))
    page.keyboard.type("Иванова А. А.")
    page.keyboard.press("Enter")
    save = page.get_by_role("button", name="Сохранить", exact=True)
    expect(save).to_be_enabled(timeout=LONG)
    tab_to(page, save)
    page.keyboard.press("Enter")
    expect(page.get_by_text("Сохранено. Загрузка № 1")).to_be_visible(timeout=LONG)
    expect(page.get_by_text("Демонстрационные данные")).to_have_count(0)

    page.get_by_role("link", name="Сегодня").click()
    # (700 + 800) of (1 000 + 1 000)
    expect(page.locator(".uspekh .tile .fact").first).to_have_text("75 %", timeout=LONG)

    school = "МОУ СОШ № 3"
    page.goto(f"{server}/indicators?год=2022&организация={school}")
    ready(page)
    expect(page.get_by_text(f"2022 год; {school}").first).to_be_visible(timeout=LONG)
    expect(page.get_by_text(f"80{NBSP}%").first).to_be_visible()
    assert serious(page.errors) == []  # type: ignore[attr-defined]


def test_charts_speak_russian(demonstration: str, page: Page) -> None:
    page.goto(f"{demonstration}/indicators")
    ready(page)
    expect(page.locator("svg.marks").first).to_be_visible(timeout=LONG)
    labels = " ".join(page.locator("svg.marks text").all_text_contents())
    assert re.search(r"\d,\d", labels)
    assert not re.search(r"\d\.\d", labels)
    page.get_by_text("Таблица", exact=True).first.click()
    expect(page.get_by_role("columnheader", name="Факт").first).to_be_visible(timeout=LONG)
    assert serious(page.errors) == []  # type: ignore[attr-defined]


def test_a_click_in_the_plan_leads_to_cells(demonstration: str, page: Page) -> None:
    dialog = page.get_by_role("dialog")
    page.goto(f"{demonstration}/plan?вид=Лента")
    ready(page)
    bar = page.locator("svg.marks").first.locator("g.picked_area_marks path").first
    expect(bar).to_be_visible(timeout=LONG)
    bar.click()
    expect(dialog.get_by_text("Ячеек: ")).to_be_visible(timeout=LONG)
    assert serious(page.errors) == []  # type: ignore[attr-defined]


def test_every_step_of_a_meeting_is_seen_whole_and_goes_on_by_keys(demonstration: str, page: Page) -> None:
    page.set_viewport_size({"width": 1280, "height": 720})
    page.goto(f"{demonstration}/?год=2024")
    ready(page)
    page.get_by_role("button", name="Показ", exact=True).click()
    line = page.locator(".st-key-steps")
    seen = []
    while True:
        expect(line).to_contain_text(f"{len(seen) + 1} из ")
        ready(page)
        page.wait_for_function("!document.querySelector('[data-testid=stVegaLiteChart]:empty')")
        step = line.inner_text()
        height, types = page.evaluate(MEASURED)
        assert height <= 720, step
        assert types >= 18, step
        assert "Демонстрационные данные" in step
        seen.append(page.url)
        if line.get_by_role("button", name="Вперёд").is_disabled():
            break
        page.keyboard.press("ArrowRight")
    # The summary, four indicators, what is short, money, plan, decisions and the record.
    assert len(seen) >= 10
    expect(page.get_by_test_id("stHeader")).to_be_hidden()
    page.go_back()
    expect(line).to_contain_text(f"{len(seen) - 1} из ")
    page.keyboard.press("ArrowLeft")
    expect(line).to_contain_text(f"{len(seen) - 2} из ")
    page.goto(seen[1])
    expect(line).to_contain_text("2 из ")
    line.get_by_role("button", name="Закрыть").click()
    expect(page.get_by_test_id("stHeader")).to_be_visible()
    assert serious(page.errors) == []  # type: ignore[attr-defined]
