"""A page printed from the browser has its content alone."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.browsing import ready

pytestmark = pytest.mark.browser


def test_on_paper_there_is_no_menu_and_nothing_to_press(demonstration: str, page: Page) -> None:
    page.goto(f"{demonstration}/budget")
    ready(page)
    content = page.get_by_test_id("stMain")
    answer, figure = content.get_by_role("heading").first, content.locator("td button").first
    expect(answer).to_contain_text("исполнено")
    pressed = [button for button in content.get_by_test_id("stPopover").all() if button.is_visible()]
    assert pressed and page.get_by_test_id("stHeader").is_visible()
    page.emulate_media(media="print")
    expect(page.get_by_test_id("stHeader")).to_be_hidden()
    assert [button.inner_text() for button in pressed if button.is_visible()] == []
    # A figure is a button on the screen and a text on paper.
    assert answer.is_visible() and figure.is_visible()
    assert figure.evaluate("element => getComputedStyle(element).textDecorationLine") == "none"
    # A4 at 96 pixels an inch is 794 wide: nothing is wider than the page itself.
    block = page.get_by_test_id("stMainBlockContainer").bounding_box()
    assert block and block["x"] == 0
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
