"""«Редакции»: the editions of the passport, what each changed, the letter about it, and entering another."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from uspekh import settings
from uspekh.access.person import Action
from uspekh.letter.document import write_letter_of_changes
from uspekh.passport.editions.differences import CellDifference
from uspekh.passport.editions.edition import Edition
from uspekh.project import Project
from uspekh.russian.format import day, moment
from uspekh.russian.text import plain
from uspekh.store.plans.editions import list_editions
from uspekh.store.plans.history import compare_editions
from uspekh.store.plans.used_texts import list_used_texts
from uspekh.ui.sections.passport import new_edition
from uspekh.ui.sections.passport.edition_differences import show_differences
from uspekh.ui.session import access, state
from uspekh.ui.show import table
from uspekh.ui.show.table import Cell
from uspekh.words import NOTHING

CHOSEN = "редакция"
_DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def show() -> None:
    """The editions, the differences of the chosen one to that before it, a new edition, and which texts were used."""
    project = state.project()
    every = list_editions(project.engine, project.code)
    chosen = _choose(project, every)
    if gone := _say_gone(state.stamp()):
        st.caption(f"{plain(gone)}. {_GONE}")
    if chosen is not None and chosen > 0:
        _show_changes(project, every[chosen - 1].requisites.number, every[chosen].requisites.number)
    if access.may(Action.EDIT_PASSPORT):
        with st.expander("Новая редакция"):
            new_edition.show(project, every)
    with st.expander("Какие тексты таблиц и правил программа применяла"):
        _show_used_texts()


_GONE = (
    "Они учитываются в годах, которые закончились при редакции с этой строкой, и вернутся к ней, если она снова "
    "появится в паспорте."
)


@st.cache_resource(show_spinner=False, max_entries=8)
def _say_gone(stamp: state.Stamp) -> str:
    return state.project().say_values_of_gone_rows()


def _choose(project: Project, every: Sequence[Edition]) -> int | None:
    """Draws the editions, latest first; returns the position of the one whose changes are shown."""
    if not every:
        table.show(_HEADINGS, [_shipped(project)], key="редакции", name="Редакции", widths=_WIDTHS)
        return None
    numbers = [str(edition.requisites.number) for edition in every]
    current = st.session_state.get(CHOSEN, numbers[-1])
    current = current if current in numbers else numbers[-1]
    rows = [_row(edition, project.edition) for edition in reversed(every)]
    table.show(
        _HEADINGS, rows, key="редакции", name="Редакции", widths=_WIDTHS, on_click=_turn_to, current=current, fold=5
    )
    return numbers.index(current)


_HEADINGS = ["№", "Акт", "Действует с", "Внёс", "Состояние"]
_WIDTHS = (8, 42, 14, 24, 12)


def _turn_to(number: str) -> None:
    st.session_state[CHOSEN] = number
    st.rerun()


def _shipped(project: Project) -> list[Cell]:
    start = day(project.plan.start)
    return [Cell("1"), Cell("паспорт, поставленный с программой"), Cell(start), Cell(NOTHING), Cell("действует")]


def _row(edition: Edition, in_force: Edition | None) -> list[Cell]:
    requisites, number = edition.requisites, str(edition.requisites.number)
    return [
        Cell(number, action=number),
        Cell(requisites.say_act() or NOTHING),
        Cell(day(requisites.valid_from)),
        Cell(f"{edition.confirmed_by}, {moment(edition.confirmed_at)}"),
        Cell("действует" if edition == in_force else ""),
    ]


def _show_changes(project: Project, before: int, after: int) -> None:
    differences = _differences(project.code, before, after)
    with st.container(horizontal=True, vertical_alignment="center"):
        st.markdown(f"**Редакция № {after} по сравнению с № {before}: изменений — {len(differences)}**")
        st.download_button(
            "Письмо Word",
            lambda: write_letter_of_changes(project.plan, differences, settings.data_folder() / "report"),
            f"Редакция № {after}.docx",
            _DOCX,
            icon=":material/mail:",
            on_click="ignore",
            disabled=not differences,
        )
    show_differences(differences, key="различия")


@st.cache_resource(show_spinner=False, max_entries=8)
def _differences(code: str, before: int, after: int) -> list[CellDifference]:
    """An edition in the store never changes."""
    return compare_editions(state.project().engine, code, before, after)


def _show_used_texts() -> None:
    rows = [
        [Cell(moment(used.since)), Cell(used.say())]
        for used in list_used_texts(state.project().engine, access.person())
    ]
    table.show(["Применяется с", "Что нового"], rows, key="тексты", name="Тексты таблиц и правил", widths=(20, 80))
    st.caption("Запись появляется, когда программа впервые прочитала таблицу с другим текстом.")
