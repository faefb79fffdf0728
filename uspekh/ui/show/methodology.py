"""The methodology (docs/методика.md) beside the figures: a button that opens the section on how they are computed."""

from __future__ import annotations

import re
from functools import cache

import streamlit as st

from uspekh.settings import ROOT

TITLE = "Методика расчёта"
PERIOD, VALUES, PLANS, FLAGS, MONEY = "Период", "Значения", "План и ориентир", "Оценки", "Деньги"
SHORTFALL, CHANGE, CHANCE, FORECAST = "Сколько человек не хватает", "Почему изменилось", "Случайность", "Прогноз"


@cache
def sections() -> dict[str, str]:
    """The sections of the methodology by title, in their order."""
    text = (ROOT / "docs" / "методика.md").read_text(encoding="utf-8")
    _, *parts = re.split(r"^## (.*)$", text, flags=re.M)
    return dict(zip(parts[::2], parts[1::2], strict=True))


def button(key: str, section: str) -> None:
    """A button that opens the methodology at a section."""
    if st.button(TITLE, icon=":material/menu_book:", type="tertiary", key=f"{key}-методика"):
        _opened(section)


def choice(key: str, section: str) -> None:
    """A choice of the section, first ``section``, and its text."""
    titles = list(sections())
    chosen = st.selectbox(
        "Раздел", titles, index=titles.index(section), key=f"{key}-раздел", label_visibility="collapsed"
    )
    st.markdown(sections()[chosen])


@st.dialog(TITLE, width="large")
def _opened(section: str) -> None:
    choice("методика", section)
