"""Reading, checking and storing of long workbooks beside two bare reads: ``python -m benchmarks.reading``.

Each is measured in a process of its own, once it is warm (a small file first) and its store is open: seconds of the
clock and of the processor (which hold on a busy machine too), those of the process that reads the file
among them; of ``TIMES`` runs, a round after another, the middle. Peak memory (without and with storing) is watched in
runs of its own, since watching takes time. Ratios: to the bare read by calamine, and of ``pandas.read_excel`` with
openpyxl to ours with storing. «+ sums»: what pages ask for is brought forward as well, as ``load`` does. Last, what
a process of its own costs: one that does nothing with a file, and the whole reading of a school's form.
"""

from __future__ import annotations

import io
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from statistics import median

import openpyxl
import pandas as pd
import psutil
import python_calamine

from benchmarks.nothing import nothing
from uspekh import settings
from uspekh.access.person import operator
from uspekh.actuals.demo import starter_directory
from uspekh.actuals.limited.interpreter import run_limited
from uspekh.actuals.reading import read_workbook
from uspekh.actuals.sheets import sheet_specs
from uspekh.monitoring.organizations.roster import organizations_of
from uspekh.passport.plan import Plan, load_plan
from uspekh.russian.periods import YEAR, period_name
from uspekh.store.database.engine import open_store
from uspekh.store.plans.plan_tables import tables_of
from uspekh.store.uploads.files import File
from uspekh.store.uploads.journal import Follow, accept
from uspekh.store.values.entries import keep_up

SIZES = (10_000, 100_000)
WAYS = ("calamine", "reading", "stored", "summed", "pandas")
WARM = 50
TIMES = 3
FILES = 30
FORM = 40
ROW = 600
EVERY = 0.02


def main() -> None:
    """Prints a line for each size."""
    titles = ("rows", "", "calamine, s", "reading+checks", "+ storing", "+ sums", "pandas, s", "÷", "MB", "MB")
    print("".join(f"{title:>16}" for title in titles))
    for rows in SIZES:
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "long.xlsx"
            path.write_bytes(long_workbook(rows))
            rounds = [{way: run(way, path, rows, turn) for way in WAYS} for turn in range(TIMES)]
            peaks = [f"{_peak(way, path, rows) / 1024**2:.0f}" for way in ("reading", "stored")]
        for kind in ("clock", "processor"):
            bare, ours, stored, summed, pandas = (median(getattr(took[way], kind) for took in rounds) for way in WAYS)
            ratios = (f"{each:.2f} = {each / bare:.1f}×" for each in (ours, stored, summed))
            line = (rows, kind, f"{bare:.2f}", *ratios, f"{pandas:.2f}", f"{pandas / stored:.1f}×", *peaks)
            print("".join(f"{each:>16}" for each in line))
    print("ms: " + ", ".join(f"{way} {took:.0f}" for way, took in small_files().items()))


def small_files() -> dict[str, float]:
    """Milliseconds of the clock by way, the middle of many."""
    plan = load_plan(settings.data_folder() / "passport")
    content, form, listed = long_workbook(1), long_workbook(FORM), directory(FORM)
    ways: dict[str, Callable[[], object]] = {
        "a process that does nothing": lambda: run_limited(nothing, content, None),
        f"a form of {FORM} rows read and checked": lambda: read_workbook(form, "form.xlsx", plan, listed, listed),
    }
    return {name: 1000 * median(_seconds(way) for _ in range(FILES)) for name, way in ways.items()}


def _seconds(way: Callable[[], object]) -> float:
    started = time.perf_counter()
    way()
    return time.perf_counter() - started


@dataclass(frozen=True)
class Took:
    """Seconds of one way through the file."""

    clock: float
    processor: float


def run(way: str, path: Path, rows: int, turn: int) -> Took:
    """One way through the file, in a process of its own."""
    answer = subprocess.check_output(_command(way, path, rows, turn), cwd=settings.ROOT)
    return Took(*map(float, answer.split()))


def _peak(way: str, path: Path, rows: int) -> int:
    """The most bytes held at once by the processes of one way through the file."""
    peak = 0
    with subprocess.Popen(_command(way, path, rows, TIMES), stdout=subprocess.DEVNULL, cwd=settings.ROOT) as process:
        while process.poll() is None:
            peak = max(peak, _held(process.pid))
            time.sleep(EVERY)
    return peak


def _command(way: str, path: Path, rows: int, turn: int) -> list[str]:
    return [sys.executable, "-m", "benchmarks.reading", way, str(path), str(rows), str(turn)]


def _held(number: int) -> int:
    try:
        process = psutil.Process(number)
        return sum(each.memory_info().rss for each in (process, *process.children(recursive=True)))
    except psutil.NoSuchProcess:
        return 0


def measure(way: str, path: Path, rows: int, turn: int) -> tuple[float, float]:
    """Seconds of the clock and of the processor of one way through the file, after a small file."""
    work = _ways(path.with_name(f"{way}-{turn}.sqlite"), rows)[way]
    work(long_workbook(WARM))
    content = path.read_bytes()
    # Asking for the processor's time takes time: the clock starts after it.
    spent, started = _processor(), time.perf_counter()
    work(content)
    return time.perf_counter() - started, _processor() - spent


def _processor() -> float:
    """Seconds of the processor of this process, and of those that read files and have ended."""
    return sum(psutil.Process().cpu_times()[:4])


def _ways(database: Path, rows: int) -> dict[str, Callable[[bytes], object]]:
    plan = load_plan(settings.data_folder() / "passport")
    listed = directory(rows)
    engine = open_store(f"sqlite:///{database}")

    def reading(content: bytes):
        answer = read_workbook(content, "long.xlsx", plan, listed, listed)
        if not answer.accepted:
            raise RuntimeError(answer.problems[0].message)
        return answer

    def stored(content: bytes, follow: Follow | None = None):
        answer = reading(content)
        file = File("long.xlsx", content, answer.sha256, answer.rows)
        return accept(engine, file, answer.values, operator("bench"), follow=follow)

    def summed(content: bytes):
        organizations, tables = organizations_of(plan, listed), tables_of(plan)
        return stored(content, lambda connection: keep_up(connection, tables, organizations))

    def calamine(content: bytes):
        return python_calamine.load_workbook(io.BytesIO(content)).get_sheet_by_index(0).to_python()

    def pandas(content: bytes):
        return pd.read_excel(io.BytesIO(content), engine="openpyxl")

    return {"calamine": calamine, "reading": reading, "stored": stored, "summed": summed, "pandas": pandas}


def long_workbook(rows: int) -> bytes:
    """The first sheet of the form with monthly reports of as many organizations as give ``rows``."""
    plan = load_plan(settings.data_folder() / "passport")
    spec = sheet_specs(plan)[0]
    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet(spec.name)
    sheet.append([column.label for column in spec.columns])
    for row, _ in zip(_reports(plan, rows, len(spec.fields) - 1), range(rows), strict=False):
        sheet.append(row)
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def _reports(plan: Plan, rows: int, fields: int) -> Iterator[list[object]]:
    """Months of one organization after another: counts that grow through the year to about ``ROW`` children."""
    draw = random.Random(1)
    for code in directory(rows)["code"].iloc[1:]:
        for year in plan.years:
            ends = [draw.randrange(ROW, ROW + ROW // 6) for _ in range(fields)]
            ends[1] = 2 * ROW
            for month in range(1, YEAR + 1):
                counts = [end if index == 1 else end * month // YEAR for index, end in enumerate(ends)]
                yield [code, year, period_name(month), *counts, None]


def directory(rows: int) -> pd.DataFrame:
    """The municipality and organizations enough for ``rows`` monthly reports."""
    starter = starter_directory(settings.data_folder() / "demo").iloc[:2]
    count = rows // (6 * YEAR) + 1
    codes = [f"О{number:05}" for number in range(count)]
    like = pd.concat([starter.iloc[1:]] * count, ignore_index=True)
    names = [f"Организация № {number}" for number in range(count)]
    like = like.assign(code=codes, name=names, short_name=names, contingent=2 * ROW)
    return pd.concat([starter.iloc[:1], like], ignore_index=True).astype(starter.dtypes.to_dict())


if __name__ == "__main__":
    if len(sys.argv) == 5:
        print(*measure(sys.argv[1], Path(sys.argv[2]), int(sys.argv[3]), int(sys.argv[4])))
    else:
        main()
