"""Several projects in one store: ``python -m benchmarks.projects``.

What the pages of one project cost among ``SHARED`` of them, as a multiple of what they cost alone, and how soon the
list of ``LISTED`` projects answers with what is kept of each.
"""

from __future__ import annotations

import hashlib
import os
import statistics
import tempfile
from datetime import date
from pathlib import Path

import streamlit as st
from streamlit.testing.v1 import AppTest

from benchmarks.many import reports
from benchmarks.pages import PAGES, timed
from uspekh import settings
from uspekh.access.person import operator
from uspekh.passport.editions.edition import Requisites
from uspekh.project import open_project
from uspekh.russian.periods import QUARTERS
from uspekh.store.plans.projects import add_edition, create_project
from uspekh.store.schema.project import PROJECT, of_project
from uspekh.store.uploads.files import File
from uspekh.store.uploads.journal import accept
from uspekh.store.values.headlines import Headline, keep_headline, last_changes
from uspekh.ui.session.projects import PARAMETER

ORGANIZATIONS, RUNS, SHARED, LISTED = 30, 5, 10, 100
GOAL_RATIO, GOAL_LIST = 1.2, 0.5
BY = operator("bench")


def main() -> None:
    """Prints each page alone and among others, then the list."""
    with tempfile.TemporaryDirectory() as folder:
        os.environ["USPEKH_DATABASE_URL"] = f"sqlite:///{Path(folder) / 'bench.sqlite'}"
        fill(PROJECT)
        alone = {page: measure(page) for page in PAGES}
        for number in range(1, SHARED):
            fill(add_project(number))
        for page in PAGES:
            cold, warm = measure(page)
            ratios = cold / alone[page][0], warm / alone[page][1]
            times = (
                f"{1000 * seconds:8.0f} ms ×{ratio:.2f}" for seconds, ratio in zip((cold, warm), ratios, strict=True)
            )
            print(f"{page:16}", *times, f"goal ×{GOAL_RATIO}")
        print(f"list: {list_projects():.2f} s, goal {GOAL_LIST} s")


def fill(code: str) -> None:
    """Puts reports of every organization into a project."""
    st.cache_resource.clear()
    project = open_project(settings.data_folder(), settings.database_url())
    values = reports(project.plan, ORGANIZATIONS, QUARTERS)
    digest = hashlib.sha256(code.encode()).hexdigest()
    accept(of_project(project.engine, code), File(code, b"", digest, len(values)), values, BY)


def add_project(number: int) -> str:
    """Enters a project with the passport that came with the program; returns its code."""
    project, code = open_project(settings.data_folder(), settings.database_url()), f"проект-{number}"
    create_project(project.engine, code, code, BY)
    add_edition(project.engine, code, Requisites(1, None, "", date(2019, 1, 1)), project.texts, BY)
    return code


def measure(page: str) -> tuple[float, float]:
    """Seconds of the first run of a page with nothing kept in memory, and of the next ones."""
    st.cache_resource.clear()
    app = AppTest.from_file(str(settings.ROOT / "app.py"), default_timeout=60)
    app.query_params[PARAMETER] = PROJECT
    app.run()
    app.switch_page(f"pages/{page}.py")
    return timed(app), statistics.median(timed(app) for _ in range(RUNS))


def list_projects() -> float:
    """Seconds of the list when nothing has changed since it was last seen."""
    for number in range(SHARED, LISTED):
        add_project(number)
    engine = open_project(settings.data_folder(), settings.database_url()).engine
    codes = [PROJECT, *(f"проект-{number}" for number in range(1, LISTED))]
    changes = last_changes(engine)
    for code in codes:
        event = changes.get(code, changes["*"])
        states, incomplete = {"met": 2, "missed": 2}, {"met": 1}
        headline = Headline(event, date.today(), "2023 год: на плане 2 из 4.", states, incomplete, overdue=3)
        keep_headline(of_project(engine, code), headline)
    st.cache_resource.clear()
    app = AppTest.from_file(str(settings.ROOT / "app.py"), default_timeout=60)
    app.run()
    if "Проекты" not in [heading.value for heading in app.subheader]:
        raise RuntimeError("this is not the list of projects")
    return timed(app)


if __name__ == "__main__":
    main()
