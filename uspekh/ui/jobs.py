"""Long reading in the background: the page shows that it goes on and lets the person stop it."""

from __future__ import annotations

import time
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass

import streamlit as st

from uspekh.actuals.reading import Reading
from uspekh.russian.format import number

LONG_BYTES = 300_000
"""Smaller files are read in a moment, while the page waits."""
_LOOK_SECONDS = 0.5
Read = Callable[[bytes, str], Reading]
_JOB, _CANCELLED = "чтение", "чтение-отменено"


@dataclass
class Job:
    """A file that is being read. Dropped, it ends by the limits of its own process and changes nothing."""

    key: object
    future: Future[Reading]
    started: float


@st.cache_resource(show_spinner=False)
def _readers() -> ThreadPoolExecutor:
    """Few at once: the rest wait their turn, so that pages keep answering."""
    return ThreadPoolExecutor(max_workers=2, thread_name_prefix="reading")


def reading(content: bytes, name: str, key: object, read: Read) -> Reading | None:
    """What ``read`` gives for a file, or ``None`` while it goes on or after it was stopped."""
    if len(content) < LONG_BYTES:
        with st.spinner("Файл читается и проверяется…"):
            return read(content, name)
    if st.session_state.get(_CANCELLED) == key:
        st.info("Чтение файла остановлено, ничего не сохранено. Чтобы прочитать его, выберите файл снова.")
        return None
    job = st.session_state.get(_JOB)
    if job is None or job.key != key:
        job = Job(key, _readers().submit(read, content, name), time.monotonic())
        st.session_state[_JOB] = job
    if job.future.done():
        del st.session_state[_JOB]
        return job.future.result()
    _waiting(job)
    return None


@st.fragment(run_every=_LOOK_SECONDS)
def _waiting(job: Job) -> None:
    if job.future.done():
        st.rerun()
    seconds = number(time.monotonic() - job.started, 0)
    left, right = st.columns([4, 1], vertical_alignment="center")
    left.info(
        f"Файл читается и проверяется: {seconds} с. Другие страницы работают как обычно.", icon=":material/hourglass:"
    )
    if right.button("Остановить", key="чтение-остановить", width="stretch"):
        job.future.cancel()
        st.session_state[_CANCELLED] = job.key
        st.rerun()
