"""A page that reads a file which is never read to its end."""

from __future__ import annotations

import threading

from uspekh.actuals.limited.interpreter import Stopped
from uspekh.actuals.reading import Reading

readings: dict[str, threading.Event] = {}
"""Of each file, by name, what stops its reading."""
ended: set[str] = set()


def read(content: bytes, name: str, /, *, stop: threading.Event) -> Reading:
    """Reads until stopped."""
    readings[name] = stop
    stop.wait()
    ended.add(name)
    raise Stopped


def page() -> None:
    import streamlit as st

    from tests.app import slow_reading
    from uspekh.ui.uploading.choosing import jobs

    name = st.text_input("файл", "первый.xlsx")
    if jobs.read_in_background(b"a;b", name, name, slow_reading.read) is None:
        st.caption("не прочитан")
