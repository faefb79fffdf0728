"""«Паспорт»: the document by sections with the audit, the audit as a list, editions, final report, a new project."""

from __future__ import annotations

import streamlit as st

from uspekh.access.person import Action
from uspekh.passport.printed import PrintedTable, list_sections
from uspekh.passport.sections import TITLES
from uspekh.russian.text import plain
from uspekh.ui.sections.passport import audit_list, editions, findings, printed_section
from uspekh.ui.sections.passport.review import starting
from uspekh.ui.session import access, door, projects, state, turning
from uspekh.ui.show import table
from uspekh.ui.show.table import Cell

KEY, SEARCH = "раздел", "поиск"
AUDIT, EDITIONS, REPORT, SHARING, NEW = "Проверка", "Редакции", "Итоговый отчёт", "Свод", "Новый проект"


@st.cache_resource(show_spinner=False)
def sections(project: str) -> dict[str, list[PrintedTable]]:
    """The document of a project; it does not change while the server runs."""
    return list_sections(state.project().plan)


def choose(parts: dict[str, str]) -> str:
    """Draws the list of sections and parts with how many findings each has; returns the chosen one.

    ``parts``: the words of each by its name in the address.
    """
    wanted = st.query_params.get(KEY, "")
    chosen = wanted if wanted in parts else next(iter(parts))
    if wanted and wanted != chosen:
        st.warning(f"В ссылке указан неизвестный раздел: {plain(wanted)}. Показан первый.")
    counts = findings.count_by_section(findings.of_plan()) if access.may_see_all() else {}
    rows = [[Cell(words, action=name), Cell(str(counts.get(name, "")), number=True)] for name, words in parts.items()]
    table.show(
        ["Раздел", "Замечаний" if counts else ""],
        rows,
        key="разделы",
        name="Разделы паспорта",
        on_press=turn_to,
        current=chosen,
    )
    return chosen


def turn_to(name: str) -> None:
    """Shows another section, instead of what was searched for."""
    st.session_state[SEARCH] = ""
    turning.turn(**{KEY: name})


def show_passport() -> None:
    """The sections and parts to the left, the chosen one beside them."""
    plan, printed = state.project().plan, sections(state.code())
    parts = {name: TITLES.get(name, name) for name in printed}
    if access.may_see_all():
        parts |= {AUDIT: AUDIT, EDITIONS: EDITIONS, REPORT: REPORT}
    if access.may(Action.EDIT_PASSPORT):
        parts |= {SHARING: SHARING} if projects.is_sharing() else {}
        parts[NEW] = NEW
    left, right = st.columns([2, 9], gap="medium")
    with left, st.container(key="contents"):
        query = st.text_input(
            "Поиск по паспорту", key=SEARCH, bind="query-params", type="search", placeholder="Поиск по паспорту",
            label_visibility="collapsed",
        )  # fmt: skip
        name = choose(parts)
    with right:
        if query:
            printed_section.show_matches(plan, query)
        elif name == AUDIT:
            audit_list.show()
        elif name == EDITIONS:
            editions.show()
        elif name == REPORT:
            show_report()
        elif name == SHARING:
            show_sharing()
        elif name == NEW:
            starting.show()
        else:
            printed_section.show(plan, name, printed[name])


def show_sharing() -> None:
    """Shared codes and the package for a region; only this part needs what writes packages."""
    from uspekh.ui.sections.passport import sharing

    sharing.show()


def show_report() -> None:
    """The final report; only this part needs the writers of documents, which are slow to import."""
    from uspekh.ui.sections.passport import final_report

    st.markdown("#### Итоговый отчёт проекта")
    st.caption(
        "Показатели и результаты, деньги и план за весь срок; что достигнуто и чего нельзя утверждать без данных."
    )
    final_report.show("паспорт")
    final_report.show_conclusions()


door.selection()
with turning.following():
    draft = starting.chosen_draft() if access.may(Action.EDIT_PASSPORT) else None
    if draft is None:
        show_passport()
    else:
        # Only a review needs all that reads and checks a passport.
        from uspekh.ui.sections.passport.review import steps

        steps.show(draft)
