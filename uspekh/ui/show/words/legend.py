"""The legend of what stands where there is no figure: five words and shapes, each with its reason."""

from __future__ import annotations

from collections.abc import Container

import streamlit as st

from uspekh.russian.text import plain
from uspekh.ui.session.state import project
from uspekh.words import ABSENCES, absence_label


def show(states: Container[str] = tuple(ABSENCES)) -> None:
    """Draws the legend of those of ``states`` that say why there is no figure; nothing where none does."""
    labels = project().rules.flag_labels
    lines = [absence_label(state, labels) for state in ABSENCES if state in states]
    if lines:
        st.caption(plain("; ".join(lines)))
