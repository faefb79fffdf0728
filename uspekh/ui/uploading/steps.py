"""The headings of the steps that a file goes through."""

from __future__ import annotations

import streamlit as st


def head(number: int, title: str) -> None:
    """Draws the heading of a step: «3. Что не так»."""
    st.markdown(f"#### {number}. {title}")
