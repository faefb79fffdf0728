"""Server time of every page and memory of a server with five open sessions: ``make bench``.

30 organizations × 6 years × 4 quarters. «Bare» is an app with one title and one chart, run the same way in the
same process; «cold» is the first run of a page, «warm» the next. What a server imports before anybody comes is imported
before it is measured.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import psutil
from playwright.sync_api import sync_playwright
from streamlit.testing.v1 import AppTest

from benchmarks.many import reports
from uspekh import settings
from uspekh.access.person import operator
from uspekh.project import open_project
from uspekh.russian.periods import QUARTERS
from uspekh.store.uploads.files import File
from uspekh.store.uploads.journal import accept
from uspekh.ui.first_visit import import_other_pages

ORGANIZATIONS, SESSIONS, RUNS, PORT = 30, 5, 5, 8650
PAGES = ("today", "indicators", "organizations", "budget", "data")
BARE = """
import altair as alt, pandas as pd, streamlit as st
st.title("x")
st.altair_chart(alt.Chart(pd.DataFrame({"x": [1]})).mark_bar().encode(x="x"))
"""


def main() -> None:
    """Prints the two measurements."""
    with tempfile.TemporaryDirectory() as folder:
        os.environ["USPEKH_DATABASE_URL"] = f"sqlite:///{Path(folder) / 'bench.sqlite'}"
        fill()
        times()
        memory()


def fill() -> None:
    """A store with the reports."""
    project = open_project(settings.data_folder(), settings.database_url())
    values = reports(project.plan, ORGANIZATIONS, QUARTERS)
    accept(project.engine, File("bench", b"", hashlib.sha256(b"").hexdigest(), len(values)), values, operator("bench"))
    print(f"values: {len(values)}")


def times() -> None:
    """Seconds of a script run, cold and warm, and warm as a multiple of the bare app."""
    bare = statistics.median(timed(AppTest.from_string(BARE)) for _ in range(RUNS))
    print(f"{'page':16}{'cold, ms':>10}{'warm, ms':>10}{'× bare':>8}   bare: {1000 * bare:.0f} ms")
    AppTest.from_file(str(settings.ROOT / "app.py"), default_timeout=60).run()
    import_other_pages()
    for page in PAGES:
        app = AppTest.from_file(str(settings.ROOT / "app.py"), default_timeout=60).run()
        app.switch_page(f"pages/{page}.py")
        cold = timed(app)
        warm = statistics.median(timed(app) for _ in range(RUNS))
        print(f"{page:16}{1000 * cold:10.0f}{1000 * warm:10.0f}{warm / bare:8.1f}")


def timed(app: AppTest) -> float:
    """Seconds of one run."""
    start = time.perf_counter()
    app.run()
    seconds = time.perf_counter() - start
    if app.exception:
        raise RuntimeError(app.exception[0].value)
    return seconds


def memory() -> None:
    """Resident memory of a real server before and with the sessions, each of which opened every page."""
    command = [
        sys.executable,
        "-m",
        "streamlit",
        "run",
        "app.py",
        "--server.port",
        str(PORT),
        "--server.headless",
        "true",
    ]
    server = subprocess.Popen(command, cwd=settings.ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        time.sleep(6)
        process = psutil.Process(server.pid)
        before = process.memory_info().rss
        with sync_playwright() as playwright:
            flags = ["--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking"]
            browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=flags)
            pages = [browser.new_page() for _ in range(SESSIONS)]
            for name in ("", *PAGES[1:]):
                for page in pages:
                    page.goto(f"http://127.0.0.1:{PORT}/{name}")
                    page.wait_for_selector("[data-testid=stApp][data-test-script-state=notRunning]", timeout=60_000)
                    page.wait_for_timeout(500)
            after = process.memory_info().rss
            browser.close()
    finally:
        server.terminate()
    print(f"memory: {before / 2**20:.0f} MB at the start, {after / 2**20:.0f} MB with {SESSIONS} sessions")


if __name__ == "__main__":
    main()
