"""Reading a file in the background: the page shows that it goes on and lets the person stop it."""

from __future__ import annotations

import hashlib
import threading
import time
import weakref
from concurrent.futures import Future, ThreadPoolExecutor, wait
from dataclasses import dataclass
from functools import partial
from typing import Protocol

import streamlit as st

from uspekh.actuals.reading import Reading
from uspekh.russian.format import number
from uspekh.sending import read_own
from uspekh.store.log.actions import revision
from uspekh.ui.session import projects
from uspekh.ui.session.state import project
from uspekh.ui.uploading.choosing import hidden_sheets, which_project

PATIENCE_SECONDS = 5.0
"""Most files are read sooner, while the page waits."""
_LOOK_SECONDS = 0.5
_JOB, _CANCELLED, _READ = "чтение", "чтение-отменено", "прочитано"


class Read(Protocol):
    """Reads a file by its content and name until ``stop`` is set."""

    def __call__(self, content: bytes, name: str, /, *, stop: threading.Event) -> Reading:
        """The reading; raises ``Stopped``."""
        ...


@dataclass(eq=False)
class Job:
    """A file that is being read. Once nobody waits for it, ``stop`` ends its process; nothing is changed by it."""

    key: object
    future: Future[Reading]
    started: float
    stop: threading.Event

    def __post_init__(self) -> None:
        """A session that is gone forgets its job: nobody waits for it any more."""
        weakref.finalize(self, self.stop.set)

    def cancel(self) -> None:
        """Stops the reading, or takes the file out of the queue."""
        self.stop.set()
        self.future.cancel()


@st.cache_resource(show_spinner=False)
def _readers() -> ThreadPoolExecutor:
    """Few at once: the rest wait their turn, so that pages keep answering."""
    return ThreadPoolExecutor(max_workers=2, thread_name_prefix="reading")


def read(content: bytes, name: str, organization: str = "", *, of_project: bool = False) -> Reading | None:
    """The reading of a file, once for all reruns of the page; ``None`` while it goes on or after it was stopped.

    ``organization``: read as that one sends it, with nothing but its own values; ``of_project``: the file comes from
    the project itself, so nobody has to say whose it is.
    """
    digest = hashlib.sha256(content).hexdigest()
    skipped, confirmed = hidden_sheets.skipped(digest), of_project or which_project.is_confirmed(digest)
    # Another project that has come may be the file's as well.
    codes = tuple(projects.list_codes())
    key = (digest, name, organization, skipped, confirmed, codes, project().code, revision(project().engine))
    if st.session_state.get(_READ, (None,))[0] != key:
        of_one = partial(read_own, project(), organization=organization, confirmed=confirmed, skipped=skipped)
        whole = partial(project().read, confirmed=confirmed, skipped=skipped)
        done = read_in_background(content, name, key, of_one if organization else whole)
        if done is None:
            return None
        st.session_state[_READ] = (key, done)
    reading: Reading = st.session_state[_READ][1]
    return reading


def read_in_background(content: bytes, name: str, key: object, read: Read) -> Reading | None:
    """What ``read`` gives for a file, or ``None`` while it goes on or after it was stopped."""
    if st.session_state.get(_CANCELLED) == key:
        st.info("Чтение файла остановлено, ничего не сохранено. Чтобы прочитать его, выберите файл снова.")
        return None
    job = _job(content, name, key, read)
    patience = job.started + PATIENCE_SECONDS - time.monotonic()
    if patience > 0:
        with st.spinner("Файл читается и проверяется…"):
            wait([job.future], patience)
    if job.future.done():
        del st.session_state[_JOB]
        return job.future.result()
    _waiting(job)
    return None


def _job(content: bytes, name: str, key: object, read: Read) -> Job:
    """The reading that goes on in this session; one of another file is stopped."""
    job: Job | None = st.session_state.get(_JOB)
    if job is not None and job.key == key:
        return job
    if job is not None:
        job.cancel()
    stop = threading.Event()
    job = Job(key, _readers().submit(read, content, name, stop=stop), time.monotonic(), stop)
    st.session_state[_JOB] = job
    return job


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
        job.cancel()
        st.session_state[_CANCELLED] = job.key
        st.rerun()
