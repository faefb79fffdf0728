"""The keys of the values of a file laid out, so that long files are compared by arrays and not by words."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass

import numpy as np

from uspekh.actuals.keys import Keys
from uspekh.actuals.suspect.slots import Slots, slots_of
from uspekh.once import once


@dataclass(frozen=True)
class Codes:
    """The keys of values, and the values by field and slot: kind, subject and part as one number, year and months."""

    keys: Keys

    @once
    def slots(self) -> Slots:
        """The values by field and slot."""
        keys, codes = self.keys, self.keys.codes
        who = (codes["kind"] * len(self.subjects) + codes["subject"]) * len(keys.words["part"]) + codes["part"]
        return slots_of(who, keys.year, keys.months, keys.report, keys.field, len(keys.fields))

    @once
    def kind(self) -> np.ndarray:
        """The code of the kind of each slot."""
        return self.slots.who // (len(self.subjects) * len(self.keys.words["part"]))

    @once
    def subject(self) -> np.ndarray:
        """The code of the subject of each slot."""
        return self.slots.who // len(self.keys.words["part"]) % len(self.subjects)

    @property
    def subjects(self) -> list[str]:
        """The subject of each code."""
        return list(self.keys.words["subject"])

    @once
    def subject_places(self) -> dict[str, int]:
        """The code of each subject."""
        return {subject: code for code, subject in enumerate(self.subjects)}

    def kind_of(self, kind: str) -> int:
        """The code of a kind, -1 where no value is of it."""
        return _code(self.keys.words["kind"], kind)

    def field_of(self, field: str) -> int:
        """The code of a field, -1 where no value has it."""
        return _code(self.keys.fields, field)

    def subject_of(self, subject: str) -> int:
        """The code of a subject, -1 where no value is of it."""
        return self.subject_places.get(subject, -1)


def _code(words: Collection[str], word: str) -> int:
    return list(words).index(word) if word in words else -1


def among(words: Iterable[str], chosen: Collection[str]) -> np.ndarray:
    """Which of the words are chosen."""
    return np.array([word in chosen for word in words], dtype=np.bool_)
