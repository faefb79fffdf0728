"""What the values of a file change in those that stand."""

from __future__ import annotations

import numpy as np
import pandas as pd

from uspekh.actuals.values import KEY
from uspekh.store.numbering import numbered

CONTENT = ["number", "text"]
CHANGES = ["new", "replaced", "same"]


def changes(before: pd.DataFrame, given: pd.DataFrame) -> pd.DataFrame:
    """The rows of ``given`` with ``change`` («new», «replaced», «same»), ``number_before`` and ``text_before``.

    ``before``: the values in force, or those of the same subjects (``values.beside``); both are tidy frames. Its
    ``record``, where it has one, goes along.
    """
    place = _places(before, given)
    found = {name: before[name].array.take(place, allow_fill=True) for name in CONTENT}
    same = np.zeros(len(given), dtype=np.bool_)
    for name in CONTENT:
        same |= np.asarray(given[name].eq(pd.Series(found[name], given.index)).fillna(False), dtype=np.bool_)
    change = np.where(place < 0, 0, np.where(same, 2, 1))
    beside = {f"{name}_before": found[name] for name in CONTENT}
    if "record" in before:
        beside["record"] = pd.array(before["record"], dtype="Int64").take(place, allow_fill=True)
    return given.assign(**beside, change=pd.array(CHANGES, dtype="str").take(change))


def _places(before: pd.DataFrame, given: pd.DataFrame) -> np.ndarray:
    """Where in ``before`` the key of each row of ``given`` stands, -1 where it does not."""
    place = np.full(len(given), -1)
    # Most of a long file is of subjects of whom nothing stands: words are compared only where there is need.
    known = np.flatnonzero(given["subject"].isin(before["subject"].unique()))
    if not len(known):
        return place
    together = (pd.concat([before[name], given[name].iloc[known]]) for name in KEY)
    key = numbered(together, len(before) + len(known))
    place[known] = pd.Index(key[: len(before)]).get_indexer(key[len(before) :])
    return place


def count(changed: pd.DataFrame) -> dict[str, int]:
    """Numbers of new, replaced and same values."""
    found = changed["change"].value_counts()
    return {name: int(found.get(name, 0)) for name in CHANGES}
