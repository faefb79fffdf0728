"""The heading of a table that a person made: up to three rows near the top, and which of our columns it has."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache

from uspekh.actuals.cells import Cell
from uspekh.actuals.fields import Field, SheetSpec
from uspekh.actuals.layout.likeness import Likeness, compare_labels
from uspekh.actuals.opening.workbook import Sheet
from uspekh.actuals.vocabulary import is_figure, key_headings, label_key
from uspekh.russian.text import fold, tidy

HEADING_WITHIN = 30
HEADING_COLUMNS = 1000
"""Columns from the left in which our labels are looked for; our tables have a few dozen."""
LONGEST_LABEL = 500
"""Characters of a cell that may still be a heading."""
TALLEST = 3


@dataclass(frozen=True)
class Heading:
    """Rows of the heading and the columns of our fields in it.

    ``columns``: column by field name; ``twice``: all the columns of a field that has several, of which the first stands
    in ``columns``; ``reworded``: fields whose heading is not ours but means the same or is hardly different;
    ``likeness``: columns that are not read though their headings look like ours.
    """

    first: int
    last: int
    columns: dict[str, int]
    twice: dict[str, list[int]]
    reworded: frozenset[str] = frozenset()
    likeness: Likeness = field(default_factory=Likeness)


def find_heading(sheet: Sheet, spec: SheetSpec, *, exact: bool = False) -> Heading | None:
    """The row, or else the two or three rows, with the most of our columns; the earlier wins.

    ``exact``: headings in other words or spelled otherwise are not ours (a table that was matched by hand).
    """
    end = min(sheet.height, HEADING_WITHIN - sheet.first_row)
    return _best(sheet, _labels(spec, exact), range(end), end)


def find_repeated_heading(sheet: Sheet, spec: SheetSpec, row: int) -> Heading | None:
    """The heading of a further table that begins in ``row``: it has our first key and another label of ours."""
    heading = _best(sheet, _labels(spec, exact=False), range(row, row + 1), sheet.height)
    return add_likeness(sheet, spec, heading) if heading and spec.keys[0].name in heading.columns else None


def label_at(sheet: Sheet, heading: Heading, column: int) -> str:
    """The words of a heading over a column."""
    rows = range(heading.first, heading.last + 1)
    return " ".join(filter(None, dict.fromkeys(_label(sheet, row, column) for row in rows)))


@lru_cache(maxsize=100_000)
def folded(label: str) -> str:
    """The form by which tables that were matched by hand are known again: without spaces and the mark of a footnote."""
    return fold(label).rstrip("* ").rstrip(" .").replace(" ", "")


@dataclass(frozen=True)
class _Labels:
    """Fields by the words of their labels, and keys by the other words there are for them.

    ``exact``: only what is written as in the form is ours.
    """

    ours: Mapping[str, Field]
    reworded: Mapping[str, Field]
    exact: bool

    def is_ours(self, reading: str, ours: Field) -> bool:
        """Whether words that have the letters of our label are its heading."""
        if self.exact and folded(reading) != folded(ours.label):
            return False
        return label_key(reading).unit in (None, label_key(ours.label).unit)


@lru_cache(maxsize=100)
def _labels(spec: SheetSpec, exact: bool) -> _Labels:
    ours = {label_key(column.label).words: column for column in spec.columns}
    keys = () if exact else spec.keys
    reworded = {words: key for key in keys for words in key_headings(key.label) if words not in ours}
    return _Labels(ours, reworded, exact)


def _best(sheet: Sheet, labels: _Labels, rows: range, end: int) -> Heading | None:
    """The heading that begins in one of the rows and ends before row ``end``."""
    best, most = None, 1
    for height in range(1, TALLEST + 1):
        for row in rows:
            if row + height <= end and (heading := _heading(sheet, labels, row, row + height - 1)):
                count = len(heading.columns)
                if count > most:
                    best, most = heading, count
    return best


def _heading(sheet: Sheet, labels: _Labels, first: int, last: int) -> Heading | None:
    """What some rows would be as a heading; nothing where one of them holds figures, as a row of data does."""
    same: dict[str, list[int]] = {}
    reworded: dict[str, list[int]] = {}
    numbers = 0
    for column, readings in _readings(sheet, first, last):
        if readings is None:
            numbers += 1
            continue
        for reading in readings:
            key = label_key(reading)
            ours = labels.ours.get(key.words)
            if ours and labels.is_ours(reading, ours):
                same.setdefault(ours.name, []).append(column)
            elif meant := labels.reworded.get(key.words):
                reworded.setdefault(meant.name, []).append(column)
    if numbers and (last > first or numbers >= len(same) + len(reworded)):
        return None
    chosen = {**reworded, **same}
    columns = {name: indexes[0] for name, indexes in chosen.items()}
    twice = {name: indexes for name, indexes in chosen.items() if len(indexes) > 1}
    return Heading(first, last, columns, twice, frozenset(reworded.keys() - same.keys()))


def _readings(sheet: Sheet, first: int, last: int) -> Iterator[tuple[int, tuple[str, ...] | None]]:
    """The ways in which the words over each column can be read; ``None`` for a column with a figure in these rows."""
    over = [""] * (last - first)
    for column in range(min(len(sheet.columns), HEADING_COLUMNS)):
        cells = sheet.columns[column][first : last + 1]
        if any(map(_is_datum, cells)):
            yield column, None
            continue
        words = [_text(cell) for cell in cells]
        for level, word in enumerate(words[:-1]):
            # Under a merged heading only its first cell has the text: «П1» stands over both of its columns.
            if word:
                over[level:] = [word, *[""] * (len(over) - level - 1)]
        yield column, _joined(words, over)


def _joined(words: list[str], over: list[str]) -> tuple[str, ...]:
    """Each row's words alone, and the lowest after those over it."""
    joined = dict.fromkeys(filter(None, words))
    lowest = words[-1]
    if lowest and over:
        upper = [word for word in over if word]
        for start in range(len(upper)):
            joined[" ".join([*upper[start:], lowest])] = None
    elif len(words) > 2 and words[-2]:
        joined[" ".join(filter(None, [*over[:-1], words[-2]]))] = None
    return tuple(joined)


def add_likeness(sheet: Sheet, spec: SheetSpec, heading: Heading) -> Heading:
    """The heading with the columns that are hardly different from ours read too, and the less alike ones named."""
    taken = {column for name, column in heading.columns.items() for column in heading.twice.get(name, [column])}
    others = {
        column: label
        for column in range(min(len(sheet.columns), HEADING_COLUMNS))
        if column not in taken and (label := label_at(sheet, heading, column))
    }
    likeness = compare_labels(others, _unmatched(spec, heading), spec)
    if not likeness.matched:
        return Heading(heading.first, heading.last, heading.columns, heading.twice, heading.reworded, likeness)
    columns = heading.columns | likeness.matched
    reworded = heading.reworded | likeness.matched.keys()
    return Heading(heading.first, heading.last, columns, heading.twice, reworded, likeness)


def _unmatched(spec: SheetSpec, heading: Heading) -> Iterable[Field]:
    return [column for column in spec.columns if column.name not in heading.columns]


def _label(sheet: Sheet, row: int, column: int) -> str:
    return _text(sheet.columns[column][row])


def _text(cell: Cell) -> str:
    return tidy(cell) if isinstance(cell, str) and len(cell) <= LONGEST_LABEL else ""


def _is_datum(cell: Cell) -> bool:
    """Whether a cell can be in no heading: a number, a date, an error."""
    return is_figure(cell) if isinstance(cell, str) else cell is not None
