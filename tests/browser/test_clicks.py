"""Clicks that lead to cells: each opens them, the same one again as well, and a row opens its earlier values."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browsing import LONG, open_year, ready, serious
from tests.persons import ADMINISTRATOR
from tests.tidy import organization, people, tidy
from uspekh.store.database.engine import open_store
from uspekh.store.uploads.files import File
from uspekh.store.uploads.journal import accept

pytestmark = pytest.mark.browser
TIMES = 3
NBSP = "\u00a0"


@pytest.fixture
def corrected(server: str, tmp_path: Path) -> str:
    """The server with 900 of 1 000 children of a school, in a second upload 870 of 1 000."""
    engine = open_store(f"sqlite:///{tmp_path / 'store.sqlite'}")
    entry = organization("S1", 1000, short_name="Первая")
    for number, engaged in enumerate((900, 870), start=1):
        report = tidy(entry, people("S1", 2022, p1_engaged=engaged, p1_total=1000))
        accept(engine, File(f"отчёт {number}.xlsx", b"1", str(number) * 64, 1), report, ADMINISTRATOR)
    engine.dispose()
    return server


def clicked_each_time(page: Page, target: Locator) -> None:
    """Clicks the same place again and again; each time the dialog with the cells opens."""
    dialog = page.get_by_role("dialog")
    for _ in range(TIMES):
        expect(target).to_be_visible(timeout=LONG)
        target.click()
        expect(dialog.get_by_text("Ячеек: ")).to_be_visible(timeout=LONG)
        page.keyboard.press("Escape")
        expect(dialog).to_have_count(0)
        ready(page)


REST = [pytest.param("plan?вид=Лента", marks=pytest.mark.thorough)]


def test_the_same_figure_of_a_table_opens_its_cells_each_time(demonstration: str, page: Page) -> None:
    page.goto(f"{demonstration}/organizations")
    ready(page)
    clicked_each_time(page, page.locator(".uspekh tbody tr").first.locator("td").nth(1).get_by_role("button"))
    assert serious(page.errors) == []  # type: ignore[attr-defined]


@pytest.mark.parametrize("address", REST)
def test_the_same_bar_opens_its_cells_each_time(demonstration: str, page: Page, address: str) -> None:
    page.goto(f"{demonstration}/{address}")
    ready(page)
    clicked_each_time(page, page.locator("svg.marks").first.locator("g.picked_area_marks path").first)
    assert serious(page.errors) == []  # type: ignore[attr-defined]


def test_the_same_bar_of_a_meeting_opens_its_cells_each_time(demonstration: str, page: Page) -> None:
    page.goto(f"{demonstration}/meeting?шаг=Показатель 1")
    ready(page)
    clicked_each_time(page, page.locator("svg.marks").first.locator("g.picked_area_marks path").first)


def test_a_row_of_the_cells_opens_every_earlier_value(corrected: str, page: Page) -> None:
    page.goto(f"{corrected}/indicators?год=2022")
    ready(page)
    open_year(page, 2022)
    dialog = page.get_by_role("dialog")
    expect(dialog.get_by_text("Ячеек: 2")).to_be_visible(timeout=LONG)
    # 870 of 1 000
    expect(dialog.get_by_text("870 / 1 000 × 100 = 87 %")).to_be_visible()
    dialog.get_by_role("button", name="870").click()
    rows = dialog.get_by_role("table", name="Прежние значения").locator("tbody tr")
    expect(rows).to_have_count(2, timeout=LONG)
    values = [[cell.inner_text() for cell in row.locator("td").all()] for row in rows.all()]
    assert [row[:2] for row in values] == [["870", f"№{NBSP}2, отчёт 2.xlsx"], ["900", f"№{NBSP}1, отчёт 1.xlsx"]]
    assert serious(page.errors) == []  # type: ignore[attr-defined]
