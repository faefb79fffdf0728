"""A small plan made for these tests, and short ways to write workbooks."""

from __future__ import annotations

import io
from collections.abc import Callable, Mapping, Sequence
from datetime import date

import openpyxl
import pandas as pd
import pytest

from uspekh.actuals.content import FileContent
from uspekh.actuals.directory import COLUMNS
from uspekh.actuals.opening.limits import Limits
from uspekh.actuals.parsing.names import Organization
from uspekh.actuals.problems import Problem
from uspekh.actuals.reader import Specification, read_file
from uspekh.actuals.reading import Reading, read_workbook
from uspekh.actuals.sheets import date_labels, sheet_specs
from uspekh.passport.plan import Plan

HEADINGS = ["Организация", "Год", "Период", "П1 Занимаются, чел.", "П1 Всего детей, чел.", "П2 Охвачено, чел."]


@pytest.fixture(scope="session")
def plan() -> Plan:
    """Two years, three components, two budget lines (one is 1.1-1.2), four plan items."""
    day = pd.Timestamp
    tables = {
        "components": pd.DataFrame(
            [
                ("p1_engaged", "Показатели", HEADINGS[3], "", "Дети 5–17 лет", "p1_total", False),
                ("p1_total", "Показатели", HEADINGS[4], "", "", "", False),
                ("p2_covered", "Показатели", HEADINGS[5], "", "", "", False),
                ("r1_unique", "Результаты", "Р1 Разные дети, чел.", "", "", "p2_covered", False),
            ],
            columns=["id", "sheet", "heading", "title", "hint", "at_most", "sensitive"],
        ),
        "measures": pd.DataFrame(
            [
                ("p1", "indicator", "1", "share", "p1_engaged", "p1_total", 1, "%", "up", True),
                ("p2", "indicator", "2", "cumulative", "p2_covered", "", 1, "чел.", "up", True),
                ("r1_3", "result", "1.3", "cumulative", "p2_covered", "", 1, "чел.", "up", True),
                ("r1_5", "result", "1.5", "sum", "r1_unique", "", 1000, "тыс. чел.", "up", True),
            ],
            columns=[
                "id",
                "subject_kind",
                "subject",
                "formula",
                "numerator",
                "denominator",
                "divisor",
                "unit",
                "direction",
                "primary",
            ],
        ),
        "indicator_targets": pd.DataFrame(
            [("1", 2021, 70.0), ("1", 2022, 80.0), ("2", 2021, 500.0), ("2", 2022, 800.0)],
            columns=["indicator", "year", "target"],
        ),
        "result_targets": pd.DataFrame(
            [("1.3", 2021, "чел.", 500.0), ("1.3", 2022, "чел.", 800.0), ("1.5", 2022, "тыс. чел.", 0.6)],
            columns=["result", "year", "unit", "target"],
        ),
        "budget_lines": pd.DataFrame([("1.1-1.2", "Остаток"), ("1.3", "=Третья строка")], columns=["line", "title"]),
        "budget": pd.DataFrame(
            [("1.3", "региональный бюджет", 2021, 100_000), ("1.1-1.2", "местный бюджет", 2022, 200_000)],
            columns=["line", "source", "year", "kopecks"],
        ),
        "plan_items": pd.DataFrame(
            [
                ("1", "Результат", day("2021-12-31"), False, pd.NaT),
                ("1.1", "Точка", day("2021-12-31"), False, pd.NaT),
                ("1.1.1", "Ежегодно", day("2021-02-28"), True, pd.NaT),
                ("2.10", "Десятый", day("2022-03-01"), False, pd.NaT),
            ],
            columns=["item", "title", "end", "yearly", "yearly_until"],
        ),
    }
    head = {
        "project": {"title": "Проект", "start": date(2021, 1, 1), "end": date(2022, 12, 31)},
        "municipality_entry": {"code": "МО", "type": "муниципалитет"},
    }
    return Plan(head, tables)


@pytest.fixture(scope="session")
def directory() -> pd.DataFrame:
    """The municipality, two schools with a contingent (one closed after 2021), a club without."""
    rows = [
        ("МО", "Город", "Город", "муниципалитет", None, None, None, None),
        ("Ш1", "Средняя школа № 1", "СОШ № 1", "школа", "Отдел", 100, None, None),
        ("Ш2", "Средняя школа № 2", "СОШ № 2", "школа", "Отдел", 200, None, "2021-12-31"),
        ("К", "Клуб «Ёлка»", "Клуб «Ёлка»", "клуб", None, None, None, None),
    ]
    given_columns = ["code", "name", "short_name", "type", "founder", "contingent", "active_from", "active_to"]
    frame = pd.DataFrame(rows, columns=given_columns).reindex(columns=COLUMNS)
    texts = {name: "str" for name in COLUMNS if name != "contingent"}
    return frame.astype({**texts, "contingent": "Int64"})


def workbook(sheets: Mapping[str, Sequence[Sequence[object]]]) -> bytes:
    """An .xlsx of rows by sheet, each from cell A1."""
    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(list(row))
    return saved(book)


def saved(book: openpyxl.Workbook) -> bytes:
    """The bytes of a workbook."""
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


@pytest.fixture
def read(plan: Plan, directory: pd.DataFrame):
    """Reads sheets, or bytes, against the small plan and directory."""

    def reader(
        given: bytes | Mapping[str, Sequence[Sequence[object]]], name: str = "отчёт.xlsx", limits: Limits | None = None
    ) -> Reading:
        content = given if isinstance(given, bytes) else workbook(given)
        return read_workbook(content, name, plan, directory, directory.iloc[:0], limits=limits)

    return reader


@pytest.fixture(scope="session")
def read_here(plan: Plan, directory: pd.DataFrame) -> Callable[[bytes], FileContent]:
    """Reads bytes in this process: what the limited process answers, before the checks."""
    entries = directory[["code", "name", "short_name"]].itertuples(index=False)
    organizations = tuple(Organization(*entry) for entry in entries)
    specification = Specification(sheet_specs(plan), plan.start.year, date_labels(plan), organizations)
    return lambda content: read_file(content, specification, Limits())


def reported(answer: FileContent) -> dict[tuple[str, int, int, str], object]:
    """Values by subject, year, months and field."""
    return {
        (table.subject[row], table.year[row], table.months[row], field.name): value
        for table in answer.tables
        for field in table.fields
        for row, value in enumerate(field.values)
        if value is not None
    }


def places(reading: Reading, severity: str | None = None) -> list[tuple[str, str | None, str | None]]:
    """Code, sheet and cell of the problems, of one severity or of all."""
    chosen: list[Problem] = [p for p in reading.problems if severity in (None, p.severity)]
    return [(problem.code, problem.sheet, problem.cell) for problem in chosen]


def given(reading: Reading) -> dict[tuple[str, int, int, str], object]:
    """Values by subject, year, months and field."""
    return {
        (row.subject, row.year, row.months, row.field): row.text if pd.isna(row.number) else int(row.number)
        for row in reading.values.itertuples()
    }
