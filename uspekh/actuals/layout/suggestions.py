"""Which of our columns the headings of a table that is not ours may mean, by likeness and by what stands below them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping
from typing import TypeAlias

from uspekh.actuals.fields import SheetSpec
from uspekh.actuals.layout.candidates import Candidate
from uspekh.actuals.layout.likeness import compare_labels
from uspekh.russian.periods import PartOfYear, read_period
from uspekh.russian.text import fold

_WORD = re.compile(r"[а-я]{4,}")
_STEM = 4
"""Letters that tell a word however it ends: «охвачено», «охват»."""
_Fits: TypeAlias = Callable[[str, str], bool]
"""Whether what stands in the column of a heading may be a field, by its name."""


def suggest_fields(
    table: Candidate,
    spec: SheetSpec,
    organizations: Iterable[str],
    years: Collection[int],
    descriptions: Mapping[str, str],
) -> dict[str, str]:
    """Names of our fields by heading: a proposal, which a person confirms or changes; each field once.

    Keys go by what stands in a column (names of ``organizations``, ``years`` of the project, periods), all else by
    headings that are nearly ours, then by the words that tell our columns apart (``descriptions`` of fields by name),
    then by likeness.
    """
    names = {fold(name) for name in organizations}
    contents: dict[str, Callable[[str], bool]] = {
        "year": lambda text: text.isdecimal() and int(text) in years,
        "months": _is_period,
        **({"subject": lambda text: fold(text) in names} if spec.of_organizations else {}),
    }
    cells_of = dict(zip(table.labels, table.samples, strict=True))

    def fits(label: str, name: str) -> bool:
        return name not in contents or (bool(cells_of[label]) and all(map(contents[name], cells_of[label])))

    suggested = _suggest_keys(table, [key.name for key in spec.keys if key.name in contents], fits)
    for label, name in _list_similar(table, spec, suggested, descriptions):
        if name not in suggested.values() and label not in suggested and fits(label, name):
            suggested[label] = name
    return suggested


def _suggest_keys(table: Candidate, keys: Iterable[str], fits: _Fits) -> dict[str, str]:
    """Names of keys by heading: those that one column alone fits."""
    suggested: dict[str, str] = {}
    for key in keys:
        fitting = [label for label in table.labels if label not in suggested and fits(label, key)]
        if len(fitting) == 1:
            suggested[fitting[0]] = key
    return suggested


def _list_similar(
    table: Candidate, spec: SheetSpec, suggested: Mapping[str, str], descriptions: Mapping[str, str]
) -> list[tuple[str, str]]:
    """Pairs of a heading and a field that are not ``suggested`` yet, the surest first."""
    free = [field for field in spec.columns if field.name not in suggested.values()]
    others = {column: label for column, label in enumerate(table.labels) if label not in suggested}
    likeness = compare_labels(others, free, spec)
    by_label = {field.label: field.name for field in free}
    words = {field.name: f"{field.label} {descriptions.get(field.name, '')}" for field in free}
    return [
        *((others[column], name) for name, column in likeness.matched.items()),
        *_tell_apart(others.values(), words),
        *((others[column], by_label[label]) for column, label in likeness.near.items()),
    ]


def _tell_apart(labels: Iterable[str], words: Mapping[str, str]) -> list[tuple[str, str]]:
    """Pairs of a label and the field whose words share most stems with it; a stem of several fields counts less.

    The shared stems must weigh as much as one that only this field has, and more than those of any other field.
    """
    stems = {name: _stems(text) for name, text in words.items()}
    shared = Counter(stem for each in stems.values() for stem in each)
    pairs = []
    for label in labels:
        scores = Counter({name: sum(1 / shared[stem] for stem in each & _stems(label)) for name, each in stems.items()})
        (best, score), *rest = scores.most_common(2)
        if score > max(1 - 1e-9, *(other for _, other in rest), 0):
            pairs.append((label, best))
    return pairs


def _stems(text: str) -> frozenset[str]:
    return frozenset(word[:_STEM] for word in _WORD.findall(fold(text)))


def _is_period(text: str) -> bool:
    try:
        return read_period(text) is not None
    except PartOfYear:
        return False
