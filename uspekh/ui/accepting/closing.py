"""Periods that are closed: the list of closings and openings, and the form for another."""

from __future__ import annotations

from typing import Any

import streamlit as st

from uspekh.access.person import Action, Forbidden
from uspekh.monitoring.selection import Selection
from uspekh.russian.format import moment
from uspekh.russian.periods import QUARTERS, period_name
from uspekh.store.guards import locks
from uspekh.store.guards.texts import TextRefused
from uspekh.ui.session import access, state
from uspekh.ui.show import table
from uspekh.ui.show.table import Cell
from uspekh.ui.show.words import officials

_DONE = "закрытие"
_HEADINGS = ("Период", "Что", "Причина", "Кто", "Когда")


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
        rows = [_row(entry) for entry in entries.itertuples()]
        table.show(_HEADINGS, rows, key="закрытия", name="Закрытия и открытия периодов")


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


def _row(entry: Any) -> list[Cell]:
    return [
        Cell(locks.named({(entry.year, entry.months)})),
        Cell("закрыт" if entry.locked else "открыт"),
        Cell(entry.reason),
        Cell(entry.by),
        Cell(moment(entry.at)),
    ]
