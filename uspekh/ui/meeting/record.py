"""Freezing a meeting, and what has changed since the last one."""

from __future__ import annotations

import json
from typing import Any

import pandas as pd
import streamlit as st

from uspekh.access.person import Action
from uspekh.monitoring.comparison import changed
from uspekh.monitoring.figures import Figures
from uspekh.monitoring.status import status
from uspekh.russian.format import NO_DATA, day, missing, number
from uspekh.russian.periods import period_name
from uspekh.russian.text import plain
from uspekh.store.decided import decisions, meetings
from uspekh.ui.meeting import reports
from uspekh.ui.session import access
from uspekh.ui.session.state import project, shown, today
from uspekh.ui.show import flags, frames, tables

KINDS = {"indicators": "Показатель", "results": "Результат", "budget": "Бюджет", "milestones": "Пункт плана"}
_SHOWN = 6


def show(figures: Figures) -> None:
    """The button that freezes, the list of meetings, and each as it was."""
    st.markdown("### Протокол")
    reports.downloads(figures)
    if shown().demonstration:
        st.info("Совещание фиксируется по настоящим данным: сначала загрузите отчёты.")
        return
    if access.may(Action.EXPLAIN):
        _freeze(figures)
    held = meetings.held(project().engine, access.person())
    if held.empty:
        st.markdown("Зафиксированных совещаний ещё нет.")
        return
    names = {
        row.id: f"№ {row.id} от {day(row.held_on)}, {row.year} год, {period_name(row.months)}"
        for row in held.itertuples()
    }
    chosen = st.selectbox(
        "Зафиксированные совещания", list(names), format_func=names.__getitem__, key="совещание-номер"
    )
    kept = meetings.meeting(project().engine, chosen, access.person())
    st.markdown(f"Зафиксировал {plain(kept.by)}. Изменения с того дня по {kept.year} год:")
    _difference(changed(kept.figures(), _now(figures), kept.year))
    taken = json.loads(kept.decisions)
    st.markdown(f"Решений на тот день: {len(taken)}.")
    st.download_button(
        "Показатели, как они были (JSON)",
        kept.status,
        f"Совещание {kept.id}.json",
        "application/json",
        on_click="ignore",
    )


def since_last(figures: Figures) -> None:
    """What has changed in the selected year since the last frozen meeting."""
    held = meetings.held(project().engine, access.person())
    if shown().demonstration or held.empty:
        return
    last = held.iloc[0]
    st.markdown(f"**Изменилось после совещания {day(last['held_on'])}**")
    kept = meetings.meeting(project().engine, int(last["id"]), access.person())
    _difference(changed(kept.figures(), _now(figures), figures.selection.year).head(_SHOWN))


def _freeze(figures: Figures) -> None:
    with st.form("зафиксировать"):
        held_on = st.date_input("Дата совещания", value=today(), format="DD.MM.YYYY")
        by = access.acting("Кто фиксирует")
        if not st.form_submit_button("Зафиксировать совещание", type="primary"):
            return
    if not by:
        st.error("Укажите, кто фиксирует.")
        return
    engine = project().engine
    held = decisions.in_force(engine, by)
    number_ = meetings.freeze(engine, held_on, status(figures), figures.selection.months, held, by)
    st.success(f"Совещание № {number_} зафиксировано: показатели и решения сохранены, какими они были сегодня.")


def _now(figures: Figures) -> dict[str, Any]:
    """The figures in the form in which a meeting keeps them."""
    now: dict[str, Any] = json.loads(json.dumps(status(figures)))
    return now


def _difference(rows: pd.DataFrame) -> None:
    if rows.empty:
        st.markdown("Изменений нет.")
        return
    table = pd.DataFrame(
        {
            "Что": [f"{KINDS[kind]} {name}" for kind, name in zip(rows["kind"], rows["id"], strict=True)],
            "Год": [str(year) for year in rows["year"]],
            "Было": _facts(rows, "fact_before", "flag_before"),
            "Стало": _facts(rows, "fact", "flag"),
            "Оценка была": [_flag(flag) for flag in rows["flag_before"]],
            "Оценка стала": [_flag(flag) for flag in rows["flag"]],
        }
    )
    tables.show(table)


def _facts(rows: pd.DataFrame, fact: str, flag: str) -> list[str]:
    return [frames.told(_said(value), own) for value, own in zip(rows[fact], rows[flag], strict=True)]


def _said(value: object) -> str:
    if missing(value):
        return NO_DATA
    return number(value, 3) if isinstance(value, (int, float)) else str(value)


def _flag(flag: str | None) -> str:
    return project().rules.status_labels.get(str(flag)) or flags.label(flag) if not missing(flag) else NO_DATA
