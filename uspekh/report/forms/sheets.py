"""The report as a workbook: a sheet a subject, live numbers with their formats, headings that stay in sight."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Mapping
from io import BytesIO

from openpyxl import Workbook
from openpyxl.cell import Cell as ExcelCell
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from uspekh.monitoring.figures import Figures
from uspekh.report.content import every_year
from uspekh.report.content.cells import Cell, clean, excel, text
from uspekh.report.content.contents import Content
from uspekh.report.content.final.sections import FinalReport
from uspekh.report.content.table import Column, Row, Table
from uspekh.report.progress import Progress, silent

_DANGEROUS = ("=", "+", "-", "@", "\t", "\r")
"""Beginnings that a spreadsheet would take for a formula."""
_HEAD, _TOTAL = PatternFill("solid", fgColor="E7ECF2"), PatternFill("solid", fgColor="EEF2F6")
_LINE = Border(*(Side("thin", color="CBD4DE") for _ in range(4)))
_TINTED = ("flag", "status", "state")
_NARROWEST, _WIDEST = 9, 48
_FACE, _SIZE, _LINE_HEIGHT = "Arial", 10, 13.5
_HIGHEST = 409
"""Points: Excel repairs a file with a row that is higher."""
_PLAIN = Font(name=_FACE, size=_SIZE)
_HEADING_ROW = 4
_CONTENTS = "Содержание"
_LONGEST_NAME = 31
_FORBIDDEN = re.compile(r"[\\/*?:\[\]]")
"""What Excel does not take in the name of a sheet."""


def sheets(figures: Figures, report: Content, progress: Progress) -> bytes:
    """The workbook as ``.xlsx``."""
    about = f"{report.period}; по состоянию на {report.as_of}; {report.selection}"
    return _workbook(
        _named(report, figures), f"Проект «{report.project}», {report.period}", about, report.banner, progress
    )


def final_sheets(report: FinalReport, progress: Progress) -> bytes:
    """The final report as ``.xlsx``: a sheet of its sentences, a sheet for each table."""
    rows = [{"words": words} for section in report.sections for words in (section.heading, *section.sentences)]
    tables = {_CONTENTS: Table(report.title, (Column("words", "Содержание", 180),), rows)}
    for each in report.numbered_tables():
        tables[f"{each.number}. {each.table.title}"[:_LONGEST_NAME].strip()] = each.table
    about = " ".join(filter(None, [f"По данным на {report.as_of}.", report.preliminary]))
    return _workbook(tables, report.title, about, report.banner, progress)


def rollup_sheets(tables: Mapping[str, Table], about: str) -> bytes:
    """The roll-up as ``.xlsx``, a sheet for each table."""
    return _workbook(tables, "Свод", about, "", silent)


def _workbook(tables: Mapping[str, Table], title: str, about: str, banner: str, progress: Progress) -> bytes:
    """A workbook with a sheet for each table; ``about`` and ``banner`` stand on every sheet."""
    book = Workbook()
    book.remove(book.worksheets[0])
    for number, (name, table) in enumerate(tables.items()):
        progress(0.3 + 0.7 * number / len(tables), f"Лист «{name}»")
        _sheet(book.create_sheet(_FORBIDDEN.sub(" ", name)), table, about, banner)
    book.properties.creator = None
    book.properties.title = title
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def _named(report: Content, figures: Figures) -> Mapping[str, Table]:
    return {
        "Сводка": report.tables["states"],
        "Показатели": every_year.indicators(figures),
        "Результаты": every_year.results(figures),
        "Организации": every_year.organizations(figures),
        "Бюджет": every_year.budget(figures),
        "Бюджет по строкам": report.tables["budget_lines"],
        "Бюджет по источникам": report.tables["budget_sources"],
        "Бюджет по годам": report.tables["budget_years"],
        "Мероприятия": every_year.milestones(figures),
        "Отклонения": report.tables["deviations"],
    }


def _sheet(sheet: Worksheet, table: Table, about: str, banner: str) -> None:
    """Title and selection, the headings in row 4, the records under them, the notes last."""
    _write(sheet.cell(1, 1), table.title).font = Font(name=_FACE, bold=True, size=13)
    _write(sheet.cell(2, 1), about).font = _PLAIN
    _write(sheet.cell(3, 1), banner).font = Font(name=_FACE, bold=True, color="A81E2D")
    for number, column in enumerate(table.columns, 1):
        _style(_write(sheet.cell(_HEADING_ROW, number), column.heading), column, bold=True, fill=_HEAD, centred=True)
    rows = list(table.rows) or [{table.columns[0].key: table.empty}]
    for line, row in enumerate(rows, _HEADING_ROW + 1):
        _record(sheet, line, table, row)
    last = _HEADING_ROW + len(rows)
    sheet.auto_filter.ref = f"A{_HEADING_ROW}:{get_column_letter(len(table.columns))}{last}"
    if table.total:
        last += 1
        _record(sheet, last, table, table.total, bold=True, fill=_TOTAL)
    for line, note in enumerate(table.notes, last + 2):
        _write(sheet.cell(line, 1), note).font = Font(name=_FACE, size=_SIZE, italic=True)
    _lay_out(sheet, table, rows, banner)
    _heights(sheet, table, last)


def _record(
    sheet: Worksheet, line: int, table: Table, row: Row, *, bold: bool = False, fill: PatternFill | None = None
) -> None:
    for number, column in enumerate(table.columns, 1):
        under = PatternFill("solid", fgColor=text(row["tint"])) if column.key in _TINTED and "tint" in row else fill
        _style(_write(sheet.cell(line, number), row.get(column.key, "")), column, bold=bold, fill=under)


def _write(cell: ExcelCell, value: Cell) -> ExcelCell:
    """The value as Excel keeps it; words stay words whatever they begin with."""
    stored, cell.number_format = excel(value)
    cell.value = None if stored == "" else stored
    if isinstance(stored, str) and stored:
        cell.data_type = "s"
        cell.quotePrefix = stored.startswith(_DANGEROUS)
    return cell


def _style(
    cell: ExcelCell, column: Column, *, bold: bool = False, fill: PatternFill | None = None, centred: bool = False
) -> None:
    across = "center" if centred else "right" if column.figures else "left"
    cell.alignment = Alignment(wrap_text=True, vertical="center" if centred else "top", horizontal=across)
    cell.border = _LINE
    cell.font = Font(name=_FACE, size=_SIZE, bold=bold)
    if fill:
        cell.fill = fill


def _lay_out(sheet: Worksheet, table: Table, rows: list[Row], banner: str) -> None:
    """Widths that fit, headings that stay, and a page that prints across one sheet of paper."""
    for number, column in enumerate(table.columns, 1):
        widest = max(len(text(row.get(column.key, ""))) for row in [*rows, table.total or {}])
        longest_word = max(map(len, column.heading.split()), default=0)
        width = min(max(widest, longest_word, _NARROWEST) + 2, _WIDEST)
        sheet.column_dimensions[get_column_letter(number)].width = width
    sheet.freeze_panes = sheet.cell(_HEADING_ROW + 1, 1)
    sheet.print_title_rows = f"{_HEADING_ROW}:{_HEADING_ROW}"
    sheet.page_setup.orientation, sheet.page_setup.paperSize = "landscape", sheet.PAPERSIZE_A4
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    if banner:
        sheet.oddHeader.center.text = clean(banner)
    sheet.oddFooter.center.text = "&P из &N"


def _heights(sheet: Worksheet, table: Table, last: int) -> None:
    """Rows as high as their longest wrapped cell: programs other than Excel do not fit them on opening."""
    widths = [sheet.column_dimensions[get_column_letter(n)].width for n in range(1, len(table.columns) + 1)]
    shown: list[Row] = [{column.key: column.heading for column in table.columns}, *table.rows]
    shown += [table.total] if table.total else []
    for line, row in zip(range(_HEADING_ROW, last + 1), shown, strict=False):
        lines = [
            len(textwrap.wrap(text(row.get(column.key, "")), int(width - 1)))
            for column, width in zip(table.columns, widths, strict=True)
        ]
        sheet.row_dimensions[line].height = min(_LINE_HEIGHT * max(1, *lines) + 2, _HIGHEST)
    for line in range(last + 2, last + 2 + len(table.notes)):
        sheet.merge_cells(start_row=line, end_row=line, start_column=1, end_column=len(table.columns))
        note = sheet.cell(line, 1)
        note.alignment = Alignment(wrap_text=True, vertical="top")
        lines_of_note = 1 + len(str(note.value)) // int(sum(widths))
        sheet.row_dimensions[line].height = min(_LINE_HEIGHT * lines_of_note + 2, _HIGHEST)
