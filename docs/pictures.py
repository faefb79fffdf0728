"""Takes the pictures of the guide from a server on the demonstration: ``python docs/pictures.py`` from the root."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from playwright.sync_api import sync_playwright

HERE = Path(__file__).parent
PORT = 8655
PAGES = ("overview", "indicators", "organizations", "budget", "results", "plan", "participants", "passport", "audit",
         "meeting", "upload", "acceptance")  # fmt: skip
SIZE = {"width": 1366, "height": 900}


def main() -> None:
    """Writes ``images/PAGE.png`` for every page."""
    with tempfile.TemporaryDirectory() as folder:
        env = os.environ | {"USPEKH_DATABASE_URL": f"sqlite:///{Path(folder) / 'empty.sqlite'}"}
        command = [sys.executable, "-m", "streamlit", "run", "service.py", "--server.port", str(PORT)]
        server = subprocess.Popen([*command, "--server.headless", "true"], cwd=HERE.parent, env=env)  # noqa: S603
        try:
            time.sleep(8)
            take()
        finally:
            server.terminate()


def take() -> None:
    """Opens every page and keeps its first screen; the overview first, as a visitor does."""
    (HERE / "images").mkdir(exist_ok=True)
    flags = ["--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking"]
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=flags)
        page = browser.new_page(viewport=SIZE, locale="ru-RU")
        for name in PAGES:
            page.goto(f"http://127.0.0.1:{PORT}/{'' if name == 'overview' else name}")
            page.wait_for_selector("[data-testid=stApp][data-test-script-state=notRunning]", timeout=60_000)
            page.wait_for_timeout(3000)
            page.screenshot(path=HERE / "images" / f"{name}.png")
        browser.close()


if __name__ == "__main__":
    main()
