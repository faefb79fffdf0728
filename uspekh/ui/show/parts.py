"""The choice of a part of a page, which stands in its address."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st


def choose(names: Sequence[str]) -> str:
    """Draws the choice of a part and returns its name: the first, unless the address or a person says another."""
    if len(names) == 1:
        return names[0]
    chosen: str = st.segmented_control(
        "Раздел страницы",
        list(names),
        default=names[0],
        required=True,
        key="раздел",
        bind="query-params",
        label_visibility="collapsed",
    )
    return chosen
