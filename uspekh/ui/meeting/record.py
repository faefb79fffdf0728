"""«Протокол»: one action freezes the meeting and makes its document and slides; earlier meetings are read here."""

from __future__ import annotations

import io
import json
import zipfile
from dataclasses import dataclass

import streamlit as st

from uspekh import settings
from uspekh.access.person import Action
from uspekh.monitoring.difference import frozen_status, is_of_older_rules
from uspekh.monitoring.figures import Figures
from uspekh.monitoring.forecast import compare_forecasts
from uspekh.monitoring.selection import Selection
from uspekh.report.write import DOCX, PPTX, XLSX, file_name, write_report
from uspekh.russian.format import day
from uspekh.russian.periods import period_name
from uspekh.russian.text import plain, saved_name
from uspekh.store.decided import decisions, meetings
from uspekh.store.log.actions import revision
from uspekh.ui.meeting import changes, lists
from uspekh.ui.meeting.content import Content
from uspekh.ui.session import access
from uspekh.ui.session.state import Stamp, code, project, shown, stamp, today
from uspekh.ui.show.tables import XLSX as XLSX_MIME

_OFFICE = "application/vnd.openxmlformats-officedocument."
FORMS = {
    DOCX: ("Документ", f"{_OFFICE}wordprocessingml.document"),
    PPTX: ("Слайды", f"{_OFFICE}presentationml.presentation"),
    XLSX: ("Книга с числами", XLSX_MIME),
}
MADE = "протокол-документы"


@dataclass(frozen=True)
class Documents:
    """What was made of one state of the store (``stamp``) and one selection; ``meeting``: its number if frozen."""

    stamp: Stamp
    selection: Selection
    files: dict[str, bytes]
    meeting: int | None


def show(content: Content) -> None:
    """The action, the files that it made, and the earlier meetings."""
    lists.heading("Протокол совещания")
    figures = content.figures
    made = st.session_state.get(MADE)
    if isinstance(made, Documents) and (made.stamp, made.selection) == (stamp(), figures.selection):
        _offer(figures, made)
    elif shown().demonstration or not access.may(Action.EXPLAIN):
        if shown().demonstration:
            st.markdown("Совещание фиксируется по настоящим данным: сначала загрузите отчёты.")
        if st.button("Подготовить документ и слайды", type="primary"):
            _keep(figures, None)
    else:
        _freeze(figures)
    if not shown().demonstration:
        _show_earlier(figures)


def _freeze(figures: Figures) -> None:
    with st.form("зафиксировать", border=False):
        held_on = st.date_input("Дата совещания", value=today(), format="DD.MM.YYYY", width=220)
        by = access.acting("Кто фиксирует")
        if not st.form_submit_button("Зафиксировать и подготовить документ и слайды", type="primary"):
            return
    if not by:
        st.error("Укажите, кто фиксирует.")
        return
    engine = project().engine
    held = decisions.in_force(engine, by)
    _keep(figures, meetings.freeze(engine, held_on, frozen_status(figures), figures.selection.months, held, by))


def _keep(figures: Figures, meeting: int | None) -> None:
    """Makes the files and keeps them in the session until the store changes."""
    files = {form: _make(figures, form) for form in (DOCX, PPTX)}
    st.session_state[MADE] = Documents((code(), revision(project().engine)), figures.selection, files, meeting)
    st.rerun()


def _make(figures: Figures, form: str) -> bytes:
    access.demand(Action.LOOK)
    with st.spinner(f"Готовится: {FORMS[form][0].lower()}"):
        return write_report(
            form,
            figures,
            settings.data_folder() / "report",
            decisions=decisions.in_force(project().engine, access.person()),
            lowered=project().lowered_plans(),
            demonstration=shown().demonstration,
            starter=shown().starter,
        )


def _offer(figures: Figures, made: Documents) -> None:
    """The files to be saved: both in one, and each alone."""
    if made.meeting is None:
        st.markdown("Документ и слайды готовы.")
    else:
        st.markdown(
            f"Совещание № {made.meeting} зафиксировано: показатели и решения сохранены, какими они были сегодня."
        )
    names = {form: saved_name(file_name(project().plan, figures.selection, form)) for form in made.files}
    with st.container(horizontal=True):
        st.download_button(
            "Скачать документ и слайды",
            _zipped({names[form]: file for form, file in made.files.items()}),
            saved_name(file_name(project().plan, figures.selection, "zip")),
            "application/zip",
            icon=":material/download:",
            type="primary",
            on_click="ignore",
        )
        for form, file in made.files.items():
            label, mime = FORMS[form]
            st.download_button(label, file, names[form], mime, key=f"скачать-{form}", on_click="ignore")
        if st.button(FORMS[XLSX][0], key="сделать-книгу"):
            files = made.files | {XLSX: _make(figures, XLSX)}
            st.session_state[MADE] = Documents(made.stamp, made.selection, files, made.meeting)
            st.rerun()


def _zipped(files: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as archive:
        for name, file in files.items():
            archive.writestr(name, file)
    return out.getvalue()


def _show_earlier(figures: Figures) -> None:
    """Meetings that were frozen: each as it was, how its forecasts came true, and what has changed since."""
    held = meetings.held(project().engine, access.person())
    if held.empty:
        st.markdown("Зафиксированных совещаний ещё нет.")
        return
    names = {
        row.id: f"№ {row.id} от {day(row.held_on)}, {row.year} год, {period_name(row.months)}"
        for row in held.itertuples()
    }
    with st.expander(f"Прежние совещания: {len(names)}"):
        chosen = st.selectbox(
            "Зафиксированные совещания", list(names), format_func=names.__getitem__, key="совещание-номер"
        )
        meeting = meetings.meeting(project().engine, chosen, access.person())
        older = " по прежним правилам" if is_of_older_rules(meeting.figures()) else ""
        count = len(json.loads(meeting.decisions))
        st.markdown(f"Зафиксировал {plain(meeting.by)}{older}. Решений на тот день: {count}.")
        st.download_button(
            "Показатели, как они были: файл для программ",
            meeting.status,
            f"Совещание {meeting.id}.json",
            "application/json",
            on_click="ignore",
        )
        record = compare_forecasts(meetings.list_frozen(project().engine, access.person()), figures)
        if record.compared:
            st.markdown(f"Прогнозы прежних совещаний: из {record.compared} попали {record.held}.")
        changes.section(figures, names)
