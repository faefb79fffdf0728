"""Rows of a table → values with the cell each stood in, and what could not be read.

A column is read by its distinct cells, so the careful reading of one cell costs little in a long file.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from uspekh.actuals.cells import Unreadable, column_letters, text_of
from uspekh.actuals.layout import Table
from uspekh.actuals.problems import Problem
from uspekh.actuals.sheets import Field, Parsed
from uspekh.actuals.values import COLUMNS, values_frame
from uspekh.once import once

MISSING_KEY = {
    "subject": ("subject.missing", "Не указано, к чему относится строка: заполните столбец «{label}»."),
    "part": ("source.missing", "Не указан источник: заполните столбец «{label}»."),
    "year": ("year.missing", "Не указан год: заполните столбец «{label}»."),
}

BLANK_KEYS: dict[str, Parsed] = {"subject": "", "part": "", "year": 0, "months": 0}


@dataclass(frozen=True)
class Read:
    """A column read: its distinct values (object array, ``None`` where missing), the place of each row's value
    among them, and the rows that failed."""

    distinct: np.ndarray
    codes: np.ndarray
    failed: dict[int, Unreadable]

    @once
    def present(self) -> np.ndarray:
        """Rows with a value."""
        return np.array([value is not None for value in self.distinct], dtype=bool)[self.codes]

    @once
    def wordy(self) -> bool:
        """Whether it holds words, not numbers."""
        return any(isinstance(value, str) for value in self.distinct)

    @property
    def given(self) -> np.ndarray:
        """Rows with a value or with a cell that was meant to be one."""
        marks = self.present.copy()
        marks[list(self.failed)] = True
        return marks


def read_table(table: Table) -> tuple[pd.DataFrame, list[Problem], int]:
    """The values of a table (columns of the tidy frame), its problems, and the number of rows that gave any."""
    fields = {f.name: _read(table, f) for f in table.spec.fields if f.name in table.columns}
    given = np.zeros(len(table.rows), dtype=bool)
    for read in fields.values():
        given |= read.given
    keys = {field.name: _read(table, field) for field in table.spec.keys}
    problems = [*_stray(table, keys, given), *_key_problems(table, keys, given)]
    for name, read in fields.items():
        problems += [_problem(table, place, name, failure) for place, failure in read.failed.items()]
    whole = given.copy()
    for read in keys.values():
        whole &= read.present
    return _tidy(table, keys, fields, whole), problems, int(given.sum())


def _read(table: Table, field: Field) -> Read:
    if field.name not in table.columns:
        return Read(np.array([field.default], dtype=object), np.zeros(len(table.rows), dtype=np.int64), {})
    column = table.sheet.columns[table.columns[field.name]]
    codes = column.codes[table.rows]
    parsed = np.full(len(column.cells), None, dtype=object)
    broken: dict[int, Unreadable] = {}
    for code in np.flatnonzero(np.bincount(codes)).tolist():
        try:
            parsed[code] = field.parse(column.cells[code])
        except Unreadable as failure:
            broken[code] = failure
    failed = np.flatnonzero(np.isin(codes, list(broken))) if broken else ()
    return Read(parsed, codes, {int(place): broken[int(codes[place])] for place in failed})


def _stray(table: Table, keys: dict[str, Read], given: np.ndarray) -> Iterator[Problem]:
    """Rows with words where the subject stands and nothing reported: notes under the table."""
    name = table.spec.keys[0].name
    for place in keys[name].failed:
        if not given[place]:
            cell = table.sheet.columns[table.columns[name]][int(table.rows[place])]
            message = f"Строка не прочитана: в ней нет данных, только «{text_of(cell)[:80]}»."
            yield Problem("info", "row.ignored", table.sheet.name, table.address(int(table.rows[place]), name), message)


def _key_problems(table: Table, keys: dict[str, Read], given: np.ndarray) -> Iterator[Problem]:
    labels = {field.name: field.label for field in table.spec.keys}
    for name, read in keys.items():
        for place in np.flatnonzero(given & ~read.present):
            if failure := read.failed.get(int(place)):
                yield _problem(table, int(place), name, failure)
            else:
                code, message = MISSING_KEY[name]
                yield _problem(table, int(place), name, Unreadable(code, message.format(label=labels[name])))


def _problem(table: Table, place: int, name: str, failure: Unreadable) -> Problem:
    cell = table.address(int(table.rows[place]), name)
    return Problem("error", failure.code, table.sheet.name, cell, failure.message)


def _tidy(table: Table, keys: dict[str, Read], fields: dict[str, Read], whole: np.ndarray) -> pd.DataFrame:
    """The present values, field after field: each column of the frame is made at once."""
    reads = list(fields.values())
    places = [np.flatnonzero(whole & read.present) for read in reads]
    if not places:
        return values_frame()
    row = np.concatenate(places)
    field = np.repeat(np.arange(len(places)), [len(part) for part in places])
    letters = [column_letters(table.sheet.first_column + table.columns[name]) for name in fields]
    numbers = pd.Series(table.rows + table.sheet.first_row + 1).astype("str").array
    one = np.zeros(len(row), dtype=np.int64)
    return pd.DataFrame(
        {
            "kind": _texts([table.spec.kind], one),
            **{key: _key(keys.get(key), row, blank) for key, blank in BLANK_KEYS.items()},
            "field": _texts(list(fields), field),
            "number": _numbers(reads, places),
            "text": _texts(*_words(reads, places)),
            "sheet": _texts([table.sheet.name], one),
            "cell": _texts(letters, field) + numbers.take(row),
        }
    )[COLUMNS]


def _texts(distinct: Sequence[object] | np.ndarray, codes: np.ndarray) -> pd.api.extensions.ExtensionArray:
    return pd.array(distinct, dtype="str").take(codes)


def _numbers(reads: list[Read], places: list[np.ndarray]) -> pd.api.extensions.ExtensionArray:
    """The numbers of all fields; those of a field of words are missing."""
    parts = [
        np.zeros(len(part), dtype=np.int64) if read.wordy else _whole(read.distinct)[read.codes[part]]
        for read, part in zip(reads, places, strict=True)
    ]
    missing = [np.full(len(part), read.wordy) for read, part in zip(reads, places, strict=True)]
    return pd.arrays.IntegerArray(np.concatenate(parts), np.concatenate(missing))


def _words(reads: list[Read], places: list[np.ndarray]) -> tuple[list[object], np.ndarray]:
    """The distinct words of all fields and the place of each value among them; of a number it is that of none."""
    distinct: list[object] = [None]
    codes = []
    for read, part in zip(reads, places, strict=True):
        codes.append(read.codes[part] + len(distinct) if read.wordy else np.zeros(len(part), dtype=np.int64))
        distinct += list(read.distinct) if read.wordy else []
    return distinct, np.concatenate(codes)


def _whole(distinct: np.ndarray) -> np.ndarray:
    return np.array([0 if value is None else value for value in distinct], dtype=np.int64)


def _key(read: Read | None, row: np.ndarray, blank: Parsed) -> pd.api.extensions.ExtensionArray | np.ndarray:
    if read is None:
        read = Read(np.array([blank], dtype=object), np.zeros(row.max(initial=0) + 1, dtype=np.int64), {})
    codes = read.codes[row]
    return _texts(read.distinct, codes) if isinstance(blank, str) else _whole(read.distinct)[codes]
