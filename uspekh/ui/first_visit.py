"""What the first visitor would wait for is worked out while nobody has come yet."""

from __future__ import annotations

import logging
import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from importlib import import_module
from threading import Thread

from uspekh.garbage import uncollected
from uspekh.store.schema.project import PROJECT
from uspekh.ui.meeting.content import content_of
from uspekh.ui.sections.passport import findings
from uspekh.ui.session import access, state
from uspekh.ui.session.filters import select_at_first

_OF_FIRST_PAGE = (
    "uspekh.ui.sections.projects_list",
    "uspekh.ui.session.door",
    "uspekh.ui.meeting.off_plan",
    "uspekh.ui.sections.passport.final_report",
)
_OF_OTHER_PAGES = (
    "uspekh.ui.meeting.steps",
    "uspekh.ui.sections.indicators.subject_links",
    "uspekh.ui.uploading.steps",
)
"""Modules that pages alone import, and that take their time."""
_PAUSE = 5.0
"""Seconds left to whoever comes at once, before what other pages need is worked out beside the first one."""
_LOG = logging.getLogger(__name__)


@asynccontextmanager
async def preparing(_app: object) -> AsyncIterator[None]:
    """Prepares in a thread of its own, so that the server answers at once and whoever comes early waits less."""
    Thread(target=prepare, name="first visit", daemon=True).start()
    yield


def prepare() -> None:
    """What the first page needs, and after a while the rest; what goes wrong is left for the page to say."""
    _try(prepare_first_page)
    time.sleep(_PAUSE)
    _try(prepare_other_pages)


def prepare_first_page() -> None:
    """Imports what «Сегодня» needs, opens the store and works out what it shows."""
    with uncollected():
        for module in _OF_FIRST_PAGE:
            import_module(module)
        with state.about(PROJECT), access.at_desk(), state.steady():
            content_of(select_at_first())


def prepare_other_pages() -> None:
    """Imports what other pages need, and finds the contradictions of the passport."""
    for module in _OF_OTHER_PAGES:
        import_module(module)
    with state.about(PROJECT), access.at_desk():
        findings.by_row()
        findings.questions()


def _try(prepare: Callable[[], None]) -> None:
    try:
        prepare()
    except Exception as error:
        _LOG.warning("the first visit is not prepared", extra={"reason": type(error).__name__})
