"""What the first visitor would wait for is worked out while nobody has come yet."""

from __future__ import annotations

import logging
import sys
import time
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from importlib import import_module
from threading import Event, Thread

from starlette.concurrency import run_in_threadpool

from uspekh.garbage import uncollected
from uspekh.store.schema.project import PROJECT
from uspekh.ui.meeting.content import content_of
from uspekh.ui.sections.passport import findings
from uspekh.ui.session import access, state
from uspekh.ui.session.filters import select_at_first

_OF_FIRST_PAGE = (
    "uspekh.ui.sections.projects_list",
    "uspekh.ui.session.door",
    "uspekh.ui.meeting.lists",
    "uspekh.ui.meeting.off_plan",
    "uspekh.ui.sections.passport.final_report",
)
_OF_OTHER_PAGES = (
    "uspekh.ui.meeting.steps",
    "uspekh.ui.sections.indicators.subject_links",
    "scipy.special",
    "uspekh.ui.uploading.steps",
)
"""Modules that pages alone import, and that take their time."""
_MOST = 5.0
"""Seconds for which the server waits for the project: a database that does not answer must not hold back the sentence
that says so.
"""
_PAUSE = 10.0
"""Seconds that are left each time to whoever comes at once, before more is worked out beside his page."""
_TURN = 0.0005
"""Seconds after which the server takes turns with the preparing; Python's own turns are ten times as long, and each of
the hundred answers to a browser would wait for several.
"""
_LOG = logging.getLogger(__name__)


@asynccontextmanager
async def preparing(_app: object) -> AsyncIterator[None]:
    """Prepares in a thread of its own; the server answers as soon as the project is open, or after ``_MOST``.

    The figures are worked out while the browser of whoever comes at once is still busy with the page's parts.
    """
    opened = Event()
    Thread(target=prepare, args=(opened,), name="first visit", daemon=True).start()
    await run_in_threadpool(opened.wait, _MOST)
    yield


def prepare(opened: Event) -> None:
    """What the first page needs, then the rest in two parts; what goes wrong is left for the page to say.

    ``opened`` is set as soon as the project is open, and also where it cannot be opened.
    """
    usual = sys.getswitchinterval()
    sys.setswitchinterval(_TURN)
    try:
        _try(open_first_project)
        opened.set()
        _try(prepare_first_page)
        time.sleep(_PAUSE)
        _try(import_other_pages)
        time.sleep(_PAUSE)
        _try(prepare_passport)
    finally:
        sys.setswitchinterval(usual)


def open_first_project() -> None:
    """Imports what «Сегодня» needs, opens the store and reads the passport and the values."""
    with uncollected():
        _import(_OF_FIRST_PAGE)
        with state.about(PROJECT), access.at_desk(), state.steady():
            state.shown()


def prepare_first_page() -> None:
    """Works out what «Сегодня» shows."""
    with uncollected(), state.about(PROJECT), access.at_desk(), state.steady():
        content_of(select_at_first())


def import_other_pages() -> None:
    """Imports what other pages need."""
    _import(_OF_OTHER_PAGES)


def prepare_passport() -> None:
    """Finds the contradictions of the passport."""
    with state.about(PROJECT), access.at_desk():
        findings.by_row()
        findings.questions()


def _import(modules: Sequence[str]) -> None:
    for module in modules:
        import_module(module)


def _try(prepare: Callable[[], None]) -> None:
    try:
        prepare()
    except Exception as error:
        _LOG.warning("the first visit is not prepared", extra={"reason": type(error).__name__})
