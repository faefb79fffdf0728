"""What later editions wrote otherwise than the first one that had it."""

from __future__ import annotations

from collections.abc import Callable

import pandas as pd


def list_changes(
    versions: pd.DataFrame, key: list[str], column: str, differ: Callable[[pd.Series, pd.Series], pd.Series]
) -> pd.DataFrame:
    """Columns ``key, first, present, changed_on``: a row for each key whose value is another now than it was at first.

    ``versions``: ``key``, the ``column`` and ``valid_from``, in the order of the editions. ``changed_on``: the first
    day of the last edition that wrote another value than the one before it. ``differ``: whether values are others.
    """
    values = versions.groupby(key)[column]
    ends = pd.DataFrame({"first": values.first(), "present": values.last()})
    earlier = values.shift()
    steps = versions[earlier.notna() & differ(versions[column], earlier).astype(bool)]
    ends["changed_on"] = steps.groupby(key)["valid_from"].last()
    return ends[differ(ends["first"], ends["present"]).astype(bool)].reset_index()
