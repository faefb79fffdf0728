"""Tidy values on their way through a file, with their keys as numbers."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from uspekh.actuals.content import TableValues
from uspekh.actuals.keys import Keys, keys_of, united_keys
from uspekh.actuals.values import COLUMNS, joined, values_frame


@dataclass(frozen=True)
class Tidy:
    """``values``: tidy frame; ``keys``: those of its rows."""

    values: pd.DataFrame
    keys: Keys


def united_values(parts: Iterable[Tidy]) -> Tidy:
    """Values one under another, with an index that counts from 0."""
    listed = list(parts)
    return Tidy(joined(part.values for part in listed), united_keys(part.keys for part in listed))


def tidy_table(table: TableValues) -> Tidy:
    """The values of a table that was read, field after field: each column of the frame is made at once."""
    contents = [np.array(field.values, dtype=object) for field in table.fields]
    present = [np.flatnonzero(pd.notna(values)) for values in contents]
    if not sum(map(len, present)):
        return Tidy(values_frame(), keys_of(values_frame()))
    names = [field.name for field in table.fields]
    row = np.concatenate(present)
    field = np.repeat(np.arange(len(names)), list(map(len, present)))
    content = np.concatenate([values[rows] for values, rows in zip(contents, present, strict=True)])
    wordy = np.array([str in set(map(type, each.values)) for each in table.fields])[field]
    subject, part = _Words(table.subject), _Words(table.part)
    year, months = np.array(table.year, dtype=np.int64), np.array(table.months, dtype=np.int64)
    one = np.zeros(len(row), dtype=np.int64)
    # Of the words of the file, after none, the place of each value's.
    word = np.where(wordy, wordy.cumsum(), 0)
    values = pd.DataFrame(
        {
            "kind": _texts([table.kind], one),
            "subject": _texts(subject.distinct, subject.codes[row]),
            "part": _texts(part.distinct, part.codes[row]),
            "year": year[row],
            "months": months[row],
            "field": _texts(names, field),
            "number": pd.arrays.IntegerArray(np.where(wordy, 0, content).astype(np.int64), wordy),
            "text": _texts([None, *content[wordy]], word),
            "sheet": _texts([table.sheet], one),
            "cell": _texts([each.letters for each in table.fields], field) + _texts(list(map(str, table.row)), row),
        }
    )[COLUMNS]
    codes = {"kind": np.zeros(len(table.row), dtype=np.int64), "subject": subject.codes, "part": part.codes}
    words = {"kind": [table.kind], "subject": subject.distinct, "part": part.distinct}
    return Tidy(values, Keys(words, codes, year, months, row, names, field))


class _Words:
    """A column of words: the distinct ones, and of each row the number of its word among them."""

    def __init__(self, words: Sequence[str]) -> None:
        numbers: dict[str, int] = {}
        self.codes = np.array([numbers.setdefault(word, len(numbers)) for word in words], dtype=np.int64)
        self.distinct = list(numbers)


def _texts(distinct: Sequence[str | None], codes: np.ndarray) -> pd.api.extensions.ExtensionArray:
    return pd.array(distinct, dtype="str").take(codes)
