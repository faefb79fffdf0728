"""The step of «Показ» in the address; whoever opens it from «Сегодня» needs nothing of what the steps draw."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NoReturn

import streamlit as st

SUMMARY, SHORT, MONEY, ITEMS, DECISIONS, RECORD = "Сводка", "Не по плану", "Бюджет", "План", "Решения", "Протокол"
STEP = "шаг"
_PAGE = "pages/meeting.py"
_FORMER = {"Результаты": SHORT, "Мероприятия": ITEMS}


def open_show(step: str = SUMMARY) -> NoReturn:
    """Opens «Показ» at a step."""
    st.switch_page(_PAGE, query_params={STEP: step})


def wanted_step(address: Mapping[str, str], first: str) -> str:
    """The step that stands in the address; a screen of the former meeting leads to the step that shows the same."""
    screen = address.get("экран", first)
    return address.get(STEP, _FORMER.get(screen, screen))
