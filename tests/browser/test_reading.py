"""While the service reads a file that takes long, it answers others, and its own process does not read."""

from __future__ import annotations

import threading
import urllib.request

import psutil
import pytest
from playwright.sync_api import Page, expect

from tests.actuals.conftest import workbook
from tests.browsing import LONG, ready

pytestmark = pytest.mark.browser
EVERY = 0.05
WIDE = [[f"Столбец {i}" for i in range(16_384)], ["слова"] * 16_384]
NAMES = [["Организация", "Год", "П2 Охвачено, чел."], *([f"Школа {i}", 2022, i] for i in range(10_000))]


@pytest.mark.parametrize("rows", [WIDE, NAMES], ids=["headings", "organizations"])
def test_reading_takes_the_processor_of_another_process(
    demonstration: str, page: Page, rows: list[list[object]]
) -> None:
    content = workbook({"Показатели": rows})
    page.goto(f"{demonstration}/data")
    ready(page)
    process = next(each for each in psutil.Process().children() if demonstration.rpartition(":")[2] in each.cmdline())
    before = process.cpu_times()
    done, answers = threading.Event(), []

    def ask_for_health() -> None:
        while not done.wait(EVERY):
            with urllib.request.urlopen(f"{demonstration}/_stcore/health", timeout=LONG / 1000) as answer:  # noqa: S310
                answers.append(answer.status)

    others = threading.Thread(target=ask_for_health)
    others.start()
    try:
        sent = {"name": "отчёт.xlsx", "mimeType": "application/octet-stream", "buffer": content}
        page.locator("input[type=file]").set_input_files([sent])
        expect(page.get_by_text("не принят")).to_be_visible(timeout=4 * LONG)
    finally:
        done.set()
        others.join()
    after = process.cpu_times()
    reading = after.children_user + after.children_system - before.children_user - before.children_system
    assert after.user + after.system - before.user - before.system < reading
    assert answers and set(answers) == {200}
