"""Going on after a restart: the file that was read and not stored comes back for the person who chose it."""

from __future__ import annotations

import logging
from datetime import datetime

import streamlit as st

from uspekh.actuals.reading import Reading
from uspekh.russian.format import moment
from uspekh.russian.text import plain
from uspekh.store.database.unreachable import StoreUnreachable
from uspekh.store.uploads import unsaved
from uspekh.store.uploads.unsaved import Unsaved
from uspekh.ui.session import access, state
from uspekh.ui.uploading.choosing import file_field

_LOG = logging.getLogger(__name__)
_REMEMBERED, _CONTINUED = "запомнено", "продолжено"


def remember(reading: Reading) -> None:
    """Keeps what was read for the person, once for each file; a database that is busy does not hold up the page."""
    basis = _basis()
    key = (reading.sha256, reading.file_name, basis)
    if st.session_state.get(_REMEMBERED) == key:
        return
    try:
        unsaved.keep_reading(state.project().engine, reading, basis, access.person())
    except StoreUnreachable as error:
        _LOG.warning("reading not kept", extra={"reason": error.reason})
        return
    st.session_state[_REMEMBERED] = key


def offered() -> Reading | None:
    """While no file is chosen: the reading with which the person goes on, asked for here; else ``None``."""
    unfinished = unsaved.unsaved_of(state.project().engine, access.person())
    if unfinished is None:
        if file_field.is_lost():
            st.warning("Служба перезапущена: выберите файл ещё раз. Ничего не сохранено.", icon=":material/refresh:")
        return None
    if unfinished.basis != _basis():
        name = plain(unfinished.reading.file_name)
        st.warning(f"Справочник или паспорт с тех пор изменились: выберите файл «{name}» ещё раз. Ничего не сохранено.")
        return None
    if st.session_state.get(_CONTINUED) != unfinished.reading.sha256:
        _ask(unfinished)
        return None
    return unfinished.reading


def finish() -> None:
    """The file was stored: nothing is gone on with."""
    st.session_state.pop(_CONTINUED, None)
    st.session_state.pop(_REMEMBERED, None)


def _ask(unfinished: Unsaved) -> None:
    words, go_on, leave = st.columns([4, 1, 1], vertical_alignment="center")
    name = plain(unfinished.reading.file_name)
    words.info(f"Файл «{name}» прочитан {_when(unfinished.at)}, ещё не сохранён.", icon=":material/history:")
    if go_on.button("Продолжить", type="primary", width="stretch", key="продолжить"):
        st.session_state[_CONTINUED] = unfinished.reading.sha256
        file_field.empty()
        st.rerun()
    if leave.button("Убрать", width="stretch", key="убрать-прочитанное"):
        unsaved.discard(state.project().engine, access.person())
        finish()
        file_field.empty()
        st.rerun()


def _when(at: datetime) -> str:
    """«в 14:05» of today, else with the day."""
    local = at.astimezone()
    return f"в {local:%H:%M}" if local.date() == state.today() else moment(at)


def _basis() -> str:
    return state.project().reading_basis(access.person().organization)
