"""A section of a draft: what was read of it, what is open with the words of the document, its tables to be edited."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from textwrap import shorten

import streamlit as st

from uspekh.access.person import Person
from uspekh.importing.draft import Remark
from uspekh.importing.review.columns import COLLECTING, LINKS, SECTION_TABLES, TABLE_TITLES
from uspekh.importing.review.placing import TABLES, enter_row
from uspekh.importing.review.sections import (
    SectionReview,
    home_of,
    say_damage,
    say_unread,
    section_of,
    table_of_damage,
)
from uspekh.russian.format import moment, plural
from uspekh.russian.text import plain
from uspekh.store.plans.drafts import confirm_section
from uspekh.ui.sections.passport.review import applicability, collecting_tools, editor
from uspekh.ui.sections.passport.review.current import Review
from uspekh.ui.session import state, turning
from uspekh.ui.show import table
from uspekh.ui.show.table import Cell

STEP = "шаг"
"""The step that is shown, in the address."""
_FOLD, _LONGEST = 6, 120
PROPOSED = (LINKS, COLLECTING)
"""Sections that are worked out where the document does not have them."""


def show(review: Review, section: str, by: Person | None) -> None:
    """The counts, who confirmed it, what is open, and the tables one at a time."""
    of_section = review.sections[section]
    names = SECTION_TABLES[section]
    with st.container(horizontal=True, vertical_alignment="center"):
        st.markdown(_say_counts(of_section, bool(review.content.entry.document)))
        st.space("stretch")
        _confirm(review, section, by)
    if proposed := [remark.text for remark in review.remarks.to_confirm if remark.section == section]:
        st.caption(plain(" ".join(proposed)))
    if notes := [remark.text for remark in review.remarks.notes if home_of(remark.section) == section]:
        st.caption(f"Делать ничего не надо: {plain('; '.join(notes))}.")
    if review.damage and table_of_damage(review.damage) in names:
        st.warning(f"Дополните, чтобы таблицы загрузились. {plain(say_damage(review.damage))}")
    _list_open(of_section)
    if of_section.unread:
        _enter_unread(review, of_section, by)
    if section == COLLECTING:
        collecting_tools.show(review, by)
    chosen = names[0]
    if len(names) > 1:
        chosen = st.segmented_control(
            "Таблица", names, default=names[0], required=True, format_func=TABLE_TITLES.__getitem__,
            key=f"таблица-{section}", label_visibility="collapsed",
        )  # fmt: skip
    if chosen == applicability.TABLE:
        applicability.show(review, by)
    else:
        editor.show(review, of_section, chosen, by)


def _enter_unread(review: Review, of_section: SectionReview, by: Person | None) -> None:
    """A row that was not read goes into a table as it stands, to be completed there."""
    section, unread = of_section.section, of_section.unread
    usual = next((name for name in SECTION_TABLES[section] if name in TABLES), TABLES[0])
    with st.container(horizontal=True, vertical_alignment="bottom"):
        chosen = st.selectbox(
            "Внести строку документа", range(len(unread)), key=f"строка-{section}-{len(unread)}",
            format_func=lambda at: shorten(f"{unread[at].where}: {unread[at].text}", _LONGEST, placeholder=" …"),
        )  # fmt: skip
        table = st.selectbox(
            "В таблицу", TABLES, TABLES.index(usual), format_func=TABLE_TITLES.__getitem__, key=f"куда-{section}",
            width=280,
        )  # fmt: skip
        st.button(
            "Внести", key=f"внести-{section}", on_click=_enter, args=(review, unread[chosen], table, by),
            disabled=by is None,
        )  # fmt: skip


def _enter(review: Review, remark: Remark, table: str, by: Person | None) -> None:
    """Enters the row and shows the table in which it stands now."""
    if by is None:
        return
    editor.save(review.number, enter_row(review.tables, review.changes, remark, table), by)
    section = section_of(table)
    st.session_state[f"таблица-{section}"] = table
    turning.turn(**{STEP: section})


def _say_counts(of_section: SectionReview, has_document: bool) -> str:
    """«Прочитано 136 из 140 строк документа. Не прочитано — 4, сомнительно — 2, суммы не сходятся — 1.»"""
    counts = {
        "не прочитано": of_section.unread,
        "сомнительно": of_section.doubts,
        "не сходится": of_section.sums,
        "не читается в таблицах": of_section.faults,
    }
    words = ", ".join(f"{title} — {len(remarks)}" for title, remarks in counts.items() if remarks)
    rows = f"{of_section.rows} {plural(of_section.rows, 'строки', 'строк', 'строк')}"
    missing = "В документе раздела нет." if has_document else "Внесите строки; раздела в паспорте нет — подтвердите."
    nothing = "Предложено программой." if of_section.section in PROPOSED and has_document else missing
    read = f"Прочитано {of_section.read} из {rows} документа." if of_section.rows else nothing
    return f"{read} {f'Проверьте: {words}.' if words else 'Вопросов нет.'}"


def _list_open(of_section: SectionReview) -> None:
    remarks = [
        *((each.where, each.text, say_unread(each)) for each in of_section.unread),
        *((each.where, each.row, each.text) for each in of_section.doubts),
        *((each.where, "", each.text) for each in of_section.sums),
        *(
            (f"{fault.title}, строка {fault.number or 'без номера'}", fault.text, fault.reason)
            for fault in of_section.faults
        ),
    ]
    if remarks:
        quoted = any(row for _, row, _ in remarks)
        rows = [[Cell(where), *([Cell(row)] if quoted else []), Cell(text)] for where, row, text in remarks]
        headings = ["Где", *(["Строка документа"] if quoted else []), "Что проверить"]
        widths = (18, 47, 35) if quoted else (40, 60)
        table.show(headings, rows, key="вопросы", name="Что проверить", fold=_FOLD, widths=widths, dense=True)


def _confirm(review: Review, section: str, by: Person | None) -> None:
    confirmation = review.content.confirmed.get(section)
    if confirmation:
        st.caption(f"Проверил: {plain(confirmation.by)}, {moment(confirmation.at)}")
    label = "Вернуть на проверку" if confirmation else "Раздел проверен"
    answer = partial(confirm, review.number, [section], by, confirmed=confirmation is None)
    st.button(
        label,
        # Of this section: a press while the next one is being drawn must not confirm that one.
        key=f"проверен-{section}-{confirmation is None}",
        on_click=answer,
        disabled=by is None,
        type="secondary" if confirmation else "primary",
        help=None if by else "Впишите, кто вносит паспорт.",
    )


def confirm(number: int, sections: Sequence[str], by: Person | None, *, confirmed: bool = True) -> None:
    """Keeps at a press that a person looked sections through, or takes it back."""
    if by is not None:
        with editor.saying_refusals():
            for section in sections:
                confirm_section(state.project().engine, number, section, by, confirmed=confirmed)
