"""Causes, measures, responsible persons and dates: shown at a deviation and entered there."""

from __future__ import annotations

from datetime import date
from functools import partial

import pandas as pd
import streamlit as st

from uspekh.access.person import Action
from uspekh.monitoring.explaining.provenance import subject_behind
from uspekh.monitoring.figures import Figures
from uspekh.monitoring.overview.subjects import deviations
from uspekh.russian.format import day, missing, moment
from uspekh.store.decided import decisions
from uspekh.ui.session import access
from uspekh.ui.session.state import project, shown, today
from uspekh.ui.show import flags, frames, officials, provenance, tables
from uspekh.words import SUBJECTS


def show(figures: Figures) -> None:
    """Every deviation of the year with what was decided of it, and the form to decide."""
    held = decisions.in_force(project().engine, access.person())
    rows = deviations(figures)
    if rows.empty:
        st.success("Отклонений по показателям и результатам этого года нет.")
    for _, row in rows.iterrows():
        _deviation(figures, row, held)


def of_subject(kind: str, subject: str, year: int) -> None:
    """What was decided of one figure, where there is anything; decisions are of the whole project."""
    if not access.may_see_all():
        return
    held = decisions.in_force(project().engine, access.person())
    taken = held[(held["subject_kind"] == kind) & (held["subject"] == subject) & (held["year"] == year)]
    if len(taken):
        st.markdown("**Причины и решения**")
        tables.whole(_table(taken))


def overdue(as_of: date) -> None:
    """Decisions whose date has passed."""
    late = decisions.overdue(decisions.in_force(project().engine, access.person()), as_of)
    if late.empty:
        return
    st.error(f"Просроченные решения: {len(late)}")
    tables.show(_table(late), key="решения-просрочено")


def _deviation(figures: Figures, row: pd.Series, held: pd.DataFrame) -> None:
    kind, subject, year = row["subject_kind"], row["subject"], int(row["year"])
    key = f"{kind}-{subject}-{year}"
    with st.container(border=True):
        sentence = f"{flags.line(row['flag'])}  \n{frames.deviation(figures, row)}"
        cells = partial(subject_behind, figures, kind, subject, year)
        provenance.line(sentence, f"решение-{key}", f"{SUBJECTS[kind]} {subject}, {year} год", cells)
        names = {(*name, year) for name in ((kind, subject), *row["repeats"])}
        taken = held[pd.Series([name in names for name in _keys(held)], held.index, dtype=bool)]
        if len(taken):
            tables.show(_table(taken), key=f"решения-{key}")
        if shown().demonstration or not access.may(Action.EXPLAIN):
            return
        with st.popover("Записать решение", icon=":material/edit_note:"):
            _form(row, taken, key)


def _form(row: pd.Series, taken: pd.DataFrame, key: str) -> None:
    choices = {"новое решение": None} | {
        f"{number}. {text[:40]}": number - 1 for number, text in enumerate(taken["action"], start=1)
    }
    chosen = st.selectbox("Какое", list(choices), key=f"какое-{key}") if len(taken) else "новое решение"
    past = taken.iloc[choices[chosen]] if choices.get(chosen) is not None else None
    with st.form(f"решение-{key}-{chosen}"):
        cause = st.text_area("Причина отклонения", value=past["cause"] if past is not None else "")
        action = st.text_area("Мера", value=past["action"] if past is not None else "")
        responsible = st.text_input("Ответственный", value=past["responsible"] if past is not None else "")
        due = st.date_input("Срок", value=_date(past), format="DD.MM.YYYY")
        closed = st.checkbox("Исполнено", value=bool(past["closed"]) if past is not None else False)
        by = access.acting("Кто записывает")
        named = officials.in_form(key)
        if not st.form_submit_button("Сохранить", type="primary"):
            return
    if not (cause.strip() and action.strip() and responsible.strip() and by):
        st.error("Заполните причину, меру, ответственного и кто записывает.")
        return
    # A new wording stays with what the decision was taken about, also where that is shown under the same figure.
    of = row if past is None else past
    decision = decisions.Decision(
        of["subject_kind"], of["subject"], int(row["year"]), cause.strip(), action.strip(), responsible.strip(),
        due, closed,
    )  # fmt: skip
    if officials.stops_form(decisions.texts_of(decision), key, officials=named):
        return
    decisions.decide(project().engine, decision, by, past["thread"] if past is not None else None, officials=named)
    st.rerun()


def _date(past: pd.Series | None) -> date:
    return today() if past is None or missing(past["due"]) else past["due"]


def _table(rows: pd.DataFrame) -> pd.DataFrame:
    return pd.DataFrame(
        {
            "К чему": [f"{SUBJECTS[kind]} {subject}, {year}" for kind, subject, year in _keys(rows)],
            "Причина": rows["cause"],
            "Мера": rows["action"],
            "Ответственный": rows["responsible"],
            "Срок": [day(due) for due in rows["due"]],
            "Состояние": [project().rules.status_labels["done"] if closed else "в работе" for closed in rows["closed"]],
            "Записал": [f"{by}, {moment(at)}" for by, at in zip(rows["by"], rows["at"], strict=True)],
        }
    )


def _keys(rows: pd.DataFrame) -> list[tuple[str, str, int]]:
    return list(zip(rows["subject_kind"], rows["subject"], rows["year"], strict=True))
