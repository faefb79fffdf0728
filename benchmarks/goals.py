"""The goals for speed, each with what was measured before, as one table: ``python -m benchmarks.goals [part …]``.

Parts: ``commands``, ``pages`` or one size of them (``30×4``, ``1000×12``), ``file``; all of them unless some are named.
Pages and storing as ``benchmarks.scale`` measures them, long files as ``benchmarks.reading``; commands are whole
processes on an SQLite store with the demonstration in it, the middle of ``RUNS``. For a quiet machine: seconds of the
clock.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from itertools import chain
from pathlib import Path

import streamlit as st

from benchmarks import reading, scale
from tests import postgres
from uspekh import settings
from uspekh.actuals.demo import load_demo
from uspekh.actuals.writing.rebuilding import rebuild_workbook
from uspekh.passport.plan import load_plan
from uspekh.project import open_project
from uspekh.russian.periods import YEAR

RUNS = 5
SMALL, LARGE, LONG = "30×4", "1000×12", 100_000
SCHOOL = 1
"""Which organization of the demonstration sends its form."""


@dataclass(frozen=True)
class Goal:
    """``limit`` and ``before`` in seconds; ``before`` is missing where it was not measured."""

    what: str
    limit: float
    before: float | None = None


GOALS = {
    f"{SMALL} stored": Goal("30 × 4: a school's form stored", 0.1, 0.102),
    f"{SMALL} organizations changed": Goal("30 × 4: «Организации» after an upload", 0.3, 1.356),
    f"{SMALL} organizations same": Goal("30 × 4: «Организации» again", 0.1, 0.181),
    f"{SMALL} organizations year": Goal("30 × 4: «Организации», another year", 0.3, 0.491),
    f"{SMALL} indicators changed": Goal("30 × 4: «Показатели» after an upload", 0.3),
    f"{SMALL} indicators same": Goal("30 × 4: «Показатели» again", 0.1),
    f"{SMALL} budget changed": Goal("30 × 4: «Бюджет» after an upload", 0.3),
    f"{SMALL} budget same": Goal("30 × 4: «Бюджет» again", 0.1),
    f"{SMALL} today changed": Goal("30 × 4: «Сегодня» after an upload", 0.3, 0.229),
    f"{SMALL} today same": Goal("30 × 4: «Сегодня» again", 0.1, 0.096),
    f"{LARGE} organizations changed": Goal("1 000 × 12: «Организации» after an upload", 0.7, 0.279),
    f"{LARGE} organizations same": Goal("1 000 × 12: «Организации» again", 0.3, 0.072),
    f"{LARGE} today changed": Goal("1 000 × 12: «Сегодня» after an upload", 0.7, 0.422),
    f"{LARGE} today same": Goal("1 000 × 12: «Сегодня» again", 0.3, 0.118),
    "--help": Goal("`--help`, whole process", 0.4, 2.0),
    "uploads": Goal("`uploads`, whole process", 1.0, 3.0),
    "check": Goal("`check` of a school's form, whole process", 1.5, 2.27),
    "load": Goal("`load` of a school's form, whole process", 1.5, 2.56),
}


def main() -> None:
    """Prints the table, each line as soon as it is measured."""
    named = [part for name in sys.argv[1:] for part in ((SMALL, LARGE) if name == "pages" else (name,))]
    parts = named or list(PARTS)
    if unknown := [part for part in parts if part not in PARTS]:
        sys.exit(f"Unknown: {', '.join(unknown)}. Parts: {', '.join(PARTS)}, pages.")
    print("| what | goal, s | before, s | now, s | |\n|---|---|---|---|---|")
    for goal, seconds in chain.from_iterable(PARTS[part]() for part in parts):
        print(line(goal, seconds), flush=True)


def line(goal: Goal, seconds: float) -> str:
    """A row of the table."""
    before = "" if goal.before is None else f"{goal.before:.2f}"
    verdict = "kept" if seconds <= goal.limit else "missed"
    return f"| {goal.what} | {goal.limit:.2f} | {before} | {seconds:.2f} | {verdict} |"


def measure_commands() -> Iterator[tuple[Goal, float]]:
    """Seconds of each command as a process."""
    with tempfile.TemporaryDirectory() as folder:
        url, form = f"sqlite:///{Path(folder) / 'store.sqlite'}", Path(folder) / "school.xlsx"
        plan = load_plan(settings.data_folder() / "passport")
        values = load_demo(settings.data_folder() / "demo", plan)
        school = values.loc[values["kind"] == "component", "subject"].unique()[SCHOOL]
        form.write_bytes(rebuild_workbook(values[values["subject"] == school], plan))
        _seconds(url, "load", str(settings.data_folder() / "demo" / "actuals.xlsx"))
        for arguments in (("--help",), ("uploads",), ("check", str(form)), ("load", str(form))):
            yield GOALS[arguments[0]], statistics.median(_seconds(url, *arguments) for _ in range(RUNS))


def _seconds(url: str, *arguments: str) -> float:
    environment = os.environ | {"USPEKH_DATABASE_URL": url}
    started = time.perf_counter()
    command = [sys.executable, "-m", "uspekh", *arguments]
    subprocess.run(command, cwd=settings.ROOT, env=environment, check=True, stdout=subprocess.DEVNULL)
    return time.perf_counter() - started


def measure_pages(size: str) -> Iterator[tuple[Goal, float]]:
    """Seconds of storing a form and of the pages after it, on PostgreSQL, in a store of organizations × periods."""
    organizations, periods = map(int, size.split("×"))
    with postgres.running() as server:
        os.environ["USPEKH_DATABASE_URL"] = server.database()
        st.cache_resource.clear()
        project = open_project(settings.data_folder(), settings.database_url())
        scale.fill(project, organizations, range(YEAR // periods, YEAR + 1, YEAR // periods))
        for page in scale.PAGES:
            for way, seconds in scale.measure(project, page).items():
                key = f"{size} {way}" if way == "stored" else f"{size} {page} {way}"
                if key in GOALS and (way != "stored" or page == scale.PAGES[0]):
                    yield GOALS[key], seconds


def measure_long_file() -> Iterator[tuple[Goal, float]]:
    """Seconds of a long file by ``load``; the goal is what pandas with openpyxl takes for it."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "long.xlsx"
        path.write_bytes(reading.long_workbook(LONG))
        ours, pandas = (reading.run(way, path, LONG, 0).clock for way in ("summed", "pandas"))
    yield Goal(f"{LONG} rows through `load`, by pandas with openpyxl {pandas:.2f}", pandas), ours


PARTS: dict[str, Callable[[], Iterator[tuple[Goal, float]]]] = {
    "commands": measure_commands,
    SMALL: partial(measure_pages, SMALL),
    LARGE: partial(measure_pages, LARGE),
    "file": measure_long_file,
}

if __name__ == "__main__":
    main()
