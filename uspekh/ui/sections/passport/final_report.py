"""«Итоговый отчёт»: the final report of the project as a document, a PDF and a workbook, made at a press."""

from __future__ import annotations

import streamlit as st

from uspekh import settings
from uspekh.access.person import Action
from uspekh.monitoring.selection import Selection
from uspekh.report.content.final.outcome import outcomes
from uspekh.report.content.final.sections import say_outcomes, say_years
from uspekh.report.content.final.whole_project import last_change, select_whole_project
from uspekh.report.write import DOCX, PDF, XLSX, final_file_name, write_final
from uspekh.russian.text import plain, saved_name
from uspekh.store.decided import decisions
from uspekh.store.uploads.journal import journal
from uspekh.ui.session import access, state
from uspekh.ui.session.figures import BY_SELECTION, figures_of
from uspekh.ui.show.tables import XLSX as XLSX_MIME
from uspekh.words import SUBJECTS

_DOCX_MIME = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
FORMS = {
    PDF: ("PDF для подписи и архива", "application/pdf"),
    DOCX: ("Документ", _DOCX_MIME),
    XLSX: ("Книга с числами", XLSX_MIME),
}


def show(key: str) -> None:
    """A button for each form, and the file to save once it is made.

    Nothing for whoever may not see the whole project. ``key`` tells apart the pages that show it.
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


def show_conclusions() -> None:
    """What was reached and what was not. Nothing for whoever may not see the whole project."""
    if access.may_see_all():
        for sentence in _conclusions(state.stamp(), _selection()):
            st.markdown(plain(sentence))


def _make(form: str) -> bytes:
    access.demand(Action.LOOK)
    project, shown = state.project(), state.shown()
    return write_final(
        form,
        figures_of(_selection()),
        settings.data_folder() / "report",
        uploads=journal(project.engine, access.person()),
        decisions=decisions.in_force(project.engine, access.person()),
        lowered=project.lowered_plans(),
        demonstration=shown.demonstration,
        starter=shown.starter,
    )


def _selection() -> Selection:
    project, person = state.project(), access.person()
    changed_on = last_change(journal(project.engine, person), decisions.in_force(project.engine, person))
    return select_whole_project(project.plan, project.rules, state.today(), changed_on)


@st.cache_resource(show_spinner=False, max_entries=4, hash_funcs=BY_SELECTION)
def _conclusions(stamp: state.Stamp, selection: Selection) -> list[str]:
    """The first sentences of the report, and what is done with it."""
    figures = figures_of(selection)
    reached = outcomes(figures)
    sentences = [words for kind in SUBJECTS for words in say_outcomes([one for one in reached if one.kind == kind])]
    years = say_years(figures.plan.years)
    return [*sentences, f"В отчёт за {years} фамилии и даты вписывают перед подписью."]
