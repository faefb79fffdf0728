"""What must be seen on every page before any figure: whether the figures are real."""

from __future__ import annotations

import streamlit as st

from uspekh.ui.session.state import shown


def show(*, short: bool = False) -> None:
    """The banner over demonstration data, or over a directory that is still the shipped one."""
    if short and (shown().demonstration or shown().starter):
        words = "Демонстрационные данные" if shown().demonstration else "Демонстрационный справочник организаций"
        st.badge(words, icon=":material/science:", color="orange")
    elif shown().demonstration:
        st.warning(
            "**Демонстрационные данные.** Организации, численности и факты вымышлены. "
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
            "**Демонстрационный справочник организаций.** Контингенты вымышлены, поэтому расчётные планы условны. "
            "Впишите настоящие на лист «Организации» формы и загрузите его.",
            icon=":material/science:",
        )
