"""What the first visitor would wait for is worked out while nobody has come yet."""

from __future__ import annotations

import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from importlib import import_module
from threading import Thread

from uspekh.store.schema.project import PROJECT
from uspekh.ui.meeting.content import content_of
from uspekh.ui.sections.passport import findings
from uspekh.ui.session import access, state
from uspekh.ui.session.filters import select_at_first

_OF_FIRST_PAGE = ("uspekh.ui.session.door", "uspekh.ui.meeting.steps", "uspekh.ui.sections.passport.final_report")
_OF_OTHER_PAGES = ("uspekh.ui.sections.indicators.subject_links", "uspekh.ui.uploading.steps")
"""Modules that pages alone import, and that take their time."""
_LOG = logging.getLogger(__name__)


@asynccontextmanager
async def preparing(_app: object) -> AsyncIterator[None]:
    """Prepares in a thread of its own, so that the server answers at once and whoever comes early waits less."""
    Thread(target=prepare, name="first visit", daemon=True).start()
    yield


def prepare() -> None:
    """Imports what pages need, opens the store and works out «Сегодня» and the audit of the passport.

    What goes wrong is left for the page, which says it to whoever comes.
    """
    try:
        for module in _OF_FIRST_PAGE:
            import_module(module)
        with state.about(PROJECT), access.at_desk(), state.steady():
            content_of(select_at_first())
            findings.by_row()
            findings.questions()
        for module in _OF_OTHER_PAGES:
            import_module(module)
    except Exception as error:
        _LOG.warning("the first visit is not prepared", extra={"reason": type(error).__name__})
