"""What the figures ask of the store and work out of it, part by part: ``python -m benchmarks.parts [size …] [part …]``.

Every organization reports every component for 6 years and the periods, in PostgreSQL; «1000×12» is a million values.
Each part is done ``RUNS`` times by figures of their own, at the year and at a period within it; the median.
"""

from __future__ import annotations

import statistics
import sys
import time
from collections.abc import Callable
from datetime import date

from benchmarks.scale import fill
from tests import postgres
from uspekh import settings
from uspekh.monitoring.figures import Figures
from uspekh.monitoring.selection import Selection
from uspekh.passport.formulas import which
from uspekh.project import Project, open_project
from uspekh.russian.periods import YEAR

SIZES = ("1000×12",)
RUNS = 5
HALF = 6


def growth(figures: Figures) -> object:
    """Who gave exactly the period in a year and in the year before."""
    compared = figures.definitions.loc[which(figures.definitions["formula"], lambda kind: kind.compares_years), "id"]
    return figures.reported.growth(figures.selection, list(compared), None)


def coverage(figures: Figures) -> object:
    """Who reported for the periods of the year."""
    return figures.reported.coverage(figures.selection.year)


def division_of_plans(figures: Figures) -> object:
    """Plans and guides of all organizations, with what they rest on."""
    return figures.organization_plans


def division_of_shortfalls(figures: Figures) -> object:
    """Whose the missing people are, the figures of all organizations included."""
    return figures.shortfalls


PARTS: tuple[Callable[[Figures], object], ...] = (growth, coverage, division_of_plans, division_of_shortfalls)


def main() -> None:
    """Prints a line for each size and period."""
    sizes = [name for name in sys.argv[1:] if "×" in name] or SIZES
    parts = [part for part in PARTS if part.__name__ in sys.argv[1:]] or PARTS
    print(f"{'size':>10}{'values':>10}{'months':>8}" + "".join(f"{part.__name__ + ', ms':>30}" for part in parts))
    with postgres.running() as server:
        for size in sizes:
            project = open_project(settings.data_folder(), server.database())
            organizations, periods = map(int, size.split("×"))
            count = fill(project, organizations, range(YEAR // periods, YEAR + 1, YEAR // periods))
            for months in (YEAR, HALF):
                took = "".join(f"{1000 * measure(project, part, months):30.0f}" for part in parts)
                print(f"{size:>10}{count:>10}{months:>8}{took}", flush=True)


def measure(project: Project, part: Callable[[Figures], object], months: int) -> float:
    """Median seconds of a part by figures that remember nothing."""
    seconds = []
    for _ in range(RUNS):
        figures = project.figures(Selection(project.plan.years[-1], date.today(), months))
        started = time.perf_counter()
        part(figures)
        seconds.append(time.perf_counter() - started)
    return statistics.median(seconds)


if __name__ == "__main__":
    main()
