"""The meeting's report made on the page, with progress, and downloaded."""

from __future__ import annotations

import streamlit as st

from uspekh import settings
from uspekh.access.person import Action
from uspekh.monitoring.figures import Figures
from uspekh.report.write import DOCX, PPTX, XLSX, file_name, write_report
from uspekh.russian.text import plain, saved_name
from uspekh.store.decided import decisions
from uspekh.ui.session import access, state
from uspekh.ui.session.state import project, shown
from uspekh.ui.show.tables import XLSX as XLSX_MIME

_OFFICE = "application/vnd.openxmlformats-officedocument."
FORMS = {
    DOCX: ("Документ Word", f"{_OFFICE}wordprocessingml.document"),
    PPTX: ("Слайды PowerPoint", f"{_OFFICE}presentationml.presentation"),
    XLSX: ("Книга Excel", XLSX_MIME),
}


def downloads(figures: Figures) -> None:
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
