"""The report of the demonstration values, written once in each form, beside the figures it was made of."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from io import BytesIO
from pathlib import Path

import docx
import openpyxl
import pandas as pd
import pptx
import pytest

from uspekh.actuals.demo import load_demo, starter_directory
from uspekh.monitoring.figures import Figures, figures
from uspekh.monitoring.organizations.directory import directory
from uspekh.monitoring.rules import load_rules
from uspekh.monitoring.selection import Selection
from uspekh.monitoring.small_counts.screened import screened
from uspekh.monitoring.status import status
from uspekh.passport.plan import load_plan
from uspekh.report.forms import document as document_form
from uspekh.report.write import write_report

DATA = Path(__file__).parents[2] / "data"
TEMPLATES = DATA / "report"
DECISION = {
    "subject_kind": "indicator",
    "subject": "3",
    "year": 2023,
    "cause": "=HYPERLINK(причина)",
    "action": "+дополнительные уроки {{ 1 }} <b>",
    "responsible": "@МОУ ДПО ЦРО",
    "due": date(2024, 3, 1),
    "closed": False,
}
POINT = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c4890000000d49444154789c6360606060000000050001a5f6"
    "45400000000049454e44ae426082"
)
DECISIONS = pd.DataFrame([DECISION, DECISION | {"year": 2022, "cause": "прошлый год"}])


@dataclass(frozen=True)
class Case:
    """``status`` as anybody may see it: a report goes from hand to hand."""

    figures: Figures
    status: dict


@pytest.fixture(scope="session")
def compute():
    plan, rules = load_plan(DATA / "passport"), load_rules(DATA)
    demonstration = load_demo(DATA / "demo", plan)
    starter = starter_directory(DATA / "demo")

    def run(values=demonstration, year=2023, as_of=date(2024, 2, 1), months=12, organizations=()):
        selection = Selection(year, as_of, months, organizations)
        return figures(plan, rules, values, directory(values, starter), selection)

    run.values = demonstration
    return run


@pytest.fixture
def without_pictures(monkeypatch):
    """The document has no picture of an indicator and a point for that of money: what counts is what is written."""
    monkeypatch.setattr(document_form, "_indicators", lambda _: iter(()))
    monkeypatch.setattr(document_form, "to_png", lambda *_, **__: POINT)


@pytest.fixture(scope="session")
def case(compute) -> Case:
    shown = compute()
    return Case(shown, status(screened(shown)))


@pytest.fixture(scope="session")
def written(case):
    """The bytes of each form."""

    def write(form):
        return write_report(form, case.figures, TEMPLATES, decisions=DECISIONS, demonstration=True)

    return {form: write(form) for form in ("docx", "pptx", "xlsx")}


@pytest.fixture(scope="session")
def document(written):
    return docx.Document(BytesIO(written["docx"]))


@pytest.fixture(scope="session")
def deck(written):
    return pptx.Presentation(BytesIO(written["pptx"]))


@pytest.fixture(scope="session")
def book(written):
    return openpyxl.load_workbook(BytesIO(written["xlsx"]))
