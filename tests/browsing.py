"""The system's Chromium, for every test marked ``browser``."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright

from tests.patience import PATIENCE

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
FLAGS = ["--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking"]
VIEW = {"viewport": {"width": 1366, "height": 768}, "locale": "ru-RU"}
LONG = PATIENCE * 1000
# What a test expects without saying for how long.
expect.set_options(timeout=LONG)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Without Chromium these tests are skipped and say so; in CI a skip would be a failure."""
    if CHROMIUM is None and not os.environ.get("USPEKH_REQUIRE_BROWSER"):
        for item in items:
            if item.get_closest_marker("browser"):
                item.add_marker(pytest.mark.skip(reason="no Chromium on this machine"))


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS, timeout=LONG)
        yield opened
        opened.close()


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A page whose console errors are collected in ``page.errors``."""
    opened = new_context(browser)
    yield watched(opened.new_page())
    opened.close()


def new_context(browser: Browser, **options: Any) -> BrowserContext:
    """A browser of somebody's own, patient in whatever is done with its pages."""
    context = browser.new_context(**VIEW, **options)
    context.set_default_timeout(LONG)
    return context


def watched(page: Page) -> Page:
    """The page, with ``errors``: what its console complains of from now on."""
    page.errors = []  # type: ignore[attr-defined]
    page.on("console", lambda message: message.type == "error" and page.errors.append(message.text))  # type: ignore[attr-defined]
    page.on("pageerror", lambda error: page.errors.append(str(error)))  # type: ignore[attr-defined]
    return page


def ready(page: Page) -> None:
    """Waits until the page has been drawn."""
    page.wait_for_selector("[data-testid=stApp][data-test-script-state=notRunning]", timeout=LONG)
    expect(page.get_by_test_id("stSkeleton")).to_have_count(0, timeout=LONG)


def menu(page: Page) -> list[str]:
    """The titles of the menu along the top."""
    return [link.inner_text().strip() for link in page.get_by_test_id("stTopNavLink").all()]


def wait_until_entered(page: Page) -> None:
    """Returns once the person stands in the line under the menu, or before a closed entrance."""
    page.locator(".st-key-person, .st-key-leave").first.wait_for(timeout=LONG)


def leave(page: Page) -> None:
    """Logs out."""
    page.locator(".st-key-person button").click(timeout=LONG)
    page.get_by_role("button", name="Выйти").click(timeout=LONG)


def open_year(page: Page, year: int) -> None:
    """Opens the cells of a year of «Показатели» by the table behind its chart."""
    page.get_by_text("Таблица", exact=True).first.click()
    behind = page.get_by_role("table", name="План и факт по годам").get_by_role("row", name=str(year))
    behind.get_by_role("button").first.click()


def serious(errors: list[str]) -> list[str]:
    """Errors of the page's own: on a page opened by link the client first asks for its server below that page."""
    return [error for error in errors if "status of 404" not in error]
