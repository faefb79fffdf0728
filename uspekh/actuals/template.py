"""The workbook that a person fills in without reading anything: openpyxl only writes, it never reads a foreign file."""

from __future__ import annotations

from collections.abc import Sequence
from io import BytesIO
from typing import Any

import pandas as pd
from openpyxl import Workbook
from openpyxl.comments import Comment
from openpyxl.styles import Alignment, Border, Font, PatternFill, Protection, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from uspekh.actuals.forms import HOW_TO, LISTS, Column, Form, forms
from uspekh.actuals.guide import guide
from uspekh.actuals.prefill import prefilled
from uspekh.passport.plan import Plan
from uspekh.russian.periods import QUARTERS, period_name

SPARE_ROWS = 200
_HEAD = PatternFill("solid", fgColor="DCE6F1")
_INPUT = PatternFill("solid", fgColor="FFFDE7")
_LINE = Side(style="thin", color="B0BEC5")
_BORDER = Border(left=_LINE, right=_LINE, top=_LINE, bottom=_LINE)
_FORMATS = {"people": "#,##0", "money": "#,##0.00", "day": "DD.MM.YYYY", "first-day": "DD.MM.YYYY",
            "last-day": "DD.MM.YYYY", "key-line": "@", "key-item": "@", "key-code": "@"}  # fmt: skip
_WIDTHS = {"key-year": 8, "key-period": 14, "key-line": 10, "key-item": 10, "key-code": 10, "key-source": 34,
           "key-organization": 30, "people": 17, "money": 20, "text": 34, "day": 16, "first-day": 14,
           "last-day": 14}  # fmt: skip


def write_template(
    plan: Plan, directory: pd.DataFrame, years: Sequence[int] | None = None, organization: str | None = None
) -> bytes:
    """The empty workbook (.xlsx) for some years (default: all of the project) and one or all organizations.

    ``directory``: columns of ``monitoring.directory.COLUMNS``. Reads back without a change.
    """
    book = Workbook()
    _how_to(book.active, plan)
    lists = _Lists(book, plan, directory)
    for form in forms(plan):
        rows = prefilled(form, plan, directory, tuple(years or plan.years), organization)
        _sheet(book.create_sheet(form.sheet), form, rows, lists)
    lists.hide_last()
    out = BytesIO()
    book.save(out)
    return out.getvalue()


class _Lists:
    """A hidden sheet with the choices of the drop-down lists."""

    def __init__(self, book: Workbook, plan: Plan, directory: pd.DataFrame) -> None:
        self._book = book
        self._sheet = book.create_sheet(LISTS)
        self.ranges: dict[str, str] = {}
        self._put("key-organization", directory["short_name"].fillna(directory["name"]))
        self._put("key-year", plan.years)
        self._put("key-period", [period_name(months) for months in QUARTERS])
        self._put("key-line", plan["budget_lines"]["line"])
        self._put("key-source", plan["budget"]["source"].unique())
        self._put("key-item", plan["plan_items"]["item"])

    def _put(self, content: str, choices: Any) -> None:
        column = len(self.ranges) + 1
        values = list(choices)
        for row, value in enumerate(values, start=1):
            _write(self._sheet.cell(row, column), value)
        letter = get_column_letter(column)
        self.ranges[content] = f"={LISTS}!${letter}$1:${letter}${max(1, len(values))}"

    def hide_last(self) -> None:
        """Moves the sheet behind the others and hides it."""
        self._book.move_sheet(self._sheet, offset=len(self._book.sheetnames))
        self._sheet.sheet_state = "hidden"


def _how_to(page: Worksheet, plan: Plan) -> None:
    page.title = HOW_TO
    page.column_dimensions["A"].width = 110
    for number, (text, heading) in enumerate(guide(plan), start=1):
        cell = page.cell(number, 1)
        _write(cell, text)
        cell.alignment = Alignment(wrap_text=True, vertical="top")
        cell.font = Font(bold=heading, size=14 if heading else 11)
    page.protection.sheet = True


def _sheet(page: Worksheet, form: Form, rows: list[dict[str, Any]], lists: _Lists) -> None:
    last = len(rows) + 1 + SPARE_ROWS
    page.row_dimensions[1].height = 62
    page.freeze_panes = page.cell(2, 1 + sum(c.content.startswith("key") for c in form.columns))
    for place, column in enumerate(form.columns, start=1):
        _heading(page, place, column)
        _validation(page, place, column, last, lists)
    for number, row in enumerate(rows, start=2):
        _row(page, number, form, row)
    for number in range(len(rows) + 2, last + 1):
        _row(page, number, form, {})
    page.protection.sheet = True
    page.protection.formatColumns = page.protection.formatRows = False
    page.protection.sort = page.protection.autoFilter = False
    page.page_setup.orientation = "landscape"
    page.page_setup.paperSize = page.PAPERSIZE_A4
    page.page_setup.fitToHeight = 0
    page.sheet_properties.pageSetUpPr.fitToPage = True
    page.print_title_rows = "1:1"


def _heading(page: Worksheet, place: int, column: Column) -> None:
    cell = page.cell(1, place, column.heading)
    cell.font, cell.fill, cell.border = Font(bold=True), _HEAD, _BORDER
    cell.alignment = Alignment(wrap_text=True, horizontal="center", vertical="center")
    if column.hint:
        cell.comment = Comment(column.hint, "Форма", width=320, height=90)
    page.column_dimensions[get_column_letter(place)].width = _WIDTHS[column.content]


def _row(page: Worksheet, number: int, form: Form, row: dict[str, Any]) -> None:
    for place, column in enumerate(form.columns, start=1):
        cell = page.cell(number, place)
        value = row.get(column.field)
        _write(cell, value)
        fixed = column.content.startswith("key") and column.content != "key-period" and value is not None
        cell.protection = Protection(locked=fixed)
        cell.border = _BORDER
        if not fixed:
            cell.fill = _INPUT
        if column.content in _FORMATS:
            cell.number_format = _FORMATS[column.content]


def _validation(page: Worksheet, place: int, column: Column, last: int, lists: _Lists) -> None:
    letter = get_column_letter(place)
    check = _input_check(column, lists)
    if check is None:
        return
    check.promptTitle, check.prompt = column.heading[:32], column.hint[:250] or None
    check.errorTitle, check.showErrorMessage, check.showInputMessage = "Проверьте значение", True, bool(column.hint)
    page.add_data_validation(check)
    check.add(f"{letter}2:{letter}{last}")


def _input_check(column: Column, lists: _Lists) -> DataValidation | None:
    if column.content in lists.ranges:
        return DataValidation("list", formula1=lists.ranges[column.content], error="Выберите значение из списка.")
    if column.content == "people":
        return DataValidation(
            "whole", operator="greaterThanOrEqual", formula1="0", error="Нужно целое число, 0 или больше."
        )
    if column.content == "money":
        return DataValidation("decimal", operator="greaterThanOrEqual", formula1="0", error="Нужна сумма в рублях.")
    if column.content == "day":
        return DataValidation(
            "date", operator="greaterThan", formula1="36526", error="Нужна дата, например 31.12.2023."
        )
    return None


def _write(cell: Any, value: Any) -> None:
    """Texts stay texts: what begins like a formula is never taken for one."""
    cell.value = value
    if isinstance(value, str):
        cell.data_type = "s"
