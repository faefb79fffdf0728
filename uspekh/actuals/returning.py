"""The cells of a file as they are given back to whoever sent it: all that may be repeated, where it stands.

Runs in the limited process. Of a file with personal data nothing is repeated that is found to be such, and in the
rows of people only what our form says too.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import replace
from datetime import date, datetime

from uspekh.actuals.cells import Cell, Unreadable, is_blank, text_of
from uspekh.actuals.content import SheetCells
from uspekh.actuals.fields import SheetSpec, organizations_spec
from uspekh.actuals.layout.recognition import name_sheet
from uspekh.actuals.look.find import see_sheets
from uspekh.actuals.opening.limits import Limits
from uspekh.actuals.opening.preparing import prepare_content
from uspekh.actuals.opening.sheet_look import PLAIN
from uspekh.actuals.opening.workbook import Sheet, open_workbook
from uspekh.actuals.personal.search import personal_data
from uspekh.actuals.personal.texts import people_in, personal_code
from uspekh.actuals.reader import Specification, is_reply, resolve_organizations
from uspekh.actuals.vocabulary import label_key

LEAST_NUMBER_OF_A_PERSON = 1e8
"""Numbers of telephones, insurance and documents are as long; counts of people are not."""
Test = Callable[[Cell], bool]


def cells_to_return(content: bytes, specification: Specification, limits: Limits) -> list[SheetCells]:
    """The cells of each sheet but our own list of remarks; no more than are looked at.

    Raises ``Refusal`` where the file cannot be opened.
    """
    content = prepare_content(content, limits, specification.file_name)
    opened = open_workbook(content, limits)
    personal = personal_data(opened, specification.started, specification.date_labels)
    sheets, _ = see_sheets(content, opened, limits)
    specs = [organizations_spec(), *specification.specs]
    is_ours = _words_of_form(specs, specification)
    left = limits.looked_at
    returned: list[SheetCells] = []
    for sheet in (name_sheet(sheet, specs) for sheet in sheets if not is_reply(sheet)):
        if personal:
            flagged = {problem.cell for problem in personal if (problem.sheet or "") == sheet.name and problem.cell}
            sheet = _without_people(sheet, flagged, is_ours)
        left -= sum(not is_blank(cell) for column in sheet.columns for cell in column)
        if left < 0:
            return []
        returned.append(_cells(sheet, len(returned) + 1))
    return returned


def _words_of_form(specs: Sequence[SheetSpec], specification: Specification) -> Test:
    """Whether a cell says what our form says: a label, a name of the directory, a period, a year, a line."""
    keys = [key for spec in resolve_organizations(specification, []) for key in spec.keys]
    labels = {label_key(field.label) for spec in specs for field in spec.columns}

    def is_ours(cell: Cell) -> bool:
        return label_key(text_of(cell)) in labels or any(_reads(key.parse, cell) for key in keys)

    return is_ours


def _reads(parse: Callable[[Cell], object], cell: Cell) -> bool:
    try:
        return parse(cell) is not None
    except Unreadable:
        return False


def _without_people(sheet: Sheet, flagged: Collection[str], is_ours: Test) -> Sheet:
    """The sheet without the columns and cells of personal data, and without what else stands in the rows of people."""
    columns: list[list[Cell]] = []
    rows: set[int] = set()
    for index, column in enumerate(sheet.columns):
        whole = any(
            sheet.address(row, index) in flagged and not _says_all_itself(column[row]) for row in range(sheet.height)
        )
        cells: list[Cell] = [*column]
        for row, cell in enumerate(column):
            if not is_blank(cell) and not is_ours(cell) and (whole or _is_personal(cell)):
                cells[row] = None
                rows.add(row)
        columns.append(cells)
    for cells in columns:
        for row in rows:
            if not _is_count(cells[row]) and not is_ours(cells[row]):
                cells[row] = None
    return replace(sheet, columns=tuple(columns))


def _says_all_itself(cell: Cell) -> bool:
    """Whether a cell alone was found, not what stands in its column."""
    return isinstance(cell, str) and personal_code(cell) is not None


def _is_personal(cell: Cell) -> bool:
    if isinstance(cell, str):
        return bool(personal_code(cell) or people_in(cell))
    return isinstance(cell, date) or (isinstance(cell, int | float) and not _is_count(cell))


def _is_count(cell: Cell) -> bool:
    return isinstance(cell, int | float) and not isinstance(cell, bool) and abs(cell) < LEAST_NUMBER_OF_A_PERSON


def _cells(sheet: Sheet, number: int) -> SheetCells:
    named = people_in(sheet.name.replace("_", " "))
    title = f"Лист {number}" if named or not sheet.name else sheet.name
    look = sheet.look or PLAIN
    texts, numbers, dates = [], [], []
    for row, column, cell in _filled(sheet):
        if isinstance(cell, datetime | date):
            dates.append((row, column, cell.isoformat()))
        elif isinstance(cell, int | float) and not isinstance(cell, bool):
            numbers.append((row, column, cell))
        else:
            texts.append((row, column, text_of(cell) if not isinstance(cell, str) else cell))
    merges = [merge.shifted(-sheet.first_row, -sheet.first_column) for merge in look.anchors.values()]
    ranges = [(m.first_row, m.first_column, m.last_row, m.last_column) for m in merges]
    return SheetCells(sheet.name, title, sheet.hidden, ranges, texts, numbers, dates)


def _filled(sheet: Sheet) -> Iterator[tuple[int, int, Cell]]:
    """Row and column from 0 on the sheet, and the cell."""
    for index, column in enumerate(sheet.columns):
        for row, cell in enumerate(column):
            if not is_blank(cell):
                yield sheet.first_row + row, sheet.first_column + index, cell
