"""What is wrong in a file: the warning about the value that changes comes first, and every message is whole."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.actuals.conftest import workbook
from tests.browsing import LONG, ready, serious
from tests.persons import ADMINISTRATOR
from tests.tidy import organization, people, tidy
from uspekh.store.database.engine import open_store
from uspekh.store.uploads.files import File
from uspekh.store.uploads.journal import accept

pytestmark = pytest.mark.browser
STORED = tidy(
    organization("S1", 1000, short_name="Первая"),
    people("S1", 2019, p3_participants=5, p1_engaged=31),
    people("S1", 2022, p1_engaged=700, p1_total=1000),
    people("S1", 2023, p1_engaged=640, p1_total=1000),
)
HEADINGS = ["Организация", "Год", "Период", "П1 Занимаются, чел.", "П1 Всего детей 5–18 лет, чел."]
# 640 becomes 64; half of a share in 2019 stands there already, and comes first in the file.
SENT = workbook(
    {
        "Показатели": [
            HEADINGS, ["Первая", 2019, "год", 31, None], ["Первая", 2022, "год", 700, 1000],
            ["Первая", 2023, "год", 64, 1000],
        ]
    }
)  # fmt: skip
SIZES = [(1280, 720), (1366, 768), (1920, 1080)]


@pytest.fixture
def stored(server: str, tmp_path: Path) -> str:
    engine = open_store(f"sqlite:///{tmp_path / 'store.sqlite'}")
    accept(engine, File("прежний.xlsx", b"1", "1" * 64, 1), STORED, ADMINISTRATOR)
    engine.dispose()
    return server


def test_the_warning_that_matters_is_first_and_whole_at_every_width(stored: str, page: Page) -> None:
    page.goto(f"{stored}/data")
    ready(page)
    file = {"name": "отчёт.xlsx", "mimeType": "application/octet-stream", "buffer": SENT}
    page.locator("input[type=file]").set_input_files([file])
    expect(page.get_by_text("Пока ничего не сохранено")).to_be_visible(timeout=LONG)
    warnings = page.get_by_test_id("stMarkdown").filter(has_text="лист «Показатели»")
    expect(warnings).to_have_count(1)
    expect(warnings.first).to_contain_text("лист «Показатели», D4")
    expect(warnings.first).to_contain_text("64 и 700 (ячейка D3). Проверьте, нет ли лишнего знака.")
    for width, height in SIZES:
        page.set_viewport_size({"width": width, "height": height})
        cut = warnings.first.locator("p").evaluate_all(
            "nodes => nodes.filter(n => n.scrollWidth > n.clientWidth || n.scrollHeight > n.clientHeight + 1).length"
        )
        assert cut == 0
    folded = page.get_by_text("Замечания к значениям, которые не меняются: 1")
    folded.click()
    expect(warnings).to_have_count(2, timeout=LONG)
    expect(page.get_by_text("D2", exact=False).first).to_be_visible()
    expect(page.get_by_label("Пояснение: лист", exact=False)).to_have_count(2)
    assert serious(page.errors) == []  # type: ignore[attr-defined]
