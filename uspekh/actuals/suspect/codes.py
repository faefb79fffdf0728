"""The keys of a tidy frame as whole numbers, so that long files are compared by arrays and not by words."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from uspekh.once import once

YEARS, MONTHS = 10_000, 100


@dataclass(frozen=True)
class Codes:
    """Codes (int64 arrays, one for each value) of kind, subject, part and field, and the words they stand for."""

    kind: np.ndarray
    kinds: pd.Index
    subject: np.ndarray
    subjects: pd.Index
    part: np.ndarray
    parts: pd.Index
    field: np.ndarray
    fields: pd.Index
    year: np.ndarray
    months: np.ndarray

    @once
    def who(self) -> np.ndarray:
        """Kind, subject and part as one number."""
        return (self.kind * len(self.subjects) + self.subject) * len(self.parts) + self.part

    @once
    def slot(self) -> np.ndarray:
        """Who, when and till when as one number: the next year is ``MONTHS`` further."""
        return (self.who * YEARS + self.year) * MONTHS + self.months

    @once
    def doubled(self) -> np.ndarray:
        """Which values have the key of one before them."""
        return pd.Index(self.slot * len(self.fields) + self.field).duplicated()

    def kind_is(self, kind: str) -> np.ndarray:
        """Marks of the values of a kind."""
        return self.kind == self.kinds.get_indexer([kind])[0]

    def field_is(self, *fields: str) -> np.ndarray:
        """Marks of the values of some fields."""
        return among(self.fields, fields)[self.field]

    def subject_in(self, subjects: Collection[str]) -> np.ndarray:
        """Marks of the values of some subjects."""
        return among(self.subjects, subjects)[self.subject]


def codes(values: pd.DataFrame) -> Codes:
    """The codes of a tidy frame."""
    kind, kinds = _coded(values["kind"])
    subject, subjects = _coded(values["subject"])
    part, parts = _coded(values["part"])
    field, fields = _coded(values["field"])
    year, months = values["year"].to_numpy(), values["months"].to_numpy()
    return Codes(kind, kinds, subject, subjects, part, parts, field, fields, year, months)


def _coded(words: pd.Series[Any]) -> tuple[np.ndarray, pd.Index]:
    numbers, distinct = pd.factorize(words)
    return numbers.astype(np.int64), pd.Index(distinct)


def among(words: pd.Index, chosen: Collection[str]) -> np.ndarray:
    """Which of the words are chosen."""
    return np.asarray(words.isin(list(chosen)), dtype=np.bool_)
