"""The answer to a file as a workbook: its cells again, those at fault coloured with a note each, and a list of them.

It is made anew of what was read. The list stands on a sheet of its own, which is passed over when the file comes again.
"""

from __future__ import annotations

import contextlib
import io
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

import xlsxwriter
from xlsxwriter.exceptions import OverlappingRange
from xlsxwriter.utility import xl_cell_to_rowcol

from uspekh.actuals.content import SheetCells
from uspekh.actuals.fields import REPLY
from uspekh.actuals.opening.dropped import FORM_AUTHOR
from uspekh.actuals.problems import SEVERITIES, Problem, refused
from uspekh.actuals.project_line import NAME, ProjectLabel
from uspekh.actuals.reading import Reading
from uspekh.russian.format import plural
from uspekh.russian.text import one_line
from uspekh.words import NOTHING

COLOURS = {"error": "#F8CBAD", "warning": "#FFE699", "info": "#D9E1F2"}
_ORDER = {severity: index for index, severity in enumerate(SEVERITIES)}
_TITLES = ("Важность", "Лист", "Ячейка", "Что исправить")
_WIDTHS = (16, 22, 10, 100)
_LONGEST_TEXT, _LONGEST_NOTE, _LONGEST_NAME = 32_767, 1_500, 31
_WIDEST, _NARROWEST = 40, 9
_FORBIDDEN = str.maketrans(dict.fromkeys("[]:*?/\\", "-"))
_NO_MOMENT = datetime(2000, 1, 1, tzinfo=UTC)
Notes = dict[tuple[int, int], list[Problem]]


def write_reply(reading: Reading, sheets: Sequence[SheetCells], label: ProjectLabel | None = None) -> bytes:
    """An .xlsx of the problems of a file and of its cells, which are none where they cannot be given back.

    ``label``: whose form it is, as it comes back corrected.
    """
    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(buffer, {"in_memory": True, "default_date_format": "dd.mm.yyyy"})
    book.set_properties({"created": _NO_MOMENT})
    if label is not None:
        book.define_name(NAME, f"={label.formula}")
    names = _names(sheets)
    ordered = sorted(reading.problems, key=lambda problem: _ORDER[problem.severity])
    _write_list(book, _title(reading), ordered, names, whole=bool(sheets))
    for sheet in sheets:
        _write_sheet(book, names[sheet.name], sheet, _notes(ordered, sheet.name))
    book.close()
    return buffer.getvalue()


def name_of_reply(file_name: str) -> str:
    """The name under which the reply to a file is saved."""
    return f"Замечания к {file_name.rpartition('.')[0] or file_name}.xlsx"


def _title(reading: Reading) -> str:
    """The file by its name, which may be that of a child."""
    named = any(problem.code.startswith("personal.") and problem.sheet is None for problem in reading.problems)
    return "Файл" if named else f"Файл «{one_line(reading.file_name)}»"


def _names(sheets: Sequence[SheetCells]) -> dict[str, str]:
    """The name of each sheet in the reply: Excel takes 31 characters, without some signs, each once."""
    names: dict[str, str] = {}
    taken = {REPLY.casefold()}
    for number, sheet in enumerate(sheets, start=1):
        name = sheet.title.translate(_FORBIDDEN).strip("' ")[:_LONGEST_NAME] or f"Лист {number}"
        if name.casefold() in taken:
            name = f"Лист {number}"
        taken.add(name.casefold())
        names.setdefault(sheet.name, name)
    return names


def _notes(problems: Sequence[Problem], sheet: str) -> Notes:
    notes: Notes = {}
    for problem in problems:
        if problem.cell and (problem.sheet or "") == sheet:
            notes.setdefault(xl_cell_to_rowcol(problem.cell), []).append(problem)
    return notes


def _write_list(book: Any, title: str, problems: Sequence[Problem], names: Mapping[str, str], *, whole: bool) -> None:
    sheet = book.add_worksheet(REPLY)
    bold, wrapped = book.add_format({"bold": True}), book.add_format({"text_wrap": True, "valign": "top"})
    sheet.write_string(0, 0, _verdict(title, problems), book.add_format({"bold": True, "font_size": 13}))
    sheet.write_string(1, 0, _advice(problems, whole=whole))
    for column, (heading, width) in enumerate(zip(_TITLES, _WIDTHS, strict=True)):
        sheet.set_column(column, column, width)
        sheet.write_string(3, column, heading, bold)
    fills = {severity: book.add_format({"bg_color": colour, "valign": "top"}) for severity, colour in COLOURS.items()}
    for row, problem in enumerate(problems, start=4):
        sheet.write_string(row, 0, SEVERITIES[problem.severity], fills[problem.severity])
        sheet.write_string(row, 1, _sheet_name(problem, names), wrapped)
        if problem.cell and (name := names.get(problem.sheet or "")):
            quoted = name.replace("'", "''")
            sheet.write_url(row, 2, f"internal:'{quoted}'!{problem.cell}", string=problem.cell)
        else:
            sheet.write_string(row, 2, problem.cell or NOTHING, wrapped)
        sheet.write_string(row, 3, problem.message[:_LONGEST_TEXT], wrapped)
    sheet.freeze_panes(4, 0)


def _sheet_name(problem: Problem, names: Mapping[str, str]) -> str:
    """The sheet of a problem as it is called in the reply."""
    return names.get(problem.sheet, one_line(problem.sheet)) if problem.sheet else NOTHING


def _verdict(title: str, problems: Sequence[Problem]) -> str:
    errors = sum(problem.severity == "error" for problem in problems)
    if not refused(problems):
        return f"{title} принят. Замечаний: {len(problems)}."
    return f"{title} не принят: {errors} {plural(errors, 'ошибка', 'ошибки', 'ошибок')}."


def _advice(problems: Sequence[Problem], *, whole: bool) -> str:
    if not whole:
        return "Ячейки файла здесь не повторены. Исправьте сам файл и отправьте его снова."
    if not refused(problems):
        return "Закрашены ячейки с замечаниями; что замечено, сказано в примечании к ячейке."
    return (
        "Исправьте закрашенные ячейки на следующих листах (что исправить — в примечании к ячейке), сохраните и "
        f"отправьте этот файл. Лист «{REPLY}» удалять не нужно: при чтении он пропускается."
    )


def _write_sheet(book: Any, name: str, cells: SheetCells, notes: Notes) -> None:
    sheet = book.add_worksheet(name)
    if cells.hidden:
        sheet.hide()
    fills = _Fills(book, notes)
    for first_row, first_column, last_row, last_column in cells.merges:
        with contextlib.suppress(OverlappingRange):
            sheet.merge_range(first_row, first_column, last_row, last_column, "", fills.of(first_row, first_column))
    for row, column in notes:
        sheet.write_blank(row, column, None, fills.of(row, column))
        sheet.write_comment(row, column, _note(notes[row, column]), {"author": FORM_AUTHOR, "x_scale": 3, "y_scale": 2})
    for row, column, text in cells.texts:
        # As words whatever they begin with: a formula never comes of them.
        sheet.write_string(row, column, text[:_LONGEST_TEXT], fills.of(row, column))
    for row, column, number in cells.numbers:
        sheet.write_number(row, column, number, fills.of(row, column))
    for row, column, day in cells.dates:
        sheet.write_datetime(row, column, datetime.fromisoformat(day), fills.of(row, column, is_date=True))
    for column, width in _widths(cells).items():
        sheet.set_column(column, column, width)


def _note(problems: Sequence[Problem]) -> str:
    words = [f"{SEVERITIES[problem.severity].capitalize()}: {problem.message}" for problem in problems]
    return "\n".join(words)[:_LONGEST_NOTE]


class _Fills:
    """The format of each cell: the colour of its gravest problem, and days as days."""

    def __init__(self, book: Any, notes: Notes) -> None:
        self._book = book
        self._colours = {cell: COLOURS[problems[0].severity] for cell, problems in notes.items()}
        self._formats: dict[tuple[str, bool], Any] = {}

    def of(self, row: int, column: int, *, is_date: bool = False) -> Any:
        """The format of a cell, none where it is plain."""
        colour = self._colours.get((row, column), "")
        if not colour and not is_date:
            return None
        if (colour, is_date) not in self._formats:
            look = {"bg_color": colour} if colour else {}
            look |= {"num_format": "dd.mm.yyyy"} if is_date else {}
            self._formats[colour, is_date] = self._book.add_format(look)
        return self._formats[colour, is_date]


def _widths(cells: SheetCells) -> dict[int, int]:
    widths: dict[int, int] = {}
    for _, column, text in cells.texts:
        widths[column] = max(widths.get(column, _NARROWEST), min(len(text) + 2, _WIDEST))
    return widths
