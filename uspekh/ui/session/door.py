"""What the door (``app.py``) does around every page: hands over the selection, banner, print, outages."""

from __future__ import annotations

import logging
import runpy
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import NoReturn

import streamlit as st
from streamlit.navigation.page import Page

from uspekh.monitoring.rules import RulesDamaged
from uspekh.monitoring.selection import Selection
from uspekh.passport.damage import PassportDamaged
from uspekh.settings import ROOT
from uspekh.store.database.unreachable import StoreUnreachable
from uspekh.store.database.upgrading import StoreTooNew
from uspekh.ui.session.state import shown
from uspekh.words import DEMONSTRATION, STARTER

_CHOSEN: ContextVar[Selection] = ContextVar("chosen")
_LOG = logging.getLogger(__name__)
# What a person presses says nothing on paper, and beside the side bar the page would be narrow.
_PRINTED = """<style>@media print {
[data-testid=stSidebar], [data-testid=stHeader], [data-testid=stElementToolbar], [data-testid=stButton],
[data-testid=stDownloadButton], [data-testid=stPopover], [data-testid=stButtonGroup], [data-testid=stFileUploader] {
    display: none !important;
}
[data-testid=stMainBlockContainer] { padding: 0 !important; max-width: none !important; }
}</style>"""


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


def set_up_printing() -> None:
    """On paper a page has its content alone: no menu, no filters, nothing to press."""
    st.html(_PRINTED)


def show_banner(*, short: bool = False) -> None:
    """The banner over demonstration data, or over a directory that is still the shipped one."""
    if short and (shown().demonstration or shown().starter):
        words = DEMONSTRATION if shown().demonstration else STARTER
        st.badge(words, icon=":material/science:", color="orange")
    elif shown().demonstration:
        st.warning(
            f"**{DEMONSTRATION}.** Организации, численности и факты вымышлены. "
            "Загрузите отчёты на странице «Загрузка данных» — и здесь появятся настоящие.",
            icon=":material/science:",
        )
    elif shown().empty:
        st.info(
            "Отчётов ещё нет. Скачайте форму на странице «Загрузка данных», заполните и загрузите её.",
            icon=":material/info:",
        )
    elif shown().starter:
        st.warning(
            f"**{STARTER}.** Контингенты вымышлены, поэтому ориентиры условны. "
            "Впишите настоящие на лист «Организации» формы и загрузите его.",
            icon=":material/science:",
        )


@contextmanager
def explaining_outages() -> Iterator[None]:
    """Draws what is inside; where the database does not answer, a sentence. Its own words are for the log alone."""
    try:
        yield
    except StoreUnreachable as error:
        _LOG.error("database unreachable", extra={"reason": error.reason})
        st.error(str(error), icon=":material/cloud_off:")
        st.stop()


def explain(error: Exception) -> NoReturn:
    """Says why nothing can be opened and ends the drawing; what nobody foresaw is raised again."""
    if isinstance(error, PassportDamaged | RulesDamaged):
        st.error(f"Данные паспорта повреждены, показать нечего. {error}")
    elif isinstance(error, StoreTooNew):
        st.error(str(error))
    elif isinstance(error, OSError):
        _LOG.error("files unreadable", extra={"reason": str(error)})
        st.error("Файлы программы или папка базы данных не открываются. Сообщите администратору сервиса.")
    else:
        raise error
    st.stop()
