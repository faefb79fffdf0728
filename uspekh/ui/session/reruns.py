"""What costs much and is the same at every run of a page is worked out once, and kept with the session."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from typing import TypeVar

import streamlit as st

T = TypeVar("T")


def compute_once(slot: str, key: Hashable, compute: Callable[[], T]) -> T:
    """What ``compute`` gave for ``key`` the last time it was asked for in ``slot``; another key takes its place."""
    if st.session_state.get(slot, (None,))[0] != key:
        st.session_state[slot] = (key, compute())
    value: T = st.session_state[slot][1]
    return value
