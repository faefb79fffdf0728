"""The steps of a review: sections one at a time, the audit, the project; each says what is still open."""

from __future__ import annotations

import streamlit as st

from uspekh.importing.draft import SECTION_TITLES
from uspekh.importing.review.sections import section_of, table_of_damage
from uspekh.russian.text import plain
from uspekh.store.plans.drafts import DraftClosed
from uspekh.ui.sections.passport.review import current, editor, finishing, one_section
from uspekh.ui.sections.passport.review.current import Review
from uspekh.ui.sections.passport.review.one_section import STEP
from uspekh.ui.sections.passport.review.starting import KEY
from uspekh.ui.session import access, turning
from uspekh.ui.show import table
from uspekh.ui.show.table import Cell

AUDIT, CREATE = "audit", "create"
TITLES = {
    **SECTION_TITLES, "links": "Связи результатов", "collecting": "Что собираем с организаций",
    AUDIT: "Проверка паспорта", CREATE: "Создание проекта",
}  # fmt: skip
_SHORT = {
    "head": "Основное", "plan": "План", "annex2": "Прил. 2", "financing": "Деньги материалов",
    "links": "Связи", "collecting": "Сбор", AUDIT: "Проверка", CREATE: "Создание",
}  # fmt: skip


def show(number: int) -> None:
    """The steps to the left, the chosen one beside them; an address of no open draft leads back to the list."""
    try:
        review = current.read(number)
    except DraftClosed as error:
        st.warning(str(error))
        st.button("К списку", on_click=_leave)
        return
    if review.content.entry.project:
        finishing.show_created(review)
        st.button("К списку", on_click=_leave)
        return
    left, right = st.columns([2, 9], gap="medium")
    with left:
        st.button("← К списку", on_click=_leave, type="tertiary")
        step = _choose(review)
        by = access.acting("Кто вносит паспорт", "паспорт-кто")
    with right:
        st.markdown(f"#### {plain(review.content.entry.document or 'Пустой паспорт')}: {TITLES[step].lower()}")
        editor.say_refusal()
        if step == AUDIT:
            finishing.show_audit(review)
        elif step == CREATE:
            finishing.show_creation(review, by)
        else:
            one_section.show(review, step, by)


def _leave() -> None:
    turning.turn(**{KEY: None, STEP: None})


def _choose(review: Review) -> str:
    """Draws the steps; the first that is not confirmed is shown unless the address names one."""
    steps = [*review.sections, AUDIT, CREATE]
    first = next((step for step in steps if step not in review.content.confirmed), CREATE)
    wanted = st.query_params.get(STEP, "")
    chosen = wanted if wanted in steps else first
    damaged = section_of(table_of_damage(review.damage)) if review.damage else ""
    rows = [[Cell(_SHORT.get(step, TITLES[step]), action=step), _state(review, step, damaged)] for step in steps]
    table.show(
        ["Шаг", "Проверить"],
        rows,
        key="шаги",
        name="Шаги",
        on_press=_turn_to,
        current=chosen,
        widths=(62, 38),
        dense=True,
    )
    return chosen


def _state(review: Review, step: str, damaged: str) -> Cell:
    """How many things are open, or that somebody has looked the section through."""
    if step not in review.sections:
        return Cell("")
    count = review.sections[step].open + (step == damaged)
    if count:
        return Cell(str(count), state="returned")
    return Cell("да", state="accepted") if step in review.content.confirmed else Cell("")


def _turn_to(step: str) -> None:
    turning.turn(**{STEP: step})
