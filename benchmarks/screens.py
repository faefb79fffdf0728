"""The screens as a browser gets and draws them, each figure beside its goal: ``python -m benchmarks.screens``.

The first visit of «Сегодня» beside a bare page of the same run (requests, bytes, seconds to the first fact), every page
at two sizes of the window (what stands above the first fact, height, jumps), and how soon a chosen year is drawn.
"""

from __future__ import annotations

import gzip
import shutil
import statistics
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from playwright.sync_api import Browser, Page, Response, sync_playwright

from benchmarks.server import serving
from uspekh import settings
from uspekh.ui.session.navigation import ENTRIES, MEETING

BARE = "import streamlit as st\nst.write('Первый факт')\n"
FLAGS = ["--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking"]
SIZES = ({"width": 1366, "height": 768}, {"width": 1280, "height": 720})
DRAWN = "[data-testid=stApp][data-test-script-state=notRunning]"
VISITS, YEARS, LEVEL = 3, ("2021", "2023"), 5
COMPRESSED = ("javascript", "css", "json", "html", "svg")
"""What the department's web server compresses (``deploy/nginx``), by a part of its type."""
# What a person reads first: the first text of the page that is no control of the frame.
FIRST_FACT = """() => {
    const block = document.querySelector("[data-testid=stMainBlockContainer]");
    const frame = document.querySelector("[data-testid=stLayoutWrapper]:has(> .st-key-filters)");
    const under = frame ? frame.getBoundingClientRect().bottom - 1 : 0;
    const walker = document.createTreeWalker(block, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
        const range = document.createRange();
        range.selectNodeContents(node);
        const box = range.getBoundingClientRect();
        const read = node.data.trim() && box.height > 0 && !frame?.contains(node);
        if (read && box.top >= under) return Math.round(box.top);
    }
    return null;
}"""
WATCH = """
window.shifts = 0;
new PerformanceObserver(list => {
    for (const entry of list.getEntries()) if (!entry.hadRecentInput) window.shifts += entry.value;
}).observe({type: "layout-shift", buffered: true});
"""
# Begins at the choice: milliseconds to the first sign of it, which is the running line of the frame or a change of the
# content, and to the last change before all was there.
CHOSEN = """async option => {
    const main = document.querySelector("[data-testid=stMain]"), app = document.querySelector("[data-testid=stApp]");
    const frame = document.querySelector("[data-testid=stLayoutWrapper]:has(> .st-key-filters)");
    const begun = performance.now(), lineDelay = 100;
    let first = null, last = 0;
    const watch = new MutationObserver(changes => {
        const now = performance.now() - begun;
        if (first === null && app.dataset.testScriptState === "running") first = now + lineDelay;
        if (changes.some(change => change.target !== app && !frame.contains(change.target))) {
            last = now;
            first = Math.min(first ?? now, now);
        }
    });
    watch.observe(main, {subtree: true, childList: true, characterData: true, attributes: true});
    watch.observe(app, {attributes: true});
    option.click();
    const wait = ms => new Promise(done => setTimeout(done, ms));
    await wait(50);
    while (app.dataset.testScriptState !== "notRunning" || performance.now() - begun - last < 400) await wait(20);
    watch.disconnect();
    return [first, last];
}"""


@dataclass
class Visit:
    """``sizes``: bytes of every answer as they come, ``packed``: as the web server would compress them."""

    seconds: float = 0.0
    sizes: list[int] = field(default_factory=list)
    packed: list[int] = field(default_factory=list)


def main() -> None:
    """Prints the three measurements."""
    with tempfile.TemporaryDirectory() as name, sync_playwright() as playwright:
        folder = Path(name)
        (folder / "bare.py").write_text(BARE, "utf-8")
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=FLAGS)
        with serving(folder / "bare.py", folder / "bare.log") as bare:
            bare_visits = [visit(browser, bare.address) for _ in range(VISITS)]
            bare_start = bare.start
        store = f"sqlite:///{folder / 'store.sqlite'}"
        with serving(settings.ROOT / "service.py", folder / "service.log", USPEKH_DATABASE_URL=store) as ours:
            our_visits = [visit(browser, ours.address) for _ in range(VISITS)]
            print_first_visit(bare_visits, our_visits)
            print_row("s from start to answering", bare_start, ours.start, "")
            totals = [
                start + visits[0].seconds for start, visits in ((bare_start, bare_visits), (ours.start, our_visits))
            ]
            print_row("s from start to the first fact", *totals, "")
            print_pages(browser, ours.address)
            print_choice(browser, ours.address)
        browser.close()


@contextmanager
def visiting(browser: Browser, size: dict[str, int] = SIZES[0]) -> Iterator[Page]:
    """A page of a browser that has seen nothing yet."""
    context = browser.new_context(viewport=size, locale="ru-RU")
    context.add_init_script(WATCH)
    yield context.new_page()
    context.close()


def visit(browser: Browser, address: str) -> Visit:
    """The first visit of a browser, to the end of the drawing; the seconds are those to the first fact."""
    seen = Visit()
    answers: list[Response] = []
    with visiting(browser) as page:
        page.on("response", lambda answer: answers.append(answer))
        page.goto(address)
        page.wait_for_function(f"({FIRST_FACT})() !== null", timeout=60_000)
        seen.seconds = page.evaluate("performance.now()") / 1000
        drawn(page)
        for answer in answers:
            body = answer.body() if answer.ok else b""
            kind = answer.headers.get("content-type", "")
            seen.sizes.append(len(body))
            packed = any(part in kind for part in COMPRESSED)
            seen.packed.append(len(gzip.compress(body, LEVEL)) if packed else len(body))
    return seen


def drawn(page: Page) -> None:
    """Waits until the page has been drawn and stands still."""
    page.wait_for_selector(DRAWN, timeout=60_000)
    page.wait_for_timeout(1500)


def print_first_visit(bare: list[Visit], ours: list[Visit]) -> None:
    """Requests, bytes and seconds of «Сегодня» as multiples of the bare page."""
    print(f"{'first visit':32}{'bare':>9}{'ours':>9}{'×':>7}   goal")
    for title, goal, measure in (
        ("requests", "≤ 1,4 ×", lambda seen: len(seen.sizes)),
        ("KB as sent", "", lambda seen: sum(seen.sizes) / 1024),
        ("KB compressed by nginx", "", lambda seen: sum(seen.packed) / 1024),
    ):
        print_row(title, measure(bare[0]), measure(ours[0]), goal)
    print_row("s to the first fact, first", bare[0].seconds, ours[0].seconds, "≤ 1,3 ×")
    later = [statistics.median(seen.seconds for seen in visits[1:]) for visits in (bare, ours)]
    print_row("s to the first fact, later", *later, "≤ 1,2 ×")


def print_row(title: str, bare: float, ours: float, goal: str) -> None:
    """One measure of both."""
    print(f"{title:32}{bare:9.2f}{ours:9.2f}{ours / bare:7.2f}   {goal}")


def print_pages(browser: Browser, address: str) -> None:
    """Every page at every size: pixels above the first fact, heights in screens, jumps, and width beyond the window."""
    print(f"\n{'page':18}{'window':>11}{'fact at px':>12}{'screens high':>14}{'CLS':>7}{'too wide, px':>14}")
    for entry in (entry for entry in ENTRIES if entry.name != "our_organization"):
        for size in SIZES:
            with visiting(browser, size) as page:
                page.goto(f"{address}/{'' if entry is ENTRIES[0] else entry.name}")
                drawn(page)
                high = page.evaluate("document.querySelector('[data-testid=stMain]').scrollHeight") / size["height"]
                wide = page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
                fact, shifts = page.evaluate(FIRST_FACT), page.evaluate("window.shifts")
                window = f"{size['width']}×{size['height']}"
                print(f"{entry.name:18}{window:>11}{fact:12}{high:14.1f}{shifts:7.3f}{wide:14}")
    shown = len([entry for entry in ENTRIES if not entry.hidden and entry.name != "our_organization"])
    print(
        f"goal: fact at ≤ 96 px ({MEETING}: 56), ≤ 2 screens, CLS ≤ 0.1, 0 px too wide; menu: {shown} entries, goal 7"
    )


def print_choice(browser: Browser, address: str) -> None:
    """How soon after a year is chosen something changes, and all is there."""
    print(f"\n{'a year is chosen on':24}{'something, ms':>15}{'all of it, ms':>15}   goals 200 and 350")
    for entry in (
        entry for entry in ENTRIES if not entry.hidden and entry.name != "our_organization" and entry.filters
    ):
        with visiting(browser) as page:
            page.goto(f"{address}/{'' if entry is ENTRIES[0] else entry.name}")
            drawn(page)
            times = []
            for year in YEARS:
                option = page.locator(".st-key-YEAR").get_by_text(year, exact=True).element_handle()
                times.append(option.evaluate(CHOSEN))
                drawn(page)
            first, last = (statistics.median(kind) for kind in zip(*times, strict=True))
            print(f"{entry.title:24}{first:15.0f}{last:15.0f}")


if __name__ == "__main__":
    main()
