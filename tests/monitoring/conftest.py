"""A plan of four measures over 2019–2021 that fits in the head."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pandas as pd
import pytest

from uspekh.monitoring.figures import figures
from uspekh.monitoring.organizations.directory import directory
from uspekh.monitoring.rules import load_rules
from uspekh.monitoring.selection import Selection
from uspekh.passport.plan import Plan

DATA = Path(__file__).parents[2] / "data"
HEAD = {
    "project": {"title": "Малый", "start": date(2019, 1, 1), "end": date(2021, 12, 31)},
    "municipality_entry": {"code": "МО", "type": "муниципалитет"},
    "contingent": {"field": "all"},
}
MEASURES = [
    ("share", "indicator", "1", "share", "in", "all", 1, "%", "up", "03-30", True),
    ("grown", "indicator", "2", "cumulative", "tech", "", 1, "чел.", "up", "", True),
    ("views", "indicator", "3", "sum", "views", "", 1000, "тыс. чел.", "up", "", True),
    ("less", "indicator", "4", "sum", "harm", "", 1, "чел.", "down", "", True),
    ("growth", "result", "1.1", "growth", "in", "all", 1, "%", "up", "", True),
]
MEASURE_COLUMNS = ["id", "subject_kind", "subject", "formula", "numerator", "denominator", "divisor", "unit",
                   "direction", "report_due", "primary"]  # fmt: skip
UNITS = {"1": "%", "2": "чел.", "3": "тыс. чел.", "4": "чел."}
BASES = [60.0, None, 0.5, 60.0]
TARGETS = {"1": (70, 75, 80), "2": (100, 200, 301), "3": (0.6, 0.8, 1.2), "4": (50, 40, 30)}
ITEMS = [
    ("1", "result", "", "2019-01-01", "2019-12-31", False, None),
    ("1.1", "control_point", "1", None, "2019-12-31", False, None),
    ("1.1.1", "event", "1", "2019-01-01", "2019-04-01", True, None),
    ("1.1.2", "event", "1", "2019-01-01", "2019-06-30", True, "2020-12-31"),
]
# A school fills everything, others give no whole: a school counts in a share only with both numbers.
FIELDS = ("in", "all", "tech", "views", "harm")
APPLICABILITY = [("школа", field, True) for field in FIELDS]
APPLICABILITY += [("доп. образование", field, field in ("in", "tech")) for field in FIELDS]
BUDGET = [("1", "бюджет города", 2019, 900_000_00), ("1", "бюджет города", 2020, 0), ("2", "спонсоры", 2019, 150_00)]
STARTER = pd.DataFrame(
    columns=["code", "name", "short_name", "type", "founder", "active_from", "active_to", "contingent"]
)


@pytest.fixture(scope="session")
def plan() -> Plan:
    targets = [(i, 2019 + n, float(t)) for i, row in TARGETS.items() for n, t in enumerate(row)]
    growth = [("1.1", year, "%", 4.5, "") for year in (2019, 2020, 2021)]
    items = pd.DataFrame(ITEMS, columns=["item", "kind", "parent", "start", "end", "yearly", "yearly_until"])
    for column in ("start", "end", "yearly_until"):
        items[column] = pd.to_datetime(items[column])
    items = items.assign(row=range(1, len(items) + 1), number=items["item"], title="Т", executor="И", control="КП")
    tables = {
        "measures": pd.DataFrame(MEASURES, columns=MEASURE_COLUMNS),
        "indicator_targets": pd.DataFrame(targets, columns=["indicator", "year", "target"]),
        "result_targets": pd.DataFrame(growth, columns=["result", "year", "unit", "target", "wording"]),
        "indicators": pd.DataFrame({"id": list(UNITS), "unit": list(UNITS.values()), "base_value": BASES}),
        "applicability": pd.DataFrame(APPLICABILITY, columns=["type", "field", "asked"]),
        "plan_items": items,
        "results": pd.DataFrame([("1.1", "Р", "Р", "")], columns=["id", "title", "short_title", "characteristic"]),
        "links": pd.DataFrame(columns=["result", "kind", "target", "note"], dtype="str"),
        "budget": pd.DataFrame(BUDGET, columns=["line", "source", "year", "kopecks"]),
    }
    return Plan(HEAD, tables)


@pytest.fixture(scope="session")
def rules():
    return load_rules(DATA)


@pytest.fixture
def compute(plan, rules):
    """Figures of values, as of a date after the project unless another is given."""

    def run(values, year=2021, as_of=date(2025, 1, 1), months=12, organizations=(), of=plan):
        selection = Selection(year, as_of, months, organizations)
        return figures(of, rules, values, directory(values, STARTER), selection)

    return run


@pytest.fixture
def cell():
    """One row of a figures frame as a mapping."""

    def find(frame, **key):
        for column, wanted in key.items():
            frame = frame[frame[column] == wanted]
        assert len(frame) == 1
        return frame.iloc[0]

    return find
