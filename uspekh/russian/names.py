"""Several names and years on one line: what they share is said once."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import groupby

_NUMBERED = re.compile(r"(?P<kind>.*№\s*)(?P<number>\d+)")


def list_briefly(names: Sequence[str], most: int = 4) -> str:
    """«СОШ № 4, 6, 7, ДШИ и ещё 2»: numbers of one kind together, at most so many names."""
    shown, left = list(names[:most]), len(names) - most
    kinds: dict[str, list[str]] = {}
    for name in shown:
        numbered = _NUMBERED.fullmatch(name)
        kinds.setdefault(numbered["kind"] if numbered else name, []).append(numbered["number"] if numbered else "")
    words = [
        f"{kind}{', '.join(sorted(numbers, key=lambda number: int(number or 0)))}" for kind, numbers in kinds.items()
    ]
    return ", ".join(words) + (f" и ещё {left}" if left > 0 else "")


def join_with_and(words: Sequence[str]) -> str:
    """«ДДТ, ДЮСШ и ДШИ»."""
    return " и ".join(filter(None, [", ".join(words[:-1]), *words[-1:]]))


def list_years(years: Iterable[int]) -> str:
    """«2019–2021, 2023»: years that follow each other as a span."""
    ordered = sorted(set(years))
    spans = [[year for _, year in span] for _, span in groupby(enumerate(ordered), lambda pair: pair[1] - pair[0])]
    return ", ".join(str(span[0]) if len(span) == 1 else f"{span[0]}–{span[-1]}" for span in spans)
