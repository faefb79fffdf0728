"""How storing and pages answer as the store grows: ``python -m benchmarks.scale [organizations×periods …]``.

Every organization reports every component for 6 years and the periods, in PostgreSQL. «stored»: a form of one school
for all years is stored and the sums are brought forward. Then the server time of a run of the page: just after that
upload («changed»: nothing of it is remembered), again («same»), and after another year is chosen («year»). Each is
the median of ``RUNS``.
"""

from __future__ import annotations

import hashlib
import os
import statistics
import sys
import time
from collections.abc import Sequence

import pandas as pd
import streamlit as st
from streamlit.testing.v1 import AppTest

from benchmarks.many import reports
from benchmarks.pages import timed
from tests import postgres
from tests.tidy import people, tidy
from uspekh import settings
from uspekh.access.person import operator
from uspekh.project import Project, open_project
from uspekh.russian.periods import YEAR
from uspekh.store.uploads.files import File
from uspekh.store.uploads.journal import accept
from uspekh.ui.session.navigation import Filter

SIZES = ("30×4", "1000×12")
PAGES = ("today", "indicators", "organizations", "budget")
RUNS, AT_ONCE = 5, 500
WAYS = ("stored", "changed", "same", "year")


def main() -> None:
    """Prints a line for each size and page."""
    print(f"{'size':>14}{'values':>12}  {'page':16}" + "".join(f"{way + ', ms':>14}" for way in WAYS))
    with postgres.running() as server:
        for size in sys.argv[1:] or SIZES:
            os.environ["USPEKH_DATABASE_URL"] = server.database()
            st.cache_resource.clear()
            project = open_project(settings.data_folder(), settings.database_url())
            organizations, periods = map(int, size.split("×"))
            count = fill(project, organizations, range(YEAR // periods, YEAR + 1, YEAR // periods))
            for page in PAGES:
                took = measure(project, page)
                shown = "".join(f"{1000 * took[way]:14.0f}" for way in WAYS)
                print(f"{size:>14}{count:>12}  {page:16}{shown}", flush=True)


def fill(project: Project, size: int, periods: Sequence[int]) -> int:
    """A store with everybody's reports, in uploads of ``AT_ONCE`` organizations; returns the number of values."""
    count = 0
    for first in range(0, size, AT_ONCE):
        values = reports(project.plan, min(AT_ONCE, size - first), periods, first)
        store(project, values, f"{first}")
        count += len(values)
    return count


def store(project: Project, values: pd.DataFrame, name: str) -> None:
    """An upload, as ``Project.load`` stores it."""
    digest = hashlib.sha256(f"{name}{time.time()}".encode()).hexdigest()
    accept(project.engine, File(name, b"", digest, len(values)), values, operator("bench"), follow=project.keep_up)


def form(project: Project, number: int) -> pd.DataFrame:
    """Every component of a school for the whole of each year, with other numbers every time."""
    components = dict.fromkeys(project.plan["components"]["id"], 300 + number)
    return tidy(*(people("О0001", year, **components) for year in project.plan.years))


def measure(project: Project, page: str) -> dict[str, float]:
    """Median seconds of a page's run by what came before it."""
    app = AppTest.from_file(str(settings.ROOT / "app.py"), default_timeout=120).run()
    app.switch_page(f"pages/{page}.py").run()
    took: dict[str, list[float]] = {way: [] for way in WAYS}
    for number in range(RUNS):
        started = time.perf_counter()
        store(project, form(project, number), page)
        took["stored"].append(time.perf_counter() - started)
        took["changed"].append(timed(app))
        took["same"].append(timed(app))
        app.segmented_control(key=Filter.YEAR).set_value(project.plan.years[number % len(project.plan.years)])
        took["year"].append(timed(app))
    return {way: statistics.median(seconds) for way, seconds in took.items()}


if __name__ == "__main__":
    main()
