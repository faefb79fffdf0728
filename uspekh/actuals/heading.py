"""The heading of a table that a person made: one row or two, somewhere near the top."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache

import numpy as np

from uspekh.actuals.problems import Problem
from uspekh.actuals.sheets import SheetSpec
from uspekh.actuals.workbook import Sheet
from uspekh.russian.text import fold, tidy

HEADING_WITHIN = 30


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


def repeated_heading(sheet: Sheet, spec: SheetSpec, row: int) -> Heading | None:
    """The heading of a further table that begins in ``row``: it has our first key and another label of ours."""
    heading = _best(sheet, spec, range(row, row + 1))
    return heading if heading and folded(spec.keys[0].label) in heading.labels else None


def _best(sheet: Sheet, spec: SheetSpec, rows: range) -> Heading | None:
    best, most = None, 1
    ours, fold_once = own_labels(spec), cache(folded)
    for height in (1, 2):
        for row in rows:
            if row + height <= sheet.height:
                heading = _labels(sheet, row, row + height - 1, fold_once)
                found = len(ours & heading.labels.keys())
                if found > most:
                    best, most = heading, found
    return best


def _labels(sheet: Sheet, first: int, last: int, fold_once: Callable[[str], str]) -> Heading:
    places: dict[str, list[int]] = {}
    above = ""
    for column in range(len(sheet.columns)):
        upper, lower = _label(sheet, first, column), _label(sheet, last, column)
        above = upper or above
        # Under a merged heading only its first cell has the text: «П1» stands over both of its columns.
        readings = {upper} if first == last else {upper, lower, f"{above} {lower}" if lower else upper}
        for reading in {fold_once(reading) for reading in readings} - {""}:
            places.setdefault(reading, []).append(column)
    twice = {label: columns for label, columns in places.items() if len(columns) > 1}
    return Heading(first, last, {label: columns[0] for label, columns in places.items()}, twice)


def _label(sheet: Sheet, row: int, column: int) -> str:
    cell = sheet.columns[column][row]
    return tidy(cell) if isinstance(cell, str) else ""


def folded(label: str) -> str:
    """The form in which labels are compared: also without spaces, and without the mark of a footnote."""
    return fold(label).rstrip("* ").rstrip(" .").replace(" ", "")


def known(heading: Heading, spec: SheetSpec) -> set[str]:
    """Folded labels of ``spec`` that the heading has."""
    return own_labels(spec) & heading.labels.keys()


def own_labels(spec: SheetSpec) -> set[str]:
    """Folded labels of ``spec``."""
    return {folded(field.label) for field in spec.columns}


def heading_problems(sheet: Sheet, spec: SheetSpec, heading: Heading, end: int) -> Iterator[Problem]:
    """Key columns absent, labels that stand twice, columns not ours; the table ends before row ``end``."""
    ours = known(heading, spec)
    for field in spec.keys:
        if field.default is None and folded(field.label) not in ours:
            cell = sheet.address(heading.last, 0)
            yield Problem("error", "column.missing", sheet.name, cell, f"Нет столбца «{field.label}».")
    for label in sorted(ours & heading.twice.keys()):
        cells = [sheet.address(heading.last, column) for column in heading.twice[label]]
        message = f"Столбец «{_label_at(sheet, heading, heading.labels[label])}» стоит дважды: {' и '.join(cells)}."
        yield Problem("error", "column.duplicate", sheet.name, cells[1], message)
    taken = {column for label in ours for column in heading.twice.get(label, [heading.labels[label]])}
    for column in sorted(set(range(len(sheet.columns))) - taken):
        cells_below = sheet.columns[column]
        if any(cells_below.cells[code] is not None for code in np.unique(cells_below.codes[heading.first : end])):
            name = _label_at(sheet, heading, column)
            what = f"Столбец «{name}»" if name else "Столбец без заголовка"
            cell = sheet.address(heading.last, column)
            yield Problem("info", "column.ignored", sheet.name, cell, f"{what} не входит в форму и не прочитан.")


def _label_at(sheet: Sheet, heading: Heading, column: int) -> str:
    texts = dict.fromkeys(_label(sheet, row, column) for row in (heading.first, heading.last))
    return " ".join(filter(None, texts))
