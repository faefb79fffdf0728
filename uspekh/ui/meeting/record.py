"""The record of a meeting: its report to download, freezing it, and what has changed since the last one."""

from __future__ import annotations

import json
from typing import Any

import pandas as pd
import streamlit as st

from uspekh import settings
from uspekh.access.person import Action
from uspekh.monitoring.comparison import changed
from uspekh.monitoring.figures import Figures
from uspekh.monitoring.status import status
from uspekh.report.write import DOCX, PPTX, XLSX, file_name, write_report
from uspekh.russian.format import NO_DATA, day, missing, number
from uspekh.russian.periods import period_name
from uspekh.russian.text import plain, saved_name
from uspekh.store.decided import decisions, meetings
from uspekh.ui.session import access, state
from uspekh.ui.session.state import project, shown, today
from uspekh.ui.show import flags, frames, tables
from uspekh.ui.show.tables import XLSX as XLSX_MIME

KINDS = {"indicators": "Показатель", "results": "Результат", "budget": "Бюджет", "milestones": "Пункт плана"}
_SHOWN = 6
_OFFICE = "application/vnd.openxmlformats-officedocument."
FORMS = {
    DOCX: ("Документ Word", f"{_OFFICE}wordprocessingml.document"),
    PPTX: ("Слайды PowerPoint", f"{_OFFICE}presentationml.presentation"),
    XLSX: ("Книга Excel", XLSX_MIME),
}


def show(figures: Figures) -> None:
    """The button that freezes, the list of meetings, and each as it was."""
    st.markdown("### Протокол")
    _downloads(figures)
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


def _downloads(figures: Figures) -> None:
    """A button for each form of the report: first it is made, then it can be saved."""
    st.markdown("**Отчёт**")
    for column, (form, (label, mime)) in zip(st.columns(len(FORMS)), FORMS.items(), strict=True):
        with column:
            _one(figures, form, label, mime)


def _one(figures: Figures, form: str, label: str, mime: str) -> None:
    key = f"отчёт-{form}"
    stamp = (state.stamp(), figures.selection)
    if st.button(label, icon=":material/description:", key=f"{key}-сделать", width="stretch"):
        st.session_state[key] = (stamp, _made(figures, form))
    made_for, content = st.session_state.get(key, (None, b""))
    if made_for == stamp:
        name = saved_name(file_name(project().plan, figures.selection, form))
        st.download_button(
            f"Скачать: {plain(name)}", content, name, mime, key=f"{key}-скачать", on_click="ignore", type="primary"
        )


def _made(figures: Figures, form: str) -> bytes:
    access.demand(Action.LOOK)
    bar = st.progress(0.0, "Готовится отчёт")
    content = write_report(
        form,
        figures,
        settings.data_folder() / "report",
        decisions=decisions.in_force(project().engine, access.person()),
        demonstration=shown().demonstration,
        starter=shown().starter,
        progress=lambda done, doing: bar.progress(done, doing),
    )
    bar.empty()
    return content
