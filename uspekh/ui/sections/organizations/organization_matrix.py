"""Organizations against measures in the selected year: a table of which each figure and each name answers."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from uspekh.monitoring.figures import Figures
from uspekh.monitoring.overview.organization_matrix import (
    list_measures,
    list_organizations,
    make_matrix,
    say_matrix,
)
from uspekh.russian.format import number
from uspekh.russian.periods import in_year
from uspekh.russian.text import fold, plain
from uspekh.ui.accepting import planning
from uspekh.ui.sections.organizations import organization_figures
from uspekh.ui.session import filters
from uspekh.ui.show import clickable, table

_PAGE, _SEARCH = "страница", "найти"
_OPEN, _TICK = "организация", "рядом"
_TICKED = "отмеченная организация"
_NAME = 16


def show(figures: Figures, chosen: Sequence[str]) -> None:
    """The table of the ``chosen`` organizations, of all where none is, a page of it where they are many."""
    names = {code: name for name, code in filters.organization_names().items()}
    everyone = tuple(code for code in list_organizations(figures) if not chosen or code in chosen)
    message, button = st.columns([5, 2], vertical_alignment="center")
    codes = _page_of(everyone, names) if len(everyone) > filters.MOST_SHOWN else everyone
    rows = make_matrix(figures, codes)
    selection = figures.selection
    partly = f", показаны {number(len(rows), 0)} из {number(len(everyone), 0)}" if len(rows) < len(everyone) else ""
    lead = f"{in_year(selection.year, selection.months)}{partly}"
    message.markdown(f"**{plain(lead)}:** {plain(say_matrix(rows, names))}")
    with button:
        planning.offer()

    ticked = next((code for code in codes if code == st.session_state.get(_TICKED)), None)

    def answer(action: str) -> None:
        if organization_figures.open_figure(figures, action):
            return
        what, _, organization = action.partition(" ")
        st.session_state.pop(_TICKED, None)
        if what == _OPEN:
            filters.show_organizations([names[organization]])
        elif ticked is None:
            st.session_state[_TICKED] = organization
        elif ticked != organization:
            filters.show_organizations([names[ticked], names[organization]])
        st.rerun()

    headings = ["Организация", *map(organization_figures.heading, list_measures(figures))]
    cells = [
        [
            _name(row.organization, names[row.organization], ticked=row.organization == ticked),
            *map(organization_figures.cell, row.cells),
        ]
        for row in rows
    ]
    table.show(
        headings,
        cells,
        key="организации",
        on_click=answer,
        name="Организации и показатели",
        fold=0,
        widths=_widths(len(headings)),
        dense=True,
    )
    hint = f"Отмечена {names[ticked]}: отметьте вторую." if ticked else "Отметьте две, чтобы увидеть их рядом."
    organization_figures.explain_signs((cell for row in rows for cell in row.cells), hint if len(everyone) > 1 else "")
    planning.say_remarks(figures)


def _name(organization: str, name: str, *, ticked: bool) -> table.Cell:
    """The name, which opens the organization, and a box to tick before it."""
    words, action = clickable.escaped(f"Рядом: {name}"), clickable.escaped(f"{_TICK} {organization}")
    pressed = "true" if ticked else "false"
    box = f'<button type="button" class="tick" data-action="{action}" aria-label="{words}" aria-pressed="{pressed}">'
    return table.Cell(
        "", html=f'<span class="ticked">{box}</button>{clickable.button(name, f"{_OPEN} {organization}")}</span>'
    )


def _page_of(codes: tuple[str, ...], names: dict[str, str]) -> tuple[str, ...]:
    """The organizations of the page that is chosen, of those whose name has the words that are looked for."""
    search, page = st.columns([4, 1])
    words = search.text_input("Найти организацию", key=_SEARCH, placeholder="Часть названия")
    suitable = tuple(code for code in codes if fold(words) in fold(names[code]))
    last = max(1, -(-len(suitable) // filters.MOST_SHOWN))
    number_of = page.number_input(f"Страница из {last}", 1, last, key=f"{_PAGE}-{last}")
    return suitable[(number_of - 1) * filters.MOST_SHOWN :][: filters.MOST_SHOWN]


def _widths(columns: int) -> list[int]:
    """Percent of the width: names first, the rest in equal parts."""
    return [_NAME, *[(100 - _NAME) // max(columns - 1, 1)] * (columns - 1)]
