"""What the door (``app.py``) does around every page: hands over the selection, banner, print, outages."""

from __future__ import annotations

import logging
import runpy
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Literal, NoReturn

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


def show_label() -> None:
    """What must be known of the data themselves: a demonstration, none at all, or the shipped directory."""
    if shown().demonstration:
        _label(
            DEMONSTRATION,
            "Организации, численности и факты вымышлены. Загрузите отчёты на странице «Данные» — "
            "и здесь появятся настоящие.",
        )
    elif shown().empty:
        _label("Отчётов ещё нет", "Скачайте форму на странице «Данные», заполните и загрузите её.", color="blue")
    elif shown().starter:
        _label(
            STARTER,
            "Контингенты вымышлены, поэтому ориентиры условны. "
            "Впишите настоящие на лист «Организации» формы и загрузите его.",
        )


def _label(words: str, explanation: str, color: Literal["orange", "blue"] = "orange") -> None:
    st.badge(words, icon=":material/science:", color=color, help=explanation)


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
