"""The keys of values as whole numbers: they are known when the rows are read, and need not be made of words again."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

WORDS = ("kind", "subject", "part")


@dataclass(frozen=True)
class Keys:
    """The keys of the values of a tidy frame. Values of one row of a sheet share all of it but the field: a report.

    ``words`` by column of ``WORDS``; ``codes`` (int64): the place among them of each report's word; ``year`` and
    ``months`` (int64) of each report; ``report`` and ``field`` (int64) of each value: its report, and the place of its
    field among ``fields``.
    """

    words: Mapping[str, Sequence[str]]
    codes: Mapping[str, np.ndarray]
    year: np.ndarray
    months: np.ndarray
    report: np.ndarray
    fields: Sequence[str]
    field: np.ndarray


def keys_of(values: pd.DataFrame) -> Keys:
    """The keys of a tidy frame, each of whose values is taken for a report of its own."""
    words, codes = {}, {}
    for name in WORDS:
        codes[name], words[name] = _coded(values[name])
    field, fields = _coded(values["field"])
    year, months = (values[name].to_numpy(dtype=np.int64) for name in ("year", "months"))
    return Keys(words, codes, year, months, np.arange(len(values)), fields, field)


def united_keys(parts: Iterable[Keys]) -> Keys:
    """The keys of tidy frames one under another. Words stand in the order in which the values bring them."""
    given = list(parts)
    starts = np.cumsum([0, *(len(each.year) for each in given)])
    report = _joined(each.report + start for each, start in zip(given, starts, strict=False))
    first = _first_places(report, int(starts[-1]), np.arange(len(report)))
    words, codes = {}, {}
    for name in WORDS:
        together, numbers = _one_list((each.words[name], each.codes[name]) for each in given)
        words[name], codes[name] = _in_order(together, numbers, first)
    names, field = _one_list((each.fields, each.field) for each in given)
    fields, field = _in_order(names, field, np.arange(len(field)))
    year, months = _joined(each.year for each in given), _joined(each.months for each in given)
    return Keys(words, codes, year, months, report, fields, field)


def _coded(words: pd.Series[str]) -> tuple[np.ndarray, list[str]]:
    codes, distinct = pd.factorize(words)
    return codes.astype(np.int64), distinct.tolist()


def _one_list(parts: Iterable[tuple[Sequence[str], np.ndarray]]) -> tuple[list[str], np.ndarray]:
    """Words of several lists in one, each once, and the codes of all parts by it."""
    known: dict[str, int] = {}
    codes = []
    for words, part in parts:
        places = np.array([known.setdefault(word, len(known)) for word in words], dtype=np.int64)
        codes.append(places[part])
    return list(known), _joined(codes)


def _in_order(words: Sequence[str], codes: np.ndarray, places: np.ndarray) -> tuple[list[str], np.ndarray]:
    """The words that stand at some place, the earliest first, and the codes by them."""
    never = np.iinfo(np.int64).max
    first = _first_places(codes, len(words), places)
    order = first.argsort(kind="stable")[: int((first < never).sum())]
    number = np.zeros(len(words), dtype=np.int64)
    number[order] = np.arange(len(order))
    return [words[place] for place in order], number[codes]


def _first_places(codes: np.ndarray, count: int, places: np.ndarray) -> np.ndarray:
    first = np.full(count, np.iinfo(np.int64).max)
    np.minimum.at(first, codes, places)
    return first


def _joined(arrays: Iterable[np.ndarray]) -> np.ndarray:
    return np.concatenate([np.empty(0, dtype=np.int64), *arrays])
