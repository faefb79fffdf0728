"""The keys of a tidy frame as whole numbers, so that long files are compared by arrays and not by words."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from uspekh.actuals.suspect.slots import MONTHS, YEARS, Slots, slots_of
from uspekh.once import once


@dataclass(frozen=True)
class Codes:
    """Codes (int64 arrays, one for each value) of kind, subject, part and field, and the words they stand for."""

    kind: np.ndarray
    kinds: list[str]
    subject: np.ndarray
    subjects: list[str]
    part: np.ndarray
    parts: list[str]
    field: np.ndarray
    fields: list[str]
    year: np.ndarray
    months: np.ndarray

    @once
    def slots(self) -> Slots:
        """The values by field and slot: kind, subject and part as one number, with year and months."""
        who = (self.kind * len(self.subjects) + self.subject) * len(self.parts) + self.part
        return slots_of((who * YEARS + self.year) * MONTHS + self.months, self.field, len(self.fields))

    @once
    def slot_kind(self) -> np.ndarray:
        """The code of the kind of each slot."""
        return self.slots.who // (len(self.subjects) * len(self.parts))

    @once
    def slot_subject(self) -> np.ndarray:
        """The code of the subject of each slot."""
        return self.slots.who // len(self.parts) % len(self.subjects)

    @once
    def subject_places(self) -> dict[str, int]:
        """The code of each subject."""
        return {subject: code for code, subject in enumerate(self.subjects)}

    def kind_of(self, kind: str) -> int:
        """The code of a kind, -1 where no value is of it."""
        return self.kinds.index(kind) if kind in self.kinds else -1

    def field_of(self, field: str) -> int:
        """The code of a field, -1 where no value has it."""
        return self.fields.index(field) if field in self.fields else -1

    def subject_of(self, subject: str) -> int:
        """The code of a subject, -1 where no value is of it."""
        return self.subject_places.get(subject, -1)

    def at(self, places: np.ndarray) -> Codes:
        """The codes of some of the values."""
        codes = (each[places] for each in (self.kind, self.subject, self.part, self.field, self.year, self.months))
        kind, subject, part, field, year, months = codes
        words = (self.kinds, self.subjects, self.parts, self.fields)
        return Codes(kind, words[0], subject, words[1], part, words[2], field, words[3], year, months)


def codes(values: pd.DataFrame) -> Codes:
    """The codes of a tidy frame."""
    kind, kinds = _coded(values["kind"])
    subject, subjects = _coded(values["subject"])
    part, parts = _coded(values["part"])
    field, fields = _coded(values["field"])
    year, months = values["year"].to_numpy(), values["months"].to_numpy()
    return Codes(kind, kinds, subject, subjects, part, parts, field, fields, year, months)


def _coded(words: pd.Series[Any]) -> tuple[np.ndarray, list[str]]:
    numbers, distinct = pd.factorize(words)
    return numbers.astype(np.int64), list(distinct)


def among(words: Iterable[str], chosen: Collection[str]) -> np.ndarray:
    """Which of the words are chosen."""
    return np.array([word in chosen for word in words], dtype=np.bool_)
