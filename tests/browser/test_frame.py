"""What stands around a page: the menu and the filters, and the controls of tables."""

from __future__ import annotations

from urllib.parse import unquote_plus

import pytest
from playwright.sync_api import Page, expect

from tests.browsing import LONG, menu, ready

pytestmark = pytest.mark.browser
SEVEN = ["Сегодня", "Показатели", "Организации", "Бюджет", "План", "Данные", "Паспорт"]
CHOSEN = "?год=2022&организация=МОУ СОШ № 2&организация=МОУ СОШ № 3"


def test_what_is_chosen_stands_in_the_address_of_every_page(demonstration: str, page: Page) -> None:
    page.goto(f"{demonstration}/{CHOSEN}")
    ready(page)
    assert page.locator("html").get_attribute("lang") == "ru"
    assert menu(page) == SEVEN
    for title in [*SEVEN[1:], SEVEN[0]]:
        page.get_by_test_id("stTopNavLink").filter(has_text=title).click()
        expect(page.locator("[data-testid=stTopNavLink][aria-current=page]")).to_have_text(title, timeout=LONG)
        ready(page)
        assert unquote_plus(page.url).endswith(CHOSEN)
        expect(page.get_by_test_id("stMultiSelect").first).to_be_visible(visible=title in ("Показатели", "Организации"))
