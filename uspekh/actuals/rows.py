"""Rows of a table → values with the cell each stood in, and what could not be read.

A column is read by its distinct cells, so the careful reading of one cell costs little in a long file.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import pandas as pd

from uspekh.actuals.cells import Unreadable, column_letters, text_of
from uspekh.actuals.layout import Table
from uspekh.actuals.problems import Problem
from uspekh.actuals.sheets import Field, Parsed
from uspekh.actuals.values import COLUMNS

MISSING_KEY = {
    "subject": ("subject.missing", "Не указано, к чему относится строка: заполните столбец «{label}»."),
    "part": ("source.missing", "Не указан источник: заполните столбец «{label}»."),
    "year": ("year.missing", "Не указан год: заполните столбец «{label}»."),
}

BLANK_KEYS: dict[str, Parsed] = {"subject": "", "part": "", "year": 0, "months": 0}


@dataclass(frozen=True)
class Read:
    """A column read: the value of each row (object array, ``None`` where missing) and the rows that failed."""

    values: np.ndarray
    failed: dict[int, Unreadable]

    @property
    def given(self) -> np.ndarray:
        """Rows with a value or with a cell that was meant to be one."""
        marks = np.array([value is not None for value in self.values], dtype=bool)
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
        whole &= np.array([value is not None for value in read.values], dtype=bool)
    return _tidy(table, keys, fields, whole), problems, int(given.sum())


def _read(table: Table, field: Field) -> Read:
    if field.name not in table.columns:
        values = np.full(len(table.rows), field.default, dtype=object)
        return Read(values, {})
    column = table.sheet.columns[table.columns[field.name]]
    codes = column.codes[table.rows]
    parsed = np.full(len(column.cells), None, dtype=object)
    broken: dict[int, Unreadable] = {}
    for code in np.unique(codes):
        try:
            parsed[code] = field.parse(column.cells[code])
        except Unreadable as failure:
            broken[int(code)] = failure
    failed = np.flatnonzero(np.isin(codes, list(broken)))
    return Read(parsed[codes], {int(place): broken[int(codes[place])] for place in failed})


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
        for place in np.flatnonzero(given):
            if failure := read.failed.get(int(place)):
                yield _problem(table, int(place), name, failure)
            elif read.values[place] is None:
                code, message = MISSING_KEY[name]
                yield _problem(table, int(place), name, Unreadable(code, message.format(label=labels[name])))


def _problem(table: Table, place: int, name: str, failure: Unreadable) -> Problem:
    cell = table.address(int(table.rows[place]), name)
    return Problem("error", failure.code, table.sheet.name, cell, failure.message)


def _tidy(table: Table, keys: dict[str, Read], fields: dict[str, Read], whole: np.ndarray) -> pd.DataFrame:
    parts = [_values(table, keys, name, read, whole) for name, read in fields.items()]
    return pd.concat(parts, ignore_index=True) if parts else pd.DataFrame(columns=COLUMNS)


def _values(table: Table, keys: dict[str, Read], name: str, read: Read, whole: np.ndarray) -> pd.DataFrame:
    places = np.flatnonzero(whole & np.array([value is not None for value in read.values], dtype=bool))
    sheet = table.sheet
    letters = column_letters(sheet.first_column + table.columns[name])
    rows = pd.Series(table.rows[places] + sheet.first_row + 1)
    values = read.values[places]
    text = any(isinstance(value, str) for value in values)
    frame = pd.DataFrame({"kind": table.spec.kind, "field": name, "sheet": sheet.name}, index=range(len(places)))
    for key, blank in BLANK_KEYS.items():
        frame[key] = _key(keys.get(key), places, blank)
    frame["number"] = pd.array([pd.NA] * len(places) if text else values, dtype="Int64")
    frame["text"] = pd.array(values if text else [None] * len(places), dtype="str")
    frame["cell"] = letters + rows.astype("str")
    return frame[COLUMNS]


def _key(read: Read | None, places: np.ndarray, blank: Parsed) -> pd.Series:
    dtype = "str" if isinstance(blank, str) else "int64"
    return pd.Series(np.full(len(places), blank, dtype=object) if read is None else read.values[places], dtype=dtype)
