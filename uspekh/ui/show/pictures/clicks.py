"""Clicks on marks of charts and cells of tables: each is answered, a second one on the same mark or cell as well.

The browser reports a selection only when it changes. Therefore a chart or table that was clicked is drawn under
another key, with nothing selected in it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, TypeVar

import streamlit as st

Picked = TypeVar("Picked")


def current_key(name: str) -> str:
    """The key under which a chart or table of this name is drawn until its next click."""
    clicks = st.session_state.get(_counter(name), 0)
    return f"{name}-{clicks}" if clicks else name


def remember(name: str, pick: Callable[[Mapping[str, Any]], Picked | None]) -> Callable[[], None]:
    """An ``on_select`` that keeps what ``pick`` takes from the selection, until ``take`` asks for it."""
    key = current_key(name)

    def keep() -> None:
        picked = pick(st.session_state[key]["selection"])
        if picked is not None:
            st.session_state[pending_key(name)] = picked
            st.session_state[_counter(name)] = st.session_state.get(_counter(name), 0) + 1

    return keep


def take(name: str) -> Any | None:
    """What was clicked just now, once; ``None`` where nothing was."""
    return st.session_state.pop(pending_key(name), None)


def pending_key(name: str) -> str:
    """Where a click waits in the session for the run that answers it."""
    return f"{name}-нажато"


def _counter(name: str) -> str:
    return f"{name}-нажатий"
