"""Columns that were read → the columns of the tidy frame and their keys, each made at once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from uspekh.actuals.cells import Unreadable, column_letters
from uspekh.actuals.keys import Keys
from uspekh.actuals.layout import Table
from uspekh.actuals.sheets import Parsed
from uspekh.actuals.tidy import Tidy, no_values
from uspekh.actuals.values import COLUMNS
from uspekh.once import once

BLANK_KEYS: dict[str, Parsed] = {"subject": "", "part": "", "year": 0, "months": 0}


@dataclass(frozen=True)
class Read:
    """A column read: its distinct values (object array, ``None`` where missing), the place of each row's value
    among them, and the rows that failed."""

    distinct: np.ndarray
    codes: np.ndarray
    failed: dict[int, Unreadable]

    @classmethod
    def of_one(cls, value: Parsed, rows: int) -> Read:
        """A column of one value."""
        return cls(np.array([value], dtype=object), np.zeros(rows, dtype=np.int64), {})

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


def tidied(table: Table, keys: dict[str, Read], fields: dict[str, Read], whole: np.ndarray) -> Tidy:
    """The present values, field after field: each column of the frame is made at once."""
    reads = list(fields.values())
    places = [np.flatnonzero(whole & read.present) for read in reads]
    if not places:
        return no_values()
    row = np.concatenate(places)
    field = np.repeat(np.arange(len(places)), [len(part) for part in places])
    letters = [column_letters(table.sheet.first_column + table.columns[name]) for name in fields]
    numbers = pd.Series(table.rows + table.sheet.first_row + 1).astype("str").array
    one = np.zeros(len(row), dtype=np.int64)
    read = {key: keys.get(key) or Read.of_one(blank, len(table.rows)) for key, blank in BLANK_KEYS.items()}
    values = pd.DataFrame(
        {
            "kind": _texts([table.spec.kind], one),
            **{key: _texts(read[key].distinct, read[key].codes[row]) for key in ("subject", "part")},
            **{key: _whole(read[key].distinct)[read[key].codes[row]] for key in ("year", "months")},
            "field": _texts(list(fields), field),
            "number": _numbers(reads, places),
            "text": _texts(*_words(reads, places)),
            "sheet": _texts([table.sheet.name], one),
            "cell": _texts(letters, field) + numbers.take(row),
        }
    )[COLUMNS]
    return Tidy(values, _keys(table.spec.kind, read, list(fields), field, row))


def _keys(kind: str, keys: dict[str, Read], fields: list[str], field: np.ndarray, row: np.ndarray) -> Keys:
    """The keys of the values by the place of each one's field and row: the rows that have any are the reports."""
    given = np.zeros(int(row.max(initial=-1)) + 1, dtype=np.bool_)
    given[row] = True
    reports = np.flatnonzero(given)
    number = given.cumsum() - 1
    words = {"kind": [kind], **{name: list(keys[name].distinct) for name in ("subject", "part")}}
    codes = {name: keys[name].codes[reports].astype(np.int64) for name in ("subject", "part")}
    codes["kind"] = np.zeros(len(reports), dtype=np.int64)
    year, months = (_whole(keys[name].distinct)[keys[name].codes[reports]] for name in ("year", "months"))
    return Keys(words, codes, year, months, number[row], fields, field)


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
