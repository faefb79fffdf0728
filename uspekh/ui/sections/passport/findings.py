"""Findings of the audit on «Паспорт»: what, where, why it matters, what to do, the letter and «принято как есть»."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import partial

import pandas as pd
import streamlit as st

from uspekh import settings
from uspekh.access.person import Action
from uspekh.audit import RULES, SEVERITIES, Finding, Question, Severity, find_contradictions, list_questions
from uspekh.letter.amendments import say_places
from uspekh.passport.sections import chapter
from uspekh.russian.format import moment, plural
from uspekh.russian.text import fold, plain
from uspekh.store.decided import accepted_findings
from uspekh.ui.session import access
from uspekh.ui.session.state import code, project
from uspekh.ui.show import table
from uspekh.ui.show.clickable import button, escaped
from uspekh.ui.show.table import Cell
from uspekh.ui.show.tables import XLSX
from uspekh.ui.show.words import officials
from uspekh.words import SEVERITY_SIGNS

CHOSEN = "в письмо"
OPEN, CHOOSE = "открыть", "выбрать"
"""What the buttons of a finding do, before its key."""
ACCEPTED = "принято"
_DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_TITLES = {rule.name: rule.title for rule in RULES}
_LOOKS: dict[Severity, str] = {"breaks": "bad", "local": "warning", "trifle": "none"}
_HEADINGS = ("Письмо", "Важность", "Место", "Что не так", "Что предлагается")
_WIDTHS = (8, 14, 16, 34, 28)
_FOLD = 10
"""Findings of some lines each that fit two screens with what stands around them."""
RowReference = tuple[str, str]


def of_plan() -> list[Finding]:
    """The findings of the project's passport, in the order of the document."""
    return _of_plan(code())


@st.cache_resource(show_spinner="Паспорт проверяется…")
def _of_plan(code: str) -> list[Finding]:
    return find_contradictions(project().plan)


def by_row() -> dict[RowReference, list[Finding]]:
    """The same by section and row of each place that they cite."""
    return _by_row(code())


@st.cache_resource(show_spinner=False)
def _by_row(code: str) -> dict[RowReference, list[Finding]]:
    rows: dict[RowReference, list[Finding]] = {}
    for finding in of_plan():
        for row in dict.fromkeys(row_of(reference.section, reference.row) for reference in finding.citations):
            rows.setdefault(row, []).append(finding)
    return rows


def questions() -> list[Question]:
    """What a person has to judge in the project's passport."""
    return _questions(code())


@st.cache_resource(show_spinner=False)
def _questions(code: str) -> list[Question]:
    return list_questions(project().plan)


def row_of(section: str, row: str) -> RowReference:
    """A place of the document, however its row is punctuated."""
    return section, row.rstrip(".")


def accepted() -> pd.DataFrame:
    """What was accepted as it is: ``reason, by, at`` by the key of the finding."""
    return accepted_findings.list_accepted(project().engine, access.person()).set_index("key")


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


def count_by_section(findings: Iterable[Finding]) -> dict[str, int]:
    """How many findings cite a place of each section."""
    counts: dict[str, int] = {}
    for finding in findings:
        for section in dict.fromkeys(chapter(reference.section) for reference in finding.citations):
            counts[section] = counts.get(section, 0) + 1
    return counts


def severities(findings: Iterable[Finding]) -> dict[str, int]:
    """How many findings there are of each severity, in words, the gravest first."""
    listed = list(findings)
    return {title: sum(f.severity == severity for f in listed) for severity, title in SEVERITIES.items()}


def chosen_keys() -> set[str]:
    """The findings that this person has put into the letter; the set itself, to be changed."""
    keys: set[str] = st.session_state.setdefault(CHOSEN, set())
    return keys


def sign(severity: Severity) -> str:
    """HTML of the sign of a severity."""
    shape = SEVERITY_SIGNS[severity]
    return f'<span class="sign {_LOOKS[severity]}" title="{escaped(SEVERITIES[severity])}">{shape}</span>'


def notes(findings: Sequence[Finding]) -> str:
    """HTML of findings at a place of the document, each a button that opens it."""
    buttons = [sign(finding.severity) + button(finding.what, f"{OPEN} {finding.key}") for finding in findings]
    return "".join(f'<div style="display:flex;gap:4px;margin-top:4px">{each}</div>' for each in buttons)


def show(listed: Sequence[Finding], of: pd.DataFrame, *, key: str) -> None:
    """The findings in a table with the choice for the letter; ``of``: what was accepted (``accepted``)."""
    keys = chosen_keys()
    rows = [_row(finding, chosen=finding.key in keys, accepted=finding.key in of.index) for finding in listed]
    table.show(_HEADINGS, rows, key=key, name="Замечания к паспорту", on_click=answer, widths=_WIDTHS, fold=_FOLD)


def _row(finding: Finding, *, chosen: bool, accepted: bool) -> list[Cell]:
    severity = ACCEPTED if accepted else SEVERITIES[finding.severity]
    return [
        Cell("✓ в письме" if chosen else "в письмо", action=f"{CHOOSE} {finding.key}"),
        Cell(severity, html="") if accepted else Cell("", html=f"{sign(finding.severity)}{escaped(severity)}"),
        Cell(say_places(finding.citations)),
        Cell(finding.what, action=f"{OPEN} {finding.key}"),
        Cell(finding.proposal or finding.advice),
    ]


def answer(action: str) -> None:
    """Opens a finding, or puts it into the letter or out of it."""
    kind, _, key = action.partition(" ")
    if kind == CHOOSE:
        chosen_keys().symmetric_difference_update({key})
        st.rerun()
    _open(next(finding for finding in of_plan() if finding.key == key))


@st.dialog("Замечание к паспорту", width="large")
def _open(finding: Finding) -> None:
    """A finding with its places and words, and the form that accepts it as it is or takes that back."""
    of = accepted()
    acceptance = of.loc[finding.key] if finding.key in of.index else None
    st.markdown(f"**{plain(finding.what)}**")
    for reference in dict.fromkeys(finding.citations):
        quote = f": «{plain(reference.quote)}»" if reference.quote else ""
        st.markdown(f"- {plain(reference)}{quote}")
    proposal = f"  \nПредлагается: {plain(finding.proposal)}" if finding.proposal else ""
    severity = SEVERITIES[finding.severity]
    st.caption(f"{severity}.  \nПочему важно: {plain(finding.why)}  \nЧто сделать: {plain(finding.advice)}{proposal}")
    if acceptance is not None:
        st.caption(f"Принято: {plain(acceptance['reason'])} ({plain(acceptance['by'])}, {moment(acceptance['at'])})")
    if access.may(Action.ACCEPT_FINDING):
        _decide(finding, accepted=acceptance is None)


def _decide(finding: Finding, *, accepted: bool) -> None:
    label = "Принять как есть" if accepted else "Снять отметку"
    reason = st.text_input("Причина", key=f"отметка-причина-{finding.key}", placeholder=f"{label}: почему")
    by = access.acting("Кто отмечает", "отметка-кто")
    named = officials.typed(reason, f"отметка-{finding.key}")
    stopped = not reason.strip() or by is None or named is None
    if stopped:
        st.caption("Нужны причина и кто отмечает.")
    if not st.button(label, type="primary", disabled=stopped, key=f"отметка-{finding.key}") or by is None:
        return
    accepted_findings.decide_finding(
        project().engine, finding.key, reason.strip(), by, accepted=accepted, officials=bool(named)
    )
    st.rerun()


def downloads(findings: list[Finding], reasons: Mapping[str, str]) -> None:
    """The letter about the chosen findings (about all open ones where none is chosen), and the list as a workbook.

    ``reasons``: why findings were accepted, by key.
    """
    open_ = [finding for finding in findings if finding.key not in reasons]
    keys = chosen_keys()
    listed = [finding for finding in findings if finding.key in keys] or open_
    count = f"{len(listed)} {plural(len(listed), 'замечание', 'замечания', 'замечаний')}"
    # A file is made at the press, outside of the session: nothing is asked of it then.
    plan, asked_of_people = project().plan, questions()

    def letter() -> bytes:
        from uspekh.letter.document import write_letter

        return write_letter(plan, listed, settings.data_folder() / "report")

    def workbook() -> bytes:
        from uspekh.letter.workbook import write_list

        return write_list(findings, asked_of_people, reasons, f"Замечания к паспорту проекта «{plan.title}»")

    st.download_button(
        f"Письмо Word: {count}",
        letter,
        "Изменения в паспорт.docx",
        _DOCX,
        icon=":material/mail:",
        on_click="ignore",
        disabled=not listed,
        help="Отмеченные «в письмо», а если ничего не отмечено — все непринятые.",
    )
    st.download_button(
        f"Список Excel: {len(findings)}",
        workbook,
        "Замечания к паспорту.xlsx",
        XLSX,
        icon=":material/table:",
        on_click="ignore",
    )
    if keys:
        st.button("Убрать все отметки", on_click=partial(keys.clear))


def checklist(listed: Iterable[Question]) -> None:
    """What the program cannot judge, with the places side by side."""
    with st.expander("Проверьте сами: это решает человек"):
        for question in listed:
            st.markdown(f"**{plain(question.title)}**")
            for reference in question.citations:
                st.markdown(f"- {plain(reference)}: «{plain(reference.quote)}»")
            st.caption(plain(question.why))
