"""«Сегодня»: where the project stands, what is short and who answers, what is overdue and what was decided."""

from __future__ import annotations

import streamlit as st

from uspekh.report.content.summary import say_none
from uspekh.ui.meeting import address, headline, lists, off_plan
from uspekh.ui.meeting.content import Content, content_of
from uspekh.ui.sections.passport import final_report
from uspekh.ui.session import door

ROWS = 5


def answer(content: Content) -> None:
    """The sentence, with the ways to a shared screen beside it, and the tiles."""
    words, ways = st.columns([4, 1], vertical_alignment="center")
    with words:
        headline.show_sentence(content.headline)
    with ways.container(horizontal=True, horizontal_alignment="right", gap="small"):
        if st.button("Показ", type="primary"):
            address.open_show()
        if st.button("Протокол"):
            address.open_show(address.RECORD)
    headline.show_tiles(content.figures, content.indicators, key="сегодня-плитки", height=150, lead=True)


def short(content: Content) -> None:
    """Everything that is not on plan."""
    rows = content.off_plan
    lists.heading(f"Не по плану: {len(rows)}" if rows else say_none(content.figures))
    if rows:
        off_plan.show(content.figures, rows, key="сегодня-не-по-плану", fold=ROWS)


def lists_of(content: Content) -> None:
    """What is overdue and near, what was decided; after the project's end what its final report lacks."""
    left, right = st.columns(2, gap="medium")
    with left:
        lists.show_items(content.items, over=content.over, key="сегодня-сроки")
        st.page_link("pages/plan.py", label="Все пункты — на странице «План»")
        if content.since is not None:
            lists.show_changes(content.since, key="сегодня-изменилось", count=ROWS)
    with right:
        if content.over:
            lists.show_final_gaps(content.gaps, key="сегодня-отчёт")
            final_report.show("сегодня")
        lists.show_assignments(content.assignments, key="сегодня-поручения")


content = content_of(door.selection())
answer(content)
short(content)
lists_of(content)
