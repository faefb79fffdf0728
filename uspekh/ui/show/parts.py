"""The parts of a page, of which one is shown; the chosen one stands in the address."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

KEY = "раздел"


def choose(names: Sequence[str]) -> str:
    """Draws the choice and returns the name of the chosen part: the first, unless the address or a person says so."""
    if len(names) == 1:
        return names[0]
    chosen: str = st.segmented_control(
        "Раздел страницы",
        list(names),
        default=names[0],
        required=True,
        key=KEY,
        bind="query-params",
        label_visibility="collapsed",
    )
    return chosen
