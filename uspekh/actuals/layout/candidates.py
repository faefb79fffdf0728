"""The tables of a file that are not ours, shown so that a person can match them with a form."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from uspekh.actuals.cells import cite, is_blank, text_of
from uspekh.actuals.layout.heading import HEADING_WITHIN
from uspekh.actuals.layout.mapping import headings, shape
from uspekh.actuals.opening.workbook import Sheet
from uspekh.actuals.personal.texts import people_in, personal_code

SAMPLES = 3
ROWS_OFFERED = 5
MOST_HEADINGS = 200
"""A row with more headings is not offered: nobody would match so many one by one."""


@dataclass(frozen=True)
class Candidate:
    """A row that may be a heading. ``samples``: some cells under each of ``labels``, as text, without personal data."""

    sheet: str
    row: int
    cell: str
    shape: str
    labels: tuple[str, ...]
    samples: tuple[tuple[str, ...], ...]


def candidates(sheet: Sheet) -> list[Candidate]:
    """At most ``ROWS_OFFERED`` rows of words with something below, the widest first; near the top of a sheet."""
    by_row = {row: headings(sheet, row) for row in _wordy_rows(sheet)}
    rows = sorted(by_row, key=lambda row: -len(by_row[row]))[:ROWS_OFFERED]
    return [_candidate(sheet, row, by_row[row]) for row in rows]


def has_candidates(sheet: Sheet) -> bool:
    """Whether ``candidates`` would give any."""
    return next(_wordy_rows(sheet), None) is not None


def _wordy_rows(sheet: Sheet) -> Iterator[int]:
    for row in range(min(sheet.height - 1, HEADING_WITHIN)):
        filled = [cell for column in sheet.columns if not is_blank(cell := column[row])]
        words = [cell for cell in filled if isinstance(cell, str) and any(character.isalpha() for character in cell)]
        if 2 <= len(words) <= MOST_HEADINGS and len(words) * 2 > len(filled):
            yield row


def _candidate(sheet: Sheet, row: int, columns: dict[str, int]) -> Candidate:
    samples = tuple(_samples(sheet, column, row) for column in columns.values())
    cell = sheet.address(row, next(iter(columns.values()), 0))
    return Candidate(sheet.name, row, cell, shape(sheet, row), tuple(columns), samples)


def _samples(sheet: Sheet, column: int, row: int) -> tuple[str, ...]:
    below = sheet.columns[column][row + 1 : row + 1 + HEADING_WITHIN]
    cells = [cell for cell in below if not is_blank(cell)][:SAMPLES]
    return tuple("…" if _is_personal(text_of(cell)) else cite(cell) for cell in cells)


def _is_personal(text: str) -> bool:
    return bool(personal_code(text) or people_in(text))
