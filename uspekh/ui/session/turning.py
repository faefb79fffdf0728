"""Turning to another address at a press, so that what is pressed or typed just before or after it does not undo it.

What the browser sends before it has the new address still names the former one: the cell that a person left by pressing
another step is such a case. So a run that begins with a press turns to the new address again. Going back in the browser
begins a run without a press, and leads back.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import streamlit as st

_TURNED, _PRESSED = "адрес-новый", "адрес-нажатие"


def turn(**address: str | None) -> None:
    """In the callback of a press: what the address says from now on; ``None`` takes a name out of it."""
    st.session_state[_TURNED] = {**st.session_state.get(_TURNED, {}), **address}
    hold()


def hold() -> None:
    """In the callback of another press on the page: it does not mean to turn back."""
    st.session_state[_PRESSED] = True


@contextmanager
def following() -> Iterator[None]:
    """What is drawn inside is drawn for the address that was turned to last."""
    if not st.session_state.get(_PRESSED):
        st.session_state.pop(_TURNED, None)
    address: dict[str, str | None] = st.session_state.get(_TURNED, {})
    for name, value in address.items():
        if value is None:
            st.query_params.pop(name, None)
        elif st.query_params.get(name) != value:
            st.query_params[name] = value
    yield
    # A run that another press interrupts does not come here: the next one still follows.
    st.session_state.pop(_PRESSED, None)
