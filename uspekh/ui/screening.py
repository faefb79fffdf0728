"""Small counts by health on the screen: what stands instead of them, and the words that say so."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from uspekh.monitoring.figures import Figures
from uspekh.monitoring.screened import hidden_subjects, whole_cells
from uspekh.monitoring.selection import Selection
from uspekh.monitoring.sensitive import components, seconds
from uspekh.monitoring.sensitive import masks as masks_of
from uspekh.russian.format import HIDDEN
from uspekh.ui import access, state


def masks(rows: pd.DataFrame) -> list[str]:
    """What stands instead of the number of each cell (tidy frame) for who may not see small counts; else empty."""
    sensitive = components(state.project().plan)
    if access.sees_small() or not rows["field"].isin(list(sensitive)).any():
        return [""] * len(rows)
    return list(masks_of(rows, sensitive, _seconds(state.stamp(), state.today().toordinal())))


def note(figures: Figures, kind: str) -> None:
    """Says which figures of a kind of subjects are left out, and why."""
    hidden = hidden_subjects(figures, kind)
    if hidden:
        st.caption(
            f"{HIDDEN.capitalize()}: {', '.join(hidden)} — показатели по здоровью детей не показываются, когда за ними "
            f"стоит слишком мало детей; вместо значения — «{HIDDEN}»."
        )


@st.cache_resource(show_spinner=False, max_entries=8)
def _seconds(stamp: int, day: int) -> frozenset[tuple[str, int, str]]:
    """Cells hidden beside the small ones in the year's totals, which are what is published."""
    return seconds(whole_cells(state.unscreened(Selection(state.project().plan.end.year, state.today()))))
