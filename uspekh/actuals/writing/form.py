"""One sheet of the template: headings with hints, rows to fill, lists, input checks, protection, print set-up."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from openpyxl import Workbook
from openpyxl.cell import Cell
from openpyxl.comments import Comment
from openpyxl.styles import Alignment, Border, Font, NamedStyle, PatternFill, Protection, Side
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from uspekh.actuals.cells import column_letters
from uspekh.actuals.fields import COMMENT, Field, SheetSpec
from uspekh.actuals.opening.dropped import FORM_AUTHOR
from uspekh.actuals.parsing.dates import parse_date
from uspekh.actuals.parsing.numbers import CLEARED, parse_kopecks, parse_people, parse_plan

TITLE_ROW, HINT_ROW, HEADING_ROW = 1, 2, 3
FIRST = HEADING_ROW + 1
WIDTH, WIDE, WIDEST = 16, 34, 52
NAMES = {"name": WIDEST, "short_name": WIDE, "founder": WIDE, "document": WIDE, "part": WIDE, "comment": WIDE}
_PROMPT_MOST = 255
_BLANK = "Если данных нет, оставьте ячейку пустой."
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")
_LINE = Side(style="thin", color="BFBFBF")
_EDGES = Border(left=_LINE, right=_LINE, top=_LINE, bottom=_LINE)
_FORMATS = {"people": "#,##0", "money": "#,##0.00", "plan": "#,##0.###", "date": "DD.MM.YYYY", "text": "@", "year": "0"}


@dataclass(frozen=True)
class Form:
    """What a sheet shows. ``rows`` are given cells by field name; ``fixed`` fields are not to be changed in them.

    ``closed``: cells, by row and field name, that are not to be filled at all. ``lists``: the range of allowed values
    by field; ``notes``: what the subject of a row is.
    """

    spec: SheetSpec
    title: str
    rows: Sequence[Mapping[str, object]]
    blank: int
    fixed: frozenset[str] = frozenset()
    hints: Mapping[str, str] = field(default_factory=dict)
    lists: Mapping[str, str] = field(default_factory=dict)
    notes: Mapping[str, str] = field(default_factory=dict)
    closed: frozenset[tuple[int, str]] = frozenset()


def add_styles(book: Workbook) -> None:
    """Named styles of the cells, so that each is kept once."""
    for kind, number_format in _FORMATS.items():
        for locked in (True, False):
            style = NamedStyle(f"{kind}-{'fixed' if locked else 'input'}", number_format=number_format)
            style.border, style.protection = _EDGES, Protection(locked=locked)
            style.fill = PatternFill("solid", fgColor="F2F2F2" if locked else "FFFFFF")
            style.alignment = Alignment(vertical="top", wrap_text=kind == "text")
            book.add_named_style(style)
    heading = NamedStyle("heading", font=Font(bold=True), border=_EDGES)
    heading.fill = PatternFill("solid", fgColor="DCE6F1")
    heading.alignment = Alignment(wrap_text=True, vertical="center", horizontal="center")
    hint = NamedStyle("hint", font=Font(size=9, color="595959"), alignment=Alignment(wrap_text=True, vertical="bottom"))
    book.add_named_style(heading)
    book.add_named_style(hint)


def add_form(book: Workbook, form: Form) -> None:
    """Appends the sheet of ``form`` to the book."""
    sheet = book.create_sheet(form.spec.name)
    put(sheet.cell(TITLE_ROW, 1), form.title).font = Font(bold=True, size=13)
    last = HEADING_ROW + len(form.rows) + form.blank
    for number, column in enumerate(form.spec.columns, start=1):
        hint = put(sheet.cell(HINT_ROW, number), form.hints.get(column.name))
        hint.style = "hint"
        put(sheet.cell(HEADING_ROW, number), column.label).style = "heading"
        _fill(sheet, form, column, number, last)
        _check_input(sheet, form, column, number, last)
        sheet.column_dimensions[column_letters(number - 1)].width = _width(form, column)
    _note_subjects(sheet, form)
    _set_up(sheet, form, last)


def put(cell: Cell, value: object) -> Cell:
    """Writes a value so that no text becomes a formula."""
    if isinstance(value, str):
        value = _CONTROL.sub("", value)
        cell.value = value
        cell.data_type = "s"
        if value.startswith(("=", "+", "-", "@")):
            cell.quotePrefix = True
    elif value is not None:
        cell.value = value
    return cell


def _fill(sheet: Worksheet, form: Form, column: Field, number: int, last: int) -> None:
    kind = _input_kind(column)
    for row in range(FIRST, last + 1):
        at = row - FIRST
        row_cells = form.rows[at] if at < len(form.rows) else {}
        cell = sheet.cell(row, number)
        locked = (column.name in form.fixed and at < len(form.rows)) or (at, column.name) in form.closed
        cell.style = f"{kind}-{'fixed' if locked else 'input'}"
        put(cell, row_cells.get(column.name))


def _check_input(sheet: Worksheet, form: Form, column: Field, number: int, last: int) -> None:
    letter = column_letters(number - 1)
    first = FIRST + (len(form.rows) if column.name in form.fixed else 0)
    check = _input_check(column, form.lists, form.hints.get(column.name))
    if check is not None and first <= last:
        check.add(f"{letter}{first}:{letter}{last}")
        sheet.add_data_validation(check)


def _width(form: Form, column: Field) -> float:
    longest = max((len(str(row.get(column.name, ""))) for row in form.rows), default=0)
    word = max(map(len, column.label.split()))
    usual = NAMES.get(column.name, WIDTH if column.label != COMMENT else WIDE)
    return min(max(usual if _input_kind(column) == "text" else WIDTH, word + 3, min(longest + 3, WIDE)), WIDEST)


def _note_subjects(sheet: Worksheet, form: Form) -> None:
    for row, row_cells in enumerate(form.rows, start=FIRST):
        if note := form.notes.get(str(row_cells.get("subject"))):
            sheet.cell(row, 1).comment = Comment(note, FORM_AUTHOR, width=420, height=110)


def _set_up(sheet: Worksheet, form: Form, last: int) -> None:
    width = column_letters(len(form.spec.columns) - 1)
    sheet.row_dimensions[HINT_ROW].height = 78 if form.hints else 15
    sheet.row_dimensions[HEADING_ROW].height = 66
    sheet.freeze_panes = sheet.cell(FIRST, len(form.spec.keys) + 1)
    sheet.auto_filter.ref = f"A{HEADING_ROW}:{width}{last}"
    print_set_up(sheet)
    sheet.print_title_rows = f"{HEADING_ROW}:{HEADING_ROW}"
    protect(sheet)


def print_set_up(sheet: Worksheet) -> None:
    """A4, landscape, as wide as the page, with page numbers."""
    sheet.page_setup.orientation, sheet.page_setup.paperSize = "landscape", sheet.PAPERSIZE_A4
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.oddFooter.center.text = "&A, стр. &P из &N"


def protect(sheet: Worksheet) -> None:
    """Guards the cells that are not to be typed in; without a password, and columns may be made wider."""
    sheet.protection.sheet = True
    for allowed in ("formatColumns", "formatRows", "autoFilter", "sort"):
        setattr(sheet.protection, allowed, False)


def _input_kind(column: Field) -> str:
    """What is typed into a column: ``people``, ``money``, ``plan``, ``date``, ``year`` or ``text``."""
    if column.name == "year":
        return "year"
    kinds: dict[object, str] = {parse_people: "people", parse_kopecks: "money", parse_plan: "plan", parse_date: "date"}
    return kinds.get(column.parse, "text")


def _input_check(column: Field, lists: Mapping[str, str], hint: str | None) -> DataValidation | None:
    """The check of a column, ``None`` where anything may be typed; ``lists`` are ranges of allowed values by field."""
    check = _check(_input_kind(column), lists.get(column.name))
    if check is not None:
        check.errorTitle, check.showErrorMessage, check.allow_blank = "Значение не подходит", True, True
        if hint:
            check.promptTitle, check.prompt, check.showInputMessage = "Подсказка", hint[:_PROMPT_MOST], True
    return check


def _check(kind: str, listed: str | None) -> DataValidation | None:
    if listed:
        return DataValidation("list", formula1=listed, error="Выберите значение из списка.")
    at_least = {"operator": "greaterThanOrEqual", "formula1": "0"}
    if kind == "people":
        return DataValidation("whole", **at_least, error=f"Впишите целое число, 0 или больше. {_BLANK}")
    if kind == "money":
        return DataValidation("decimal", **at_least, error=f"Впишите сумму в рублях, 0 или больше. {_BLANK}")
    if kind == "plan":
        error = f"Впишите план в единице показателя: 73,5 или 260. Слова «{CLEARED}», которые снимают план, оставьте."
        # A warning lets the words stay.
        return DataValidation("decimal", **at_least, errorStyle="warning", error=error)
    if kind == "date":
        first = str((date(2000, 1, 1) - date(1899, 12, 30)).days)
        return DataValidation("date", operator="greaterThan", formula1=first, error="Впишите дату в виде 28.02.2019.")
    return None
