"""Periods that are closed: the list of closings and openings, and the form for another."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from uspekh.access.person import Action, Forbidden
from uspekh.monitoring.selection import Selection
from uspekh.russian.format import moment
from uspekh.russian.periods import QUARTERS, period_name
from uspekh.store.guards import locks
from uspekh.store.guards.texts import TextRefused
from uspekh.ui.session import access, state
from uspekh.ui.show import officials, tables

_DONE = "закрытие"


def show(selection: Selection) -> None:
    """What is closed, and the form for who may close."""
    if done := st.session_state.pop(_DONE, None):
        st.success(done)
    engine = state.project().engine
    shut = locks.closed(engine)
    if shut:
        st.markdown(f"Закрыты: {locks.named(shut)}.")
    st.caption(
        "Данные закрытого периода меняет только редактор и только с причиной; организация отправить его не может."
    )
    if access.may(Action.LOCK):
        _form(selection, shut)
    entries = locks.history(engine, access.person())
    if len(entries):
        tables.show(_table(entries), key="закрытия")


def _form(selection: Selection, shut: locks.Periods) -> None:
    years = list(state.project().plan.years)
    left, middle, right = st.columns([1, 1, 3], vertical_alignment="bottom")
    year = left.selectbox("Год периода", years, index=years.index(selection.year), key="закрытие-год")
    months = middle.selectbox("Период с 1 января", QUARTERS, format_func=period_name, key="закрытие-период",
                              index=QUARTERS.index(selection.months))  # fmt: skip
    reason = right.text_input("Причина", key="закрытие-причина", placeholder="Например: отчёт сдан в министерство")
    named = officials.typed(reason, "закрытие")
    by = access.acting("Кто закрывает или открывает", "закрытие-кто")
    opening = (year, months) in shut
    word = "Открыть период" if opening else "Закрыть период"
    if not st.button(word, disabled=named is None or not by, key="закрытие-кнопка") or not by:
        return
    try:
        locks.set_closed(state.project().engine, year, months, reason, by, closed=not opening, officials=bool(named))
    except (locks.Unexplained, TextRefused, Forbidden) as refusal:
        st.error(str(refusal))
        return
    st.session_state[_DONE] = f"{locks.named({(year, months)})}: период {'открыт' if opening else 'закрыт'}."
    st.rerun()


def _table(entries: pd.DataFrame) -> pd.DataFrame:
    return pd.DataFrame(
        {
            "Период": [locks.named({period}) for period in zip(entries["year"], entries["months"], strict=True)],
            "Что": ["закрыт" if locked else "открыт" for locked in entries["locked"]],
            "Причина": entries["reason"],
            "Кто": entries["by"],
            "Когда": [moment(at) for at in entries["at"]],
        }
    )
