"""The heading of a table that a person made: one row or two, somewhere near the top."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice

from uspekh.actuals.cells import CITED
from uspekh.actuals.fields import SheetSpec
from uspekh.actuals.opening.workbook import Sheet
from uspekh.actuals.problems import Problem
from uspekh.russian.text import fold, tidy

HEADING_WITHIN = 30
HEADING_COLUMNS = 1000
"""Columns from the left in which our labels are looked for; our tables have a few dozen."""
LONGEST_LABEL = 500
"""Characters of a cell that may still be a heading."""
_CITED_CELLS = 3


@dataclass(frozen=True)
class Heading:
    """Rows of the heading, label columns by folded label, and labels that stand twice."""

    first: int
    last: int
    labels: dict[str, int]
    twice: dict[str, list[int]]


def find_heading(sheet: Sheet, spec: SheetSpec) -> Heading | None:
    """The row, or else the pair of rows, with the most of our labels; the earlier wins."""
    return _best(sheet, spec, range(min(sheet.height, HEADING_WITHIN - sheet.first_row)))


def find_repeated_heading(sheet: Sheet, spec: SheetSpec, row: int) -> Heading | None:
    """The heading of a further table that begins in ``row``: it has our first key and another label of ours."""
    heading = _best(sheet, spec, range(row, row + 1))
    return heading if heading and folded(spec.keys[0].label) in heading.labels else None


def _best(sheet: Sheet, spec: SheetSpec, rows: range) -> Heading | None:
    best, most = None, 1
    ours = spec_labels(spec)
    for height in (1, 2):
        for row in rows:
            if row + height <= sheet.height:
                heading = _heading(sheet, row, row + height - 1)
                count = sum(label in heading.labels for label in ours)
                if count > most:
                    best, most = heading, count
    return best


def _heading(sheet: Sheet, first: int, last: int) -> Heading:
    columns: dict[str, list[int]] = {}
    above = ""
    for column in range(min(len(sheet.columns), HEADING_COLUMNS)):
        upper, lower = _label(sheet, first, column), _label(sheet, last, column)
        above = upper or above
        # Under a merged heading only its first cell has the text: «П1» stands over both of its columns.
        readings = {upper} if first == last else {upper, lower, f"{above} {lower}" if lower else upper}
        for reading in {folded(reading) for reading in readings if reading} - {""}:
            columns.setdefault(reading, []).append(column)
    twice = {label: indexes for label, indexes in columns.items() if len(indexes) > 1}
    return Heading(first, last, {label: indexes[0] for label, indexes in columns.items()}, twice)


def _label(sheet: Sheet, row: int, column: int) -> str:
    cell = sheet.columns[column][row]
    return tidy(cell) if isinstance(cell, str) and len(cell) <= LONGEST_LABEL else ""


@lru_cache(maxsize=100_000)
def folded(label: str) -> str:
    """The form in which labels are compared: also without spaces, and without the mark of a footnote."""
    return fold(label).rstrip("* ").rstrip(" .").replace(" ", "")


@lru_cache(maxsize=100)
def spec_labels(spec: SheetSpec) -> frozenset[str]:
    """Folded labels of ``spec``."""
    return frozenset(folded(field.label) for field in spec.columns)


def labels_of_spec(heading: Heading, spec: SheetSpec) -> set[str]:
    """Folded labels of ``spec`` that the heading has."""
    return {label for label in spec_labels(spec) if label in heading.labels}


def heading_problems(sheet: Sheet, spec: SheetSpec, heading: Heading, end: int) -> Iterator[Problem]:
    """Key columns absent, labels that stand twice, columns not ours; the table ends before row ``end``."""
    ours = labels_of_spec(heading, spec)
    for field in spec.keys:
        if field.default is None and folded(field.label) not in ours:
            cell = sheet.address(heading.last, 0)
            yield Problem("error", "column.missing", sheet.name, cell, f"Нет столбца «{field.label}».")
    for label in sorted(ours & heading.twice.keys()):
        columns = heading.twice[label]
        cells = [sheet.address(heading.last, column) for column in islice(columns, _CITED_CELLS)]
        more = f" и ещё в {len(columns) - _CITED_CELLS}" if len(columns) > _CITED_CELLS else ""
        name = _label_at(sheet, heading, heading.labels[label])
        message = f"Столбец «{name}» стоит не один раз: {' и '.join(cells)}{more}. Оставьте один."
        yield Problem("error", "column.duplicate", sheet.name, cells[1], message)
    ours_at = {column for label in ours for column in heading.twice.get(label, [heading.labels[label]])}
    for index, column in enumerate(sheet.columns):
        if index not in ours_at and any(column[row] is not None for row in range(heading.first, end)):
            name = _label_at(sheet, heading, index)
            what = f"Столбец «{name[:CITED]}»" if name else "Столбец без заголовка"
            cell = sheet.address(heading.last, index)
            yield Problem("info", "column.ignored", sheet.name, cell, f"{what} не входит в форму и не прочитан.")


def _label_at(sheet: Sheet, heading: Heading, column: int) -> str:
    texts = dict.fromkeys(_label(sheet, row, column) for row in (heading.first, heading.last))
    return " ".join(filter(None, texts))
