"""The way from the door (``app.py``) to a page: the selection is handed over for the time the page runs."""

from __future__ import annotations

import runpy
from contextvars import ContextVar

import streamlit as st
from streamlit.navigation.page import Page

from uspekh.monitoring.selection import Selection
from uspekh.settings import ROOT

_CHOSEN: ContextVar[Selection] = ContextVar("chosen")


def run(page: Page, selection: Selection) -> None:
    """Runs a page with what was chosen in the filters."""
    token = _CHOSEN.set(selection)
    try:
        page.run()
    finally:
        _CHOSEN.reset(token)


def selection() -> Selection:
    """What was chosen in the filters.

    Until the door has been run once, Streamlit takes the folder ``pages/`` for pages without a door: whoever
    opens a fresh server by a link lands here first, and is led through the door.
    """
    chosen = _CHOSEN.get(None)
    if chosen is None:
        runpy.run_path(str(ROOT / "app.py"))
        st.stop()
    return chosen
