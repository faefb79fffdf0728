"""Findings of the audit on the page: what, where, why it matters, what to do, and the mark «принято»."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import pandas as pd
import streamlit as st

from uspekh import settings
from uspekh.access.person import Action
from uspekh.audit import RULES, SEVERITIES, Finding, Question, find_contradictions, list_questions
from uspekh.letter.amendments import say_places
from uspekh.letter.document import write_letter
from uspekh.letter.workbook import write_list
from uspekh.passport.sections import chapter
from uspekh.russian.format import moment, plural
from uspekh.russian.text import fold, plain
from uspekh.store.decided import accepted_findings
from uspekh.ui.session import access
from uspekh.ui.session.state import project
from uspekh.ui.show import officials
from uspekh.ui.show.tables import XLSX

CHOSEN = "в письмо"
_DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_TITLES = {rule.name: rule.title for rule in RULES}
_ICONS = {
    "breaks": ":red[:material/error:]",
    "local": ":orange[:material/warning:]",
    "trifle": ":gray[:material/info:]",
}


@st.cache_resource(show_spinner=False)
def of_plan() -> list[Finding]:
    """The findings of this server's passport, in the order of the document."""
    return find_contradictions(project().plan)


@st.cache_resource(show_spinner=False)
def questions() -> list[Question]:
    """What a person has to judge in this server's passport."""
    return list_questions(project().plan)


def section_of(finding: Finding) -> str:
    """The section that a finding is listed under: that of its first place."""
    return chapter(finding.citations[0].section)


def holds(finding: Finding, query: str) -> bool:
    """Whether a finding has every word of the query, in its rule, sentences, places or quoted words."""
    texts = [
        _TITLES[finding.rule],
        finding.what,
        finding.why,
        finding.advice,
        *(f"{reference} {reference.quote}" for reference in finding.citations),
    ]
    text = fold(" ".join(texts))
    return all(word in text for word in fold(query).split())


def chosen_keys() -> set[str]:
    """The findings that this person has put into the letter; the set itself, to be changed."""
    keys: set[str] = st.session_state.setdefault(CHOSEN, set())
    return keys


def show(finding: Finding, acceptance: pd.Series) -> None:
    """One finding with its places, the choice for the letter and the form that accepts it or takes that back."""
    with st.container(border=True):
        left, right = st.columns([5, 1], vertical_alignment="top")
        left.markdown(f"{_ICONS[finding.severity]} **{plain(finding.what)}**")
        key = f"{CHOSEN}-{finding.key}"
        # A box that was not drawn for a while has no state: what was chosen is kept apart.
        st.session_state.setdefault(key, finding.key in chosen_keys())
        right.checkbox("В письмо", key=key, on_change=_choose, args=(finding.key, key))
        for reference in dict.fromkeys(finding.citations):
            quote = f": «{plain(reference.quote)}»" if reference.quote else ""
            st.markdown(f"- {plain(reference)}{quote}")
        proposal = f"  \nПредлагается: {plain(finding.proposal)}" if finding.proposal else ""
        st.caption(f"Почему важно: {plain(finding.why)}  \nЧто сделать: {plain(finding.advice)}{proposal}")
        if len(acceptance):
            st.caption(
                f"Принято: {plain(acceptance['reason'])} ({plain(acceptance['by'])}, {moment(acceptance['at'])})"
            )
        if not access.may(Action.ACCEPT_FINDING):
            return
        with st.popover("Снять отметку" if len(acceptance) else "Принять как есть"):
            _form(finding, accepted=not len(acceptance))


def downloads(findings: list[Finding], accepted: Mapping[str, str]) -> None:
    """The letter about the chosen findings (about all open ones where none is chosen), and the list as a workbook."""
    open_ = [finding for finding in findings if finding.key not in accepted]
    keys = chosen_keys()
    listed = [finding for finding in findings if finding.key in keys] or open_
    count = f"{len(listed)} {plural(len(listed), 'замечание', 'замечания', 'замечаний')}"
    left, middle, right = st.columns(3)
    left.download_button(
        f"Письмо Word: {count}",
        lambda: write_letter(project().plan, listed, settings.data_folder() / "report"),
        "Изменения в паспорт.docx",
        _DOCX,
        icon=":material/mail:",
        on_click="ignore",
        width="stretch",
        disabled=not listed,
        help="Отмеченные «В письмо», а если ничего не отмечено — все непринятые.",
    )
    middle.download_button(
        f"Список Excel: {len(findings)}",
        lambda: write_list(findings, questions(), accepted, f"Замечания к паспорту проекта «{project().plan.title}»"),
        "Замечания к паспорту.xlsx",
        XLSX,
        icon=":material/table:",
        on_click="ignore",
        width="stretch",
    )
    right.button("Убрать все отметки «В письмо»", disabled=not keys, on_click=_choose_none, width="stretch")


def checklist(listed: Iterable[Question]) -> None:
    """What the program cannot judge, with the places side by side."""
    with st.expander("Проверьте сами: это решает человек"):
        for question in listed:
            st.markdown(f"**{plain(question.title)}**")
            for reference in question.citations:
                st.markdown(f"- {plain(reference)}: «{plain(reference.quote)}»")
            st.caption(plain(question.why))


def notes_at(section: str, row: str = "") -> None:
    """What the audit found at a place of the document, a line each; nothing for whoever does not see the audit."""
    for finding in _at(section, row):
        elsewhere = [p for p in finding.citations if not _is(p.section, p.row, section, row)]
        also = f" — см. также: {plain(say_places(elsewhere))}" if elsewhere else ""
        st.caption(f"{_ICONS[finding.severity]} {plain(finding.what)}{also}")


def titles_at(section: str, row: str) -> str:
    """Names of the rules that found something at a place."""
    return "; ".join(dict.fromkeys(_TITLES[finding.rule] for finding in _at(section, row)))


def _at(section: str, row: str) -> list[Finding]:
    if not access.may(Action.LOOK):
        return []
    return [
        f for f in of_plan() if any(_is(reference.section, reference.row, section, row) for reference in f.citations)
    ]


def _is(section: str, row: str, wanted: str, wanted_row: str) -> bool:
    return section == wanted and row.rstrip(".") == wanted_row.rstrip(".")


def _choose(finding: str, widget: str) -> None:
    keys = chosen_keys()
    (keys.add if st.session_state[widget] else keys.discard)(finding)


def _choose_none() -> None:
    for key in chosen_keys():
        st.session_state[f"{CHOSEN}-{key}"] = False
    st.session_state[CHOSEN] = set()


def _form(finding: Finding, *, accepted: bool) -> None:
    with st.form(f"отметка-{finding.key}"):
        reason = st.text_area("Причина")
        by = access.acting("Кто отмечает")
        named = officials.in_form(finding.key)
        if not st.form_submit_button("Сохранить", type="primary"):
            return
    if not (reason.strip() and by):
        st.error("Укажите причину и кто отмечает.")
        return
    if officials.stops_form([reason], finding.key, officials=named):
        return
    accepted_findings.decide_finding(
        project().engine, finding.key, reason.strip(), by, accepted=accepted, officials=named
    )
    st.rerun()


def severities(findings: Iterable[Finding]) -> dict[str, int]:
    """How many findings there are of each severity, in words, the gravest first."""
    listed = list(findings)
    return {title: sum(f.severity == severity for f in listed) for severity, title in SEVERITIES.items()}
