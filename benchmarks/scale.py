"""How pages answer as the store grows, in PostgreSQL: ``python -m benchmarks.scale [organizations …]``.

Every organization reports every component for 6 years × 12 periods. Server time of a run of the page: just after
somebody's upload («changed»: nothing of it is remembered), again («same»), and after another year is chosen («year»).
Each is the median of ``RUNS``; the last columns are the ratios to the size before.
"""

from __future__ import annotations

import hashlib
import os
import statistics
import sys
import time

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
from uspekh.store.files import File
from uspekh.store.uploads import accept

SIZES = (100, 1000)
PAGES = ("overview", "organizations")
RUNS, AT_ONCE = 5, 500
WAYS = ("changed", "same", "year")


def main() -> None:
    """Prints a line for each size and page."""
    sizes = [int(word) for word in sys.argv[1:]] or SIZES
    print(f"{'organizations':>14}{'values':>12}  {'page':16}" + "".join(f"{way + ', ms':>14}" for way in WAYS))
    before: dict[tuple[str, str], float] = {}
    with postgres.running() as server:
        for size in sizes:
            os.environ["USPEKH_DATABASE_URL"] = server.database()
            st.cache_resource.clear()
            project = open_project(settings.data_folder(), settings.database_url())
            count = fill(project, size)
            for page in PAGES:
                took = measure(project, page)
                ratios = [f"×{took[way] / before[page, way]:.2f}" for way in WAYS if (page, way) in before]
                before |= {(page, way): took[way] for way in WAYS}
                shown = "".join(f"{1000 * took[way]:14.0f}" for way in WAYS)
                print(f"{size:>14}{count:>12}  {page:16}{shown}   {' '.join(ratios)}", flush=True)


def fill(project: Project, size: int) -> int:
    """A store with everybody's reports, in uploads of ``AT_ONCE`` organizations; returns the number of values."""
    count = 0
    for first in range(0, size, AT_ONCE):
        values = reports(project.plan, min(AT_ONCE, size - first), range(1, 13), first)
        store(project, values, f"{first}")
        count += len(values)
    return count


def store(project: Project, values: pd.DataFrame, name: str) -> None:
    """An upload, as ``Project.load`` stores it."""
    digest = hashlib.sha256(f"{name}{time.time()}".encode()).hexdigest()
    accept(project.engine, File(name, b"", digest, len(values)), values, operator("bench"), follow=project.keep_up)


def measure(project: Project, page: str) -> dict[str, float]:
    """Median seconds of a page's run by what came before it."""
    app = AppTest.from_file(str(settings.ROOT / "app.py"), default_timeout=120).run()
    app.switch_page(f"pages/{page}.py").run()
    took: dict[str, list[float]] = {way: [] for way in WAYS}
    for number in range(RUNS):
        store(project, tidy(people("О0001", project.plan.years[-1], p2_covered=300 + number)), page)
        took["changed"].append(timed(app))
        took["same"].append(timed(app))
        app.selectbox[0].set_value(project.plan.years[number % len(project.plan.years)])
        took["year"].append(timed(app))
    return {way: statistics.median(seconds) for way, seconds in took.items()}


if __name__ == "__main__":
    main()
