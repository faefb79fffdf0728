"""«Файл с пометками»: the file given back with its cells at fault coloured, to be downloaded."""

from __future__ import annotations

import streamlit as st

from uspekh.actuals.reading import Reading
from uspekh.actuals.writing.reply import name_of_reply
from uspekh.russian.text import saved_name
from uspekh.ui.session import state
from uspekh.ui.show import tables

LABEL = "Скачать файл с пометками"


def offer(content: bytes, reading: Reading) -> None:
    """The button; nothing where nothing is to be said of the file."""
    if not reading.problems:
        return
    project = state.project()
    named = any(problem.code.startswith("personal.") and problem.sheet is None for problem in reading.problems)
    st.download_button(
        LABEL,
        lambda: project.reply(content, reading),
        saved_name(name_of_reply("файлу" if named else reading.file_name)),
        tables.XLSX,
        key="файл-с-пометками",
        help="Те же ячейки; с замечаниями — закрашены, что исправить — в примечании. Исправьте и отправьте снова.",
        on_click="ignore",
    )
