"""Saying once which organization an unknown name in a file means; the name is read so ever after."""

from __future__ import annotations

import hashlib

import streamlit as st

from uspekh.access.person import Action
from uspekh.actuals.opening.limits import Refusal
from uspekh.actuals.parsing.names import ChosenName
from uspekh.actuals.reading import Reading
from uspekh.russian.text import plain
from uspekh.store.uploads import layouts
from uspekh.ui.session import access, reruns
from uspekh.ui.session.filters import organization_names
from uspekh.ui.session.state import project, stamp

_UNKNOWN = "organization.unknown"
_NAMES = "имена-неизвестные"
_NOT_CHOSEN = "не выбрана"


def offer(content: bytes, reading: Reading) -> None:
    """The choice of an organization for each unknown name, where the person may match by hand."""
    if not access.may(Action.MATCH) or not any(problem.code == _UNKNOWN for problem in reading.problems):
        return
    names = _unknown_names(content)
    if not names:
        return
    with st.expander("В файле есть имена не из справочника: сопоставить вручную"):
        st.caption("Достаточно одного раза: потом имя читается само. Новую организацию внесите в справочник.")
        _form(names)


def _unknown_names(content: bytes) -> list[str]:
    """The names of a file, kept for the reruns of the page: to find them the file is opened anew."""

    def search() -> list[str]:
        try:
            return project().unknown_names(content)
        except Refusal:
            return []

    return reruns.compute_once(_NAMES, (hashlib.sha256(content).hexdigest(), stamp()), search)


def _form(names: list[str]) -> None:
    codes = organization_names()
    options = [_NOT_CHOSEN, *codes]
    picked: dict[str, str] = {}
    for name in names:
        title = st.selectbox(f"«{plain(name)}» — это", options, key=f"имя-{name}")
        if title != _NOT_CHOSEN:
            picked[name] = codes[title]
    by = access.acting("Кто сопоставил", "имя-кто")
    if st.button("Запомнить имена и прочитать", type="primary", disabled=not (by and picked)) and by:
        for name, code in picked.items():
            choice = ChosenName(name, code)
            layouts.store_mapping(project().engine, choice.key, choice.to_json(), by)
        st.rerun()
