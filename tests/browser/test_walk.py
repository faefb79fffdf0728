"""A walk over every page and what opens on it: not one foreign word, no barrier, and paper with the content alone."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, WebSocketRoute, expect
from pypdf import PdfReader

from tests.browser.walking import barriers, foreign_words, misfits, parted
from tests.browsing import LONG, new_context, ready, watched

pytestmark = pytest.mark.browser
PAGES = ("indicators", "organizations", "budget", "plan", "data", "passport", "meeting", "")
CONTRAST = {"runOnly": ["color-contrast"]}


@pytest.fixture(scope="module")
def visitor(browser: Browser, demonstration: str) -> Iterator[Page]:
    context = new_context(browser, base_url=demonstration)
    yield watched(context.new_page())
    context.close()


def opened(page: Page, address: str) -> Page:
    page.goto(f"/{address}")
    ready(page)
    return page


@pytest.mark.parametrize("address", PAGES)
def test_a_page_is_russian_without_barriers_and_fits_in_light_and_dark_on_paper_and_a_telephone(
    visitor: Page, address: str
) -> None:
    page = opened(visitor, address)
    assert foreign_words(page) == []
    assert parted(page) == []
    assert barriers(page) == []
    page.emulate_media(color_scheme="dark")
    assert barriers(page, **CONTRAST) == []
    page.emulate_media(color_scheme="light")
    assert printed_besides_content(page) == []
    assert misfits(page) == []


@pytest.mark.parametrize("part", ["Редакции", "Новый проект"])
def test_a_part_of_the_passport_is_russian_without_barriers(visitor: Page, part: str) -> None:
    page = opened(visitor, f"passport?раздел={part}")
    expect(page.locator(".uspekh [aria-current]")).to_contain_text(part)
    assert foreign_words(page) == []
    assert barriers(page) == []


def printed_besides_content(page: Page) -> list[str]:
    """What would be on paper and should not: the frame, what is pressed, a wider page, a blank last one."""
    last = PdfReader(BytesIO(page.pdf(format="A4"))).pages[-1].extract_text().strip()
    page.emulate_media(media="print")
    frame = page.locator(
        "[data-testid=stHeader], .st-key-filters, [data-testid=stButton], .st-key-contents, [data-testid=stTextInput]"
    )
    found = [part.inner_text() or "frame" for part in frame.all() if part.is_visible()]
    found += (
        [] if page.evaluate("document.documentElement.scrollWidth <= window.innerWidth") else ["wider than the page"]
    )
    # A figure is a button on the screen and a text on paper.
    underlined = "cell => getComputedStyle(cell).textDecorationLine !== 'none'"
    found += [cell.inner_text() for cell in page.locator("td button").all()[:3] if cell.evaluate(underlined)]
    page.emulate_media(media="screen")
    return found + ([] if last else ["a blank last page"])


def test_what_opens_over_a_page_is_russian(visitor: Page) -> None:
    page = opened(visitor, "indicators")
    line = page.locator(".st-key-filters")
    for opener, opened_ in (
        (line.get_by_role("button", name="Период"), page.get_by_text("I полугодие", exact=True)),
        (line.get_by_test_id("stMultiSelect").get_by_role("combobox"), page.get_by_role("option")),
    ):
        opener.first.click()
        expect(opened_.first).to_be_visible()
        assert foreign_words(page) == []
        assert barriers(page) == []
        page.keyboard.press("Escape")


def test_a_file_of_a_wrong_kind_is_refused_in_russian(visitor: Page, tmp_path: Path) -> None:
    wrong = tmp_path / "картинка.pdf"
    wrong.write_bytes(b"%PDF")
    page = opened(visitor, "data")
    page.locator("input[type=file]").first.set_input_files(wrong)
    expect(page.get_by_text("картинка.pdf").first).to_be_visible(timeout=LONG)
    assert foreign_words(page) == []


def test_an_address_that_is_no_page_is_explained_in_russian(visitor: Page) -> None:
    page = visitor
    page.goto("/нет-такой")
    expect(page.get_by_text("Страница не найдена")).to_be_visible(timeout=LONG)
    assert foreign_words(page) == []


def test_the_loss_of_the_server_is_told_in_russian(browser: Browser, demonstration: str) -> None:
    context = new_context(browser)
    page, sockets = context.new_page(), []

    def connect(socket: WebSocketRoute) -> None:
        if sockets:
            socket.close()
        else:
            socket.connect_to_server()
        sockets.append(socket)

    page.route_web_socket("**/_stcore/stream", connect)
    page.goto(demonstration)
    ready(page)
    page.route("**/_stcore/**", lambda route: route.abort())
    sockets[0].close()
    expect(page.get_by_text("Нет связи")).to_be_visible(timeout=LONG)
    assert foreign_words(page) == []
    context.close()
