"""What is wrong with a passport: a refusal where nothing can be parsed, a fault where a place cannot be read."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

FaultKind = Literal["unreadable", "empty", "repeated", "outside", "unknown"]


class PassportDamaged(Exception):
    """What is wrong and where. ``row`` counts lines of the file from 1; ``str()`` is a Russian sentence."""

    def __init__(self, file: str, row: int | None, column: str | None, reason: str) -> None:
        self.file, self.row, self.column, self.reason = file, row, column, reason
        cell = [file, *([f"строка {row}"] if row else []), *([f"столбец {column}"] if column else [])]
        super().__init__(f"{', '.join(cell)}: {reason}")


@dataclass(frozen=True)
class Fault:
    """A cell of the document without a sound reading.

    ``line``: line of the file; ``number``: the number printed before the row; ``title``: the column in words;
    ``text``: the words printed there; ``reason``: a piece of a Russian sentence; ``dropped``: whether the whole row
    has no reading, so that it is in no figure.
    """

    kind: FaultKind
    table: str
    line: int
    number: str
    column: str
    title: str
    text: str
    reason: str
    dropped: bool
