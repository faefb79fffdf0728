"""Rows of a table divided among shared screens, so that each is seen whole."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from math import ceil
from typing import TypeVar

T = TypeVar("T")


def divide_rows(rows: Sequence[T], count_lines: Callable[[T], int], most: int) -> list[tuple[T, ...]]:
    """The rows in their order, in parts of at most ``most`` lines; a row of more lines is a part by itself."""
    parts: list[list[T]] = []
    lines = most
    for row in rows:
        needed = count_lines(row)
        if lines + needed > most or not parts:
            parts.append([])
            lines = 0
        parts[-1].append(row)
        lines += needed
    return [tuple(part) for part in parts]


def count_lines(text: str, width: int) -> int:
    """The lines that a text takes in a column of ``width`` letters; its breaks count, an empty one takes a line."""
    return sum(max(1, ceil(len(line) / width)) for line in text.split("\n"))
