"""Names from files and people are drawn as they are written: nothing in them runs, links, or is styled."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import quote

import pytest
from playwright.sync_api import Page, expect

from tests.browsing import LONG, open_year, ready
from tests.persons import ADMINISTRATOR
from tests.serving import program
from tests.tidy import organization, people, tidy
from uspekh.store.database.engine import open_store
from uspekh.store.uploads.files import File
from uspekh.store.uploads.journal import accept

pytestmark = pytest.mark.browser
HOSTILE = "[x](javascript:alert(1)) <img src=x onerror=alert(2)> $$q^2$$ :red[y] **b** :material/home: www.example.org"
OTHER = organization("S2", 500, short_name="Вторая")  # who names every organization has named the municipality
REPORT = tidy(organization("S1", 1000, short_name=HOSTILE), OTHER, people("S1", 2022, p1_engaged=900, p1_total=1000))
MAIN = "[data-testid=stMain]"
# What Markdown would have made of the name.
MADE = "a[href*='javascript'], a[href*='example.org'], img[src='x'], .katex, strong:text-is('b'), span:text-is('y')"


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a server with one organization and one file of that name."""
    folder = tmp_path_factory.mktemp("hostile")
    url = f"sqlite:///{folder / 'store.sqlite'}"
    engine = open_store(url)
    accept(engine, File(f"{HOSTILE}.xlsx", b"1", "1" * 64, 1), REPORT, ADMINISTRATOR)
    engine.dispose()
    with program(folder / "server.log", {"USPEKH_DATABASE_URL": url}) as port:
        yield f"http://127.0.0.1:{port}"


@pytest.fixture
def asked(page: Page) -> list[str]:
    """The messages of every dialog that a script opened."""
    heard: list[str] = []
    page.on("dialog", lambda dialog: (heard.append(dialog.message), dialog.dismiss()))
    return heard


def seen(page: Page, place: str) -> str:
    """The text of a place as a person sees it: what parts an address is invisible."""
    return page.inner_text(place).replace("\u2060", "")


@pytest.mark.parametrize("address", ["", "organizations", "indicators"])
def test_the_name_of_an_organization_is_drawn_as_it_is_written(
    hostile: str, page: Page, asked: list[str], address: str
) -> None:
    page.goto(f"{hostile}/{address}?год=2022&организация={quote(HOSTILE)}")
    ready(page)
    expect(page.get_by_text("2022 год").first).to_be_visible(timeout=LONG)
    assert HOSTILE in seen(page, MAIN)
    if address:
        if address == "organizations":
            page.locator(".uspekh").get_by_role("button").first.click()
        else:
            open_year(page, 2022)
        expect(page.get_by_role("dialog").get_by_text("Ячеек")).to_be_visible(timeout=LONG)
        assert HOSTILE in seen(page, "[role=dialog]")
    assert page.locator(f"{MAIN}, [role=dialog]").locator(MADE).count() == 0
    assert asked == []


def test_a_refused_file_and_its_cells_are_drawn_as_they_are_written(hostile: str, page: Page, asked: list[str]) -> None:
    table = f"Организация;Год;Период;П1 Занимаются, чел.\n{HOSTILE} 2;2022;год;5\n"
    name = HOSTILE.replace("/", "")
    page.goto(f"{hostile}/data")
    ready(page)
    sent = {"name": f"{name}.csv", "mimeType": "text/csv", "buffer": table.encode("utf-8-sig")}
    page.locator("input[type=file]").set_input_files([sent])
    expect(page.get_by_text("не принят")).to_be_visible(timeout=LONG)
    assert f"«{name}.csv» не принят" in seen(page, MAIN)
    assert f"«{HOSTILE} 2» нет в справочнике" in seen(page, ".uspekh")
    assert page.locator(MAIN).locator(MADE).count() == 0
    assert asked == []
