"""What stands around a page: the menu, which only a person opens and closes, and the controls of tables."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.browsing import LONG, VIEW, ready
from uspekh.ui.session.navigation import ENTRIES

pytestmark = pytest.mark.browser
# Keeps every text that the menu had in any frame, from the first one on.
WATCH = """
window.menuTexts = new Set();
new MutationObserver(() => {
    for (const link of document.querySelectorAll('[data-testid=stSidebar] a')) {
        window.menuTexts.add(link.innerText.split('\\n').pop().trim());
    }
}).observe(document, {childList: true, subtree: true, characterData: true});
"""
STEPS = 9


def test_the_first_visitor_of_a_fresh_server_sees_no_file_names(server: str, page: Page) -> None:
    page.add_init_script(WATCH)
    page.goto(f"{server}/indicators")
    expect(page.get_by_test_id("stSidebar").get_by_role("link").first).to_be_visible(timeout=LONG)
    ready(page)
    titles = {entry.title for entry in ENTRIES}
    assert set(page.evaluate("[...window.menuTexts]")) - {""} <= titles


def menu_open(page: Page) -> bool:
    return page.get_by_test_id("stSidebar").get_attribute("data-collapsed") == "false"


def step_through(page: Page) -> list[bool]:
    """Whether the menu is open on each next screen of the meeting."""
    states = []
    for step in range(2, STEPS + 2):
        page.keyboard.press("ArrowRight")
        expect(page.get_by_text(f"{step} из {STEPS + 1}", exact=False).last).to_be_visible(timeout=LONG)
        ready(page)
        states.append(menu_open(page))
    return states


def test_the_menu_stays_as_it_is_while_a_meeting_goes_on(demonstration: str, page: Page) -> None:
    assert VIEW["viewport"] == {"width": 1366, "height": 768}
    page.goto(f"{demonstration}/meeting")
    expect(page.get_by_text(f"1 из {STEPS + 1}")).to_be_visible(timeout=LONG)
    ready(page)
    assert not menu_open(page)
    assert step_through(page) == [False] * STEPS


def test_a_menu_that_a_person_opened_stays_open(demonstration: str, page: Page) -> None:
    page.goto(f"{demonstration}/meeting")
    expect(page.get_by_text(f"1 из {STEPS + 1}")).to_be_visible(timeout=LONG)
    ready(page)
    page.get_by_test_id("stExpandSidebarButton").click()
    expect(page.get_by_test_id("stSidebar")).to_have_attribute("data-collapsed", "false")
    assert step_through(page) == [True] * STEPS
    page.get_by_role("link", name="Показатели").click()
    expect(page.get_by_test_id("stMain").get_by_role("heading").first).to_be_visible(timeout=LONG)
    ready(page)
    assert menu_open(page)


def test_a_table_offers_no_csv_of_its_own(demonstration: str, page: Page) -> None:
    page.goto(f"{demonstration}/results")
    ready(page)
    table = page.get_by_test_id("stDataFrame").first
    expect(table).to_be_visible(timeout=LONG)
    table.hover()
    toolbar = page.get_by_test_id("stElementToolbar").first
    expect(toolbar).to_be_visible()
    labels = [button.get_attribute("aria-label") or "" for button in toolbar.get_by_role("button").all()]
    assert labels
    assert [label for label in labels if "CSV" in label or "ownload" in label] == []
