"""The record of a meeting: its report to download, freezing it, and what has changed since the last one."""

from __future__ import annotations

import json

import streamlit as st

from uspekh import settings
from uspekh.access.person import Action
from uspekh.monitoring.difference import frozen_status, is_of_older_rules, list_changes, print_status
from uspekh.monitoring.figures import Figures
from uspekh.monitoring.forecast import compare_forecasts
from uspekh.report.write import DOCX, PPTX, XLSX, file_name, write_report
from uspekh.russian.format import day
from uspekh.russian.periods import period_name
from uspekh.russian.text import plain, saved_name
from uspekh.store.decided import decisions, meetings
from uspekh.ui.meeting import changes
from uspekh.ui.session import access, state
from uspekh.ui.session.state import project, shown, today
from uspekh.ui.show.tables import XLSX as XLSX_MIME

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
    meeting = meetings.meeting(project().engine, chosen, access.person())
    older = " по прежним правилам" if is_of_older_rules(meeting.figures()) else ""
    st.markdown(f"Зафиксировал {plain(meeting.by)}{older}. Решений на тот день: {len(json.loads(meeting.decisions))}.")
    st.download_button(
        "Показатели, как они были (JSON)",
        meeting.status,
        f"Совещание {meeting.id}.json",
        "application/json",
        on_click="ignore",
    )
    record = compare_forecasts(meetings.list_frozen(project().engine, access.person()), figures)
    if record.compared:
        st.markdown(f"Прогнозы прежних совещаний: из {record.compared} попали {record.held}.")
    # An organization sees figures of its own alone; those of a meeting are the city's.
    if not access.about_itself():
        changes.section(figures, names)


def since_last(figures: Figures) -> None:
    """What has changed in the selected year since the last frozen meeting."""
    held = meetings.held(project().engine, access.person())
    if shown().demonstration or held.empty:
        return
    last = held.iloc[0]
    st.markdown(f"**Изменилось после совещания {day(last['held_on'])}**")
    meeting = meetings.meeting(project().engine, int(last["id"]), access.person())
    now = ("", print_status(figures))
    changes.show(list_changes(meeting.figures(), [now], figures.selection.year)[:_SHOWN])


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
    number_ = meetings.freeze(engine, held_on, frozen_status(figures), figures.selection.months, held, by)
    st.success(f"Совещание № {number_} зафиксировано: показатели и решения сохранены, какими они были сегодня.")


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
