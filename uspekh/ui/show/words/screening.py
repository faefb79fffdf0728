"""Small counts by health on the screen: what stands instead of them."""

from __future__ import annotations

import pandas as pd

from uspekh.russian.format import HIDDEN, missing
from uspekh.ui.session import access, state


def masks(rows: pd.DataFrame) -> list[str]:
    """What stands instead of each count (tidy frame) for whoever may not see small ones; empty where it is shown."""
    if access.sees_small():
        return [""] * len(rows)
    publication = state.publication()
    keys = rows[["subject", "year", "months", "field"]].itertuples(index=False, name=None)
    return [
        "" if missing(number) or publication.prints(cell, float(number)) else HIDDEN
        for cell, number in zip(keys, rows["number"], strict=True)
    ]
