"""«Итоговый отчёт»: the final report of the project as a document, a PDF and a workbook, made at a press."""

from __future__ import annotations

import streamlit as st

from uspekh import settings
from uspekh.access.person import Action
from uspekh.report.content.final.whole_project import last_change, select_whole_project
from uspekh.report.write import DOCX, PDF, XLSX, final_file_name, write_final
from uspekh.russian.text import saved_name
from uspekh.store.decided import decisions
from uspekh.store.uploads.journal import journal
from uspekh.ui.session import access, state
from uspekh.ui.session.figures import figures_of
from uspekh.ui.show.tables import XLSX as XLSX_MIME

_DOCX_MIME = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
FORMS = {
    PDF: ("PDF для подписи и архива", "application/pdf"),
    DOCX: ("Документ", _DOCX_MIME),
    XLSX: ("Книга с числами", XLSX_MIME),
}


def show(key: str) -> None:
    """A button for each form, and the file to save once it is made; nothing for whoever may not see the whole project.

    ``key`` tells apart the pages that show it.
    """
    if not access.may_see_all():
        return
    kept_as = f"{key}-итоговый"
    with st.container(horizontal=True):
        for form, (label, _) in FORMS.items():
            if st.button(label, key=f"{kept_as}-{form}", icon=":material/description:"):
                with st.spinner(f"Готовится итоговый отчёт: {label}"):
                    st.session_state[kept_as] = (state.stamp(), form, _make(form))
    stamp, form, content = st.session_state.get(kept_as, (None, "", b""))
    if stamp == state.stamp():
        name = saved_name(final_file_name(state.project().plan, form))
        st.download_button(f"Скачать: {name}", content, name, FORMS[form][1], type="primary", on_click="ignore")


def _make(form: str) -> bytes:
    access.demand(Action.LOOK)
    project, person, shown = state.project(), access.person(), state.shown()
    uploads, decided = journal(project.engine, person), decisions.in_force(project.engine, person)
    selection = select_whole_project(project.plan, project.rules, state.today(), last_change(uploads, decided))
    return write_final(
        form,
        figures_of(selection),
        settings.data_folder() / "report",
        uploads=uploads,
        decisions=decided,
        lowered=project.lowered_plans(),
        demonstration=shown.demonstration,
        starter=shown.starter,
    )
