"""Small counts by health on the screen: what stands instead of them, and the words that say why."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from uspekh.monitoring.figures import Figures
from uspekh.monitoring.small_counts.screened import hidden_reasons
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


def note(figures: Figures, kind: str) -> None:
    """Says which figures of a kind of subjects are left out, and why."""
    for subject, why in hidden_reasons(figures, kind).items():
        st.caption(f"{subject} — {HIDDEN} ({why}).")
