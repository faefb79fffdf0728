"""The list of findings as a workbook to print: landscape, wrapped, in the order of sections, with the checklist."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Mapping, Sequence
from io import BytesIO

from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from uspekh.audit import RULES, SEVERITIES, Finding, Question
from uspekh.letter.amendments import say_places, say_proposal, say_words
from uspekh.passport.sections import chapter
from uspekh.report.content.cells import clean

_FINDINGS = (("№", 5), ("Раздел, строка", 22), ("Важность", 14), ("Что обнаружено", 38), ("В редакции", 48),
             ("Предлагается", 32), ("Почему важно", 28), ("Отметка", 16))  # fmt: skip
_QUESTIONS = (("№", 5), ("Что проверить", 36), ("Где", 24), ("В редакции", 60), ("Почему важно", 36))
_DANGEROUS = ("=", "+", "-", "@", "\t", "\r")
"""Beginnings that a spreadsheet would take for a formula."""
_LINE = Border(*(Side("thin", color="CBD4DE") for _ in range(4)))
_HEAD, _CHAPTER = PatternFill("solid", fgColor="E7ECF2"), PatternFill("solid", fgColor="EEF2F6")
_FACE, _SIZE, _LINE_HEIGHT, _HIGHEST = "Arial", 9, 12.5, 409
"""``_HIGHEST``: points; Excel repairs a file with a row that is higher."""
_HEADING_ROW = 3
Line = Sequence[str]


def write_list(
    findings: Sequence[Finding], questions: Sequence[Question], accepted: Mapping[str, str], heading: str
) -> bytes:
    """The workbook as ``.xlsx``; ``accepted``: the reason by the key of a finding that was accepted as it is."""
    book = Workbook()
    _fill(book.active, "Замечания", heading, _FINDINGS, _lines(findings, accepted))
    _fill(book.create_sheet(), "Проверьте сами", f"{heading}: что решает человек", _QUESTIONS, _questions(questions))
    book.properties.creator = None
    book.properties.title = heading
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def _lines(findings: Sequence[Finding], accepted: Mapping[str, str]) -> Iterable[Line]:
    titles = {rule.name: rule.title for rule in RULES}
    before = ""
    for number, finding in enumerate(findings, 1):
        section = chapter(finding.citations[0].section)
        if section != before:
            yield (section,)
        before = section
        yield (
            str(number),
            say_places(finding.citations),
            SEVERITIES[finding.severity],
            f"{titles[finding.rule]}. {finding.what}",
            say_words(finding.citations),
            say_proposal(finding),
            finding.why,
            f"принято: {accepted[finding.key]}" if finding.key in accepted else "",
        )


def _questions(questions: Sequence[Question]) -> Iterable[Line]:
    for number, question in enumerate(questions, 1):
        yield str(number), question.title, say_places(question.citations), say_words(question.citations), question.why


def _fill(
    sheet: Worksheet, title: str, heading: str, columns: Sequence[tuple[str, int]], lines: Iterable[Line]
) -> None:
    sheet.title = title
    sheet.cell(1, 1, clean(heading)).font = Font(name=_FACE, bold=True, size=13)
    _write(sheet, _HEADING_ROW, [name for name, _ in columns], bold=True, fill=_HEAD)
    widths = [width for _, width in columns]
    for number, width in enumerate(widths, 1):
        sheet.column_dimensions[get_column_letter(number)].width = width
    for row, line in enumerate(lines, _HEADING_ROW + 1):
        if len(line) == 1:
            _write(sheet, row, [*line, *("" for _ in columns[1:])], bold=True, fill=_CHAPTER)
            sheet.merge_cells(start_row=row, end_row=row, start_column=1, end_column=len(columns))
        else:
            _write(sheet, row, line)
            sheet.row_dimensions[row].height = _height(line, widths)
    sheet.freeze_panes = sheet.cell(_HEADING_ROW + 1, 1)
    sheet.print_title_rows = f"{_HEADING_ROW}:{_HEADING_ROW}"
    sheet.page_setup.orientation, sheet.page_setup.paperSize = "landscape", sheet.PAPERSIZE_A4
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.page_margins.left = sheet.page_margins.right = 0.4
    sheet.oddFooter.center.text = "&P из &N"


def _write(sheet: Worksheet, row: int, line: Line, *, bold: bool = False, fill: PatternFill | None = None) -> None:
    for number, words in enumerate(line, 1):
        cell = sheet.cell(row, number)
        cell.value = clean(words) or None
        if cell.value:
            cell.data_type = "s"
            cell.quotePrefix = words.startswith(_DANGEROUS)
        cell.alignment = Alignment(wrap_text=True, vertical="top")
        cell.font, cell.border = Font(name=_FACE, size=_SIZE, bold=bold), _LINE
        if fill:
            cell.fill = fill


def _height(line: Line, widths: Sequence[int]) -> float:
    """Points for the longest wrapped cell: programs other than Excel do not fit rows on opening."""
    lines = [
        sum(max(1, len(textwrap.wrap(part, width + 1))) for part in words.split("\n"))
        for words, width in zip(line, widths, strict=True)
    ]
    return min(_LINE_HEIGHT * max(lines) + 3, _HIGHEST)
