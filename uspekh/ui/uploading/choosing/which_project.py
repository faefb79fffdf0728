"""Whose a file is that names no project and has the columns of several: asked before anything of it is read."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from html import escape

import streamlit as st

from uspekh.actuals.reading import Reading
from uspekh.russian.text import plain, visible
from uspekh.ui.session import navigation, projects, state

_CONFIRMED = "файлы-этого-проекта"


def is_confirmed(digest: str) -> bool:
    """Whether the person said that a file (by its SHA-256) is of the project at the screen."""
    return digest in st.session_state.get(_CONFIRMED, ())


def ask(reading: Reading) -> None:
    """The question: one press goes on with this project, the others are opened to choose the file there."""
    titles = _visible_titles()
    others = [code for code in reading.rivals if code in titles]
    whose = "нескольким проектам" if others else "и другому проекту, в котором у вас нет роли"
    st.warning(
        f"В файле «{plain(reading.file_name)}» не указан проект, а столбцы его подходят {whose}. Какого проекта этот "
        "отчёт? Пока ничего не прочитано и не сохранено.",
        icon=":material/help:",
    )
    words = f"Это отчёт проекта «{plain(titles.get(state.code(), state.project().plan.title))}»"
    st.button(words, type="primary", on_click=_confirm, args=(reading.sha256,), key="проект-этот")
    _lead("Если другого, откройте его и выберите файл там", others, titles)


def lead_to_named(reading: Reading) -> None:
    """The way to the project that a refused form names, where the person sees that project."""
    titles = _visible_titles()
    others = [code for code in reading.projects if code in titles and code != state.code()]
    _lead("Откройте проект, чья это форма, и выберите файл там", others, titles)


def _visible_titles() -> dict[str, str]:
    return {entry.code: entry.title for entry in projects.list_visible()}


def _lead(words: str, codes: Sequence[str], titles: Mapping[str, str]) -> None:
    if codes:
        links = ", ".join(_link(code, titles[code]) for code in codes)
        st.html(f"<p>{words}: {links}.</p>")


def _link(code: str, title: str) -> str:
    address = escape(projects.link_to(code, navigation.DATA))
    return f'<a href="{address}" style="color: inherit; overflow-wrap: anywhere">{escape(visible(title))}</a>'


def _confirm(digest: str) -> None:
    st.session_state.setdefault(_CONFIRMED, set()).add(digest)
