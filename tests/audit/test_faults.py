"""Whatever fault the document has, the program runs and the audit names it."""

from __future__ import annotations

import csv
import io
import random
import shutil
from datetime import date
from functools import cache

import pandas as pd
import pytest

from uspekh import settings
from uspekh.audit import find_contradictions
from uspekh.monitoring.execution import milestones, workload
from uspekh.monitoring.rules import load_rules
from uspekh.passport.plan import Plan, load_plan
from uspekh.passport.tables import MONEY_COLUMN, SCHEMAS

DATA = settings.ROOT / "data"
SHIPPED = DATA / "passport"
REPORT = "Информационно-аналитический отчет"

# table, words, what stands instead, the rule that finds it
NAMED = {
    "lines above the total": ("budget", "1.4,региональный бюджет,2019,0", "1.4,региональный бюджет,2019,5",
                              "lines_unlike_total"),
    "an undefined level": ("plan_items", f"{REPORT},АП", f"{REPORT},ХП", "control_undefined"),
    "a plan value outside the term": ("indicator_targets", "1,2024,80", "1,2025,80", "year_outside"),
    "a repeated participant": ("participants", "\n9,", "\n8,", "number_repeated"),
    "a repeated plan number": ("plan_items", "3.1.2.,3.1.2,", "3.1.1.,3.1.1,", "number_repeated"),
    "an unknown executor": ("plan_items", ",МОУ ДПО ЦРО г.Саянск,", ",Отдел спорта,", "executor_unknown"),
    "an empty workload": ("participants", ",40\n", ",\n", "workload_missing"),
    "an empty end": ("plan_items", ",2019-02-28,01.01.2019,28.02.2019,", ",,01.01.2019,,", "end_missing"),
    "two amounts in a cell": ("budget", "1.6,региональный бюджет,2019,9.0", '1.6,региональный бюджет,2019,"4,0 5,0"',
                              "cell_unreadable"),
}  # fmt: skip
GARBAGE = ("", "—", "4 кв.", "0,025 0,015", "тридцать", "31.06.2023", "1e9", "x", "-7")
TABLES = ("indicators", "indicator_targets", "annex2_targets", "results", "result_targets", "budget", "budget_totals",
          "participants", "plan_items", "methods")  # fmt: skip


@pytest.fixture
def passport(tmp_path):
    """A copy of the shipped passport."""
    return shutil.copytree(SHIPPED, tmp_path / "passport")


@cache
def _sound() -> frozenset[tuple[str, str]]:
    return frozenset((finding.rule, finding.what) for finding in find_contradictions(load_plan(SHIPPED)))


def _figures(plan: Plan) -> None:
    values = pd.DataFrame(columns=["kind", "subject", "year", "field", "text"])
    assert len(milestones.milestones(plan, values, load_rules(DATA), date(2024, 1, 1)))
    assert len(workload.by_year(workload.tasks(plan), plan.years))


@pytest.mark.parametrize("case", NAMED.values(), ids=NAMED.keys())
def test_a_named_fault_leaves_a_running_program_and_a_finding(passport, case):
    table, old, new, rule = case
    path = passport / f"{table}.csv"
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    plan = load_plan(passport)
    _figures(plan)
    more = {(finding.rule, finding.what) for finding in find_contradictions(plan)} - _sound()
    assert rule in {name for name, _ in more}


def test_lines_short_of_the_total_with_no_derived_row(passport):
    path = passport / "budget_lines.csv"
    lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
    path.write_text("".join(line for line in lines if not line.startswith("1.1-1.2,")), encoding="utf-8")
    plan = load_plan(passport)
    _figures(plan)
    assert "1.1-1.2" not in set(plan["budget"]["line"])
    # two results were linked to that row
    assert len(plan.unlinked) == 2
    (short,) = [finding for finding in find_contradictions(plan) if finding.rule == "lines_unlike_total"]
    assert "всего 0,14 млн рублей" in short.what


@pytest.mark.parametrize("seed", range(5))
def test_random_faults_never_stop_the_program(passport, seed):
    """Ten cells of a passport, fifty in all: whatever cannot be read is named with its place and its words."""
    chance = random.Random(seed)
    for table in TABLES:
        _spoil(passport / f"{table}.csv", table, chance)
    plan = load_plan(passport)
    _figures(plan)
    quoted = {(place.row, place.quote) for finding in find_contradictions(plan) for place in finding.citations}
    assert len(plan.faults) >= 3
    for fault in plan.faults:
        assert any(row == fault.number.strip() and fault.text[:60] in quote for row, quote in quoted), fault


def _spoil(path, table, chance) -> None:
    """Puts garbage into a cell that the document has."""
    rows = list(csv.reader(io.StringIO(path.read_text(encoding="utf-8"))))
    printed = SCHEMAS[table].printed()
    columns = [name for name in rows[0] if printed.origin("kopecks" if name == MONEY_COLUMN else name) != "ours"]
    row, column = chance.randrange(1, len(rows)), rows[0].index(chance.choice(columns))
    rows[row][column] = chance.choice(GARBAGE)
    out = io.StringIO()
    csv.writer(out, lineterminator="\n").writerows(rows)
    path.write_text(out.getvalue(), encoding="utf-8")
