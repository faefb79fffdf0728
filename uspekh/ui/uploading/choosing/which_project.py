"""Whose a file is that names no project and has the columns of several: asked before anything of it is read."""

from __future__ import annotations

import streamlit as st

from uspekh.actuals.reading import Reading
from uspekh.russian.text import plain
from uspekh.ui.session import navigation, projects, state

_CONFIRMED = "файлы-этого-проекта"


def is_confirmed(digest: str) -> bool:
    """Whether the person said that a file (by its SHA-256) is of the project at the screen."""
    return digest in st.session_state.get(_CONFIRMED, ())


def ask(reading: Reading) -> None:
    """The question: one press goes on with this project, the others are opened to choose the file there."""
    visible = {entry.code: entry.title for entry in projects.list_visible()}
    others = {code: visible[code] for code in reading.rivals if code in visible}
    hidden = len(reading.rivals) - len(others)
    titles = [f"«{plain(title)}»" for title in (state.project().plan.title, *others.values())]
    elsewhere = " и другому проекту, в котором у вас нет роли" if hidden else ""
    st.warning(
        f"В файле «{plain(reading.file_name)}» не указан проект, а столбцы его подходят: {', '.join(titles)}"
        f"{elsewhere}. Какого проекта этот отчёт? Пока ничего не прочитано и не сохранено.",
        icon=":material/help:",
    )
    title = plain(visible.get(state.code(), state.project().plan.title))
    st.button(
        f"Это отчёт проекта «{title}»", type="primary", on_click=_confirm, args=(reading.sha256,), key="проект-этот"
    )
    for code, other in others.items():
        st.link_button(f"Открыть «{plain(other)}» и выбрать файл там", projects.link_to(code, navigation.DATA))


def _confirm(digest: str) -> None:
    st.session_state.setdefault(_CONFIRMED, set()).add(digest)
