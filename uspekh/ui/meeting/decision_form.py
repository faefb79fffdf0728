"""The form of a cause, a measure, who answers and by when."""

from __future__ import annotations

from datetime import date
from typing import Literal

import streamlit as st

from uspekh.monitoring.overview.decisions import Decision
from uspekh.monitoring.overview.off_plan import OffPlan
from uspekh.russian.text import plain
from uspekh.store.decided import decisions
from uspekh.ui.session import access
from uspekh.ui.session.state import project, today
from uspekh.ui.show.words import officials


@st.dialog("Причина и мера", width="large")
def open_form(row: OffPlan, year: int, past: Decision | None) -> None:
    """Asks about a deviation in a dialog; ``past``: the decision to word anew."""
    ask(row, year, past, scope="fragment")


def ask(row: OffPlan, year: int, past: Decision | None, *, scope: Literal["app", "fragment"]) -> None:
    """Draws the form and stores what was answered. ``scope``: what is drawn anew to ask who is named."""
    key = f"{row.subject_kind}-{row.subject}-{year}-{past.thread if past else 'новое'}"
    st.markdown(f"**{plain(row.title)}**, {year} год: {plain(row.fact)} при плане {plain(row.plan)}, {plain(row.gap)}")
    with st.form(f"решение-{key}", border=False):
        cause = st.text_area("Причина отклонения", value=past.cause if past else "", height=80)
        action = st.text_area("Мера", value=past.action if past else "", height=80)
        responsible_, due_ = st.columns(2)
        responsible = responsible_.text_input("Ответственный", value=_responsible(row, past))
        due = due_.date_input("Срок", value=_due(past), format="DD.MM.YYYY")
        closed = st.checkbox("Исполнено", value=past.closed if past else False)
        by = access.acting("Кто записывает")
        named = officials.in_form(key)
        if not st.form_submit_button("Сохранить", type="primary"):
            return
    if not (cause.strip() and action.strip() and responsible.strip() and by):
        st.error("Заполните причину, меру, ответственного и кто записывает.")
        return
    # A new wording stays with what the decision was taken about, also where that is shown under the same figure.
    kind, subject = (past.subject_kind, past.subject) if past else (row.subject_kind, row.subject)
    cause, action, responsible = (text.strip() for text in (cause, action, responsible))
    decision = Decision(kind, subject, year, cause, action, responsible, due, closed, past.thread if past else "")
    if officials.stops_form(decisions.texts_of(decision), key, officials=named, scope=scope):
        return
    decisions.decide(project().engine, decision, by, officials=named)
    st.rerun()


def _responsible(row: OffPlan, past: Decision | None) -> str:
    return past.responsible if past else ", ".join(row.answers)


def _due(past: Decision | None) -> date:
    return past.due if past and past.due else today()
