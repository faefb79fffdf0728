"""Rows of a table → values with the cell each stood in, and what could not be read.

A column is read by its distinct cells, so the careful reading of one cell costs little in a long file.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from uspekh.actuals.cells import Unreadable, text_of
from uspekh.actuals.columns import Read, tidied
from uspekh.actuals.layout import Table
from uspekh.actuals.problems import Problem
from uspekh.actuals.sheets import Field
from uspekh.actuals.tidy import Tidy

MISSING_KEY = {
    "subject": ("subject.missing", "Не указано, к чему относится строка: заполните столбец «{label}»."),
    "part": ("source.missing", "Не указан источник: заполните столбец «{label}»."),
    "year": ("year.missing", "Не указан год: заполните столбец «{label}»."),
}


def read_table(table: Table) -> tuple[Tidy, list[Problem], int]:
    """The values of a table, its problems, and the number of rows that gave any."""
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
    return tidied(table, keys, fields, whole), problems, int(given.sum())


def _read(table: Table, field: Field) -> Read:
    if field.name not in table.columns:
        return Read.of_one(field.default, len(table.rows))
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
