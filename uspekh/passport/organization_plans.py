"""For which measures somebody can set a plan of an organization, and what people call them."""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd

LETTERS = {"indicator": "П", "result": "Р"}
_LATIN = {"Р": "P"}


def plan_labels(measures: pd.DataFrame) -> dict[str, str]:
    """What the workbook calls each measure that a plan can be set for, by its id: «П4», «Р1.6».

    Only the first reading of a subject is planned.
    """
    rows = measures[measures["primary"].astype(bool)]
    letters = rows["subject_kind"].map(LETTERS)
    return dict(zip(rows["id"], letters + rows["subject"], strict=True))


def same_figures(measures: pd.DataFrame) -> dict[str, str]:
    """Of each measure that a plan can be set for the first one that is the same figure, itself where it is the first.

    Measures of one formula and the same counts are one figure under several numbers: a plan of either is of all.
    """
    rows = measures[measures["primary"].astype(bool)]
    first = rows.groupby(["formula", "numerator", "denominator", "direction"])["id"].transform("first")
    return dict(zip(rows["id"], first, strict=True))


def labels_of_figures(measures: pd.DataFrame) -> dict[str, str]:
    """The label that the plan of a figure is kept under, by each label that people may write for it."""
    labels = plan_labels(measures)
    return {labels[measure]: labels[first] for measure, first in same_figures(measures).items()}


def written_numbers(measures: pd.DataFrame) -> Iterator[tuple[str, str]]:
    """What people write for a measure, with its label: the number alone, and with its letter."""
    for label in plan_labels(measures).values():
        yield label, label
        yield label[1:], label
        if label[0] in _LATIN:
            yield _LATIN[label[0]] + label[1:], label
