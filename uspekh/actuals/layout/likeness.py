"""Headings that look like ours: hardly different ones are read, the others are named to the person."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from uspekh.actuals.fields import Field, SheetSpec
from uspekh.actuals.vocabulary import label_key

SAME, SIMILAR = 88.0, 60.0
"""Likeness in per cent of a heading that is read as ours, and of one that is only named."""
_AHEAD = 4.0
"""How much more alike the best label must be than the next one."""
_MOST_COMPARED = 200
_LONGEST_COMPARED = 120
_CODE = re.compile(r"[а-я]\d+(?:_\d+)*")
_DIGITS = re.compile(r"\d+")
_SHORTEST_PART = 5


@dataclass(frozen=True)
class Likeness:
    """``matched``: columns by the name of the field they are read as; ``near``: our label by column that is not read;

    ``other_unit``: our label and the unit of the heading, by column: the same words over «тыс.» or «%».
    """

    matched: dict[str, int] = field(default_factory=dict)
    near: dict[int, str] = field(default_factory=dict)
    other_unit: dict[int, tuple[str, str]] = field(default_factory=dict)


def compare_labels(others: Mapping[int, str], unmatched: Iterable[Field], spec: SheetSpec) -> Likeness:
    """Which of the other headings, by column, look like those of the ``unmatched`` fields of ``spec``."""
    absent = {label_key(each.label).words: each for each in unmatched if _is_compared(each, spec)}
    likeness = Likeness()
    if not absent:
        return likeness
    every = [label_key(each.label).words for each in spec.columns]
    for column, label in list(others.items())[:_MOST_COMPARED]:
        if len(label) > _LONGEST_COMPARED:
            continue
        key = label_key(label)
        words, how_alike = _closest(key.words, absent, every)
        if words is None:
            continue
        ours, own_unit = absent[words], label_key(absent[words].label).unit
        if key.unit not in (None, own_unit) and how_alike >= SAME and key.unit is not None:
            likeness.other_unit[column] = ours.label, key.unit
        elif how_alike >= SAME and ours.name not in likeness.matched:
            likeness.matched[ours.name] = column
        else:
            likeness.near[column] = ours.label
    return likeness


def _is_compared(each: Field, spec: SheetSpec) -> bool:
    """Columns of figures and keys; «Тип» and «Комментарий» are words of any table."""
    return label_key(each.label).unit is not None or (each in spec.keys and len(each.label) > 2)


def _closest(words: str, absent: Mapping[str, Field], every: Iterable[str]) -> tuple[str | None, float]:
    """The most similar absent label and its likeness; ``SAME`` or more only where the numbers in both are the same and
    no other label of the sheet is about as similar."""
    if words in absent:
        return words, 100.0
    # A file whose headings are all ours needs no comparison.
    from rapidfuzz import fuzz, process

    scores = dict.fromkeys(every, 0.0)
    scores |= {label: score for label, score, _ in process.extract(words, list(scores), scorer=fuzz.ratio, limit=None)}
    best = max(absent, key=lambda label: scores[label])
    rival = max((score for label, score in scores.items() if label != best), default=0.0)
    sure = scores[best] >= max(SAME, rival + _AHEAD) and _DIGITS.findall(words) == _DIGITS.findall(best)
    if sure:
        return best, scores[best]
    for label in absent:
        bare, part = _CODE.sub("", label, count=1), _CODE.sub("", words, count=1)
        if len(part) >= _SHORTEST_PART and (part in bare or (len(bare) >= _SHORTEST_PART and bare in part)):
            return label, SIMILAR
    if scores[best] >= SIMILAR and scores[best] >= rival:
        return best, SIMILAR
    if code := _CODE.match(words):
        return next((label for label in absent if _CODE.match(label) and label.startswith(code[0])), None), SIMILAR
    return None, 0.0
