"""The tables of a file that are not ours, shown so that a person can match them with a form."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from uspekh.actuals.cells import Cell, text_of
from uspekh.actuals.heading import HEADING_WITHIN
from uspekh.actuals.mapping import headings, shape
from uspekh.actuals.personal.search import personal_data
from uspekh.actuals.personal.texts import people_in, personal_code
from uspekh.actuals.sheets import BUDGET, GUIDE, MILESTONES, ORGANIZATIONS, component_sheets, date_labels
from uspekh.actuals.workbook import Sheet, open_workbook
from uspekh.passport.plan import Plan
from uspekh.russian.text import fold

SAMPLES = 3
ROWS_OFFERED = 5


@dataclass(frozen=True)
class Candidate:
    """A row that may be a heading. ``samples``: some cells under each of ``labels``, as text, without personal data."""

    sheet: str
    row: int
    cell: str
    shape: str
    labels: tuple[str, ...]
    samples: tuple[tuple[str, ...], ...]


def foreign_tables(content: bytes, plan: Plan) -> list[Candidate]:
    """Candidate heading rows of the sheets that are not ours, the widest first within a sheet.

    Empty for a file with personal data. Raises ``Refusal`` where the file cannot be read.
    """
    sheets = open_workbook(content)
    if personal_data(sheets, plan.start.year, date_labels(plan)):
        return []
    ours = {fold(name) for name in (*form_names(plan), GUIDE)}
    return [candidate for sheet in sheets if fold(sheet.name) not in ours for candidate in candidates(sheet)]


def form_names(plan: Plan) -> list[str]:
    """Names of the sheets of the form."""
    return [*component_sheets(plan), BUDGET, MILESTONES, ORGANIZATIONS]


def candidates(sheet: Sheet) -> list[Candidate]:
    """At most ``ROWS_OFFERED`` rows of words with something below, among the first ones of a sheet."""
    rows = sorted(_wordy_rows(sheet), key=lambda row: -len(headings(sheet, row)))[:ROWS_OFFERED]
    return [_candidate(sheet, row) for row in rows]


def _wordy_rows(sheet: Sheet) -> Iterator[int]:
    for row in range(min(sheet.height - 1, HEADING_WITHIN)):
        given = [cell for column in sheet.columns if not _blank(cell := column[row])]
        words = [cell for cell in given if isinstance(cell, str) and any(mark.isalpha() for mark in cell)]
        if len(words) >= 2 and len(words) * 2 > len(given):
            yield row


def _candidate(sheet: Sheet, row: int) -> Candidate:
    places = headings(sheet, row)
    samples = tuple(_samples(sheet, column, row) for column in places.values())
    cell = sheet.address(row, next(iter(places.values()), 0))
    return Candidate(sheet.name, row, cell, shape(sheet, row), tuple(places), samples)


def _samples(sheet: Sheet, column: int, row: int) -> tuple[str, ...]:
    below = (sheet.columns[column][each] for each in range(row + 1, min(sheet.height, row + 1 + HEADING_WITHIN)))
    texts = [text_of(cell) for cell in below if not _blank(cell)]
    return tuple("…" if personal_code(text) or people_in(text) else text for text in texts[:SAMPLES])


def _blank(cell: Cell) -> bool:
    return cell is None or (isinstance(cell, str) and not cell.strip())
