"""What tables of organizations share: a cell of a figure, where it comes from, and the names of measures."""

from __future__ import annotations

from collections.abc import Iterable

import streamlit as st

from uspekh.monitoring.explaining.explanation import explain_flag
from uspekh.monitoring.explaining.organization_card import name_of
from uspekh.monitoring.explaining.provenance import values_behind
from uspekh.monitoring.figures import Figures
from uspekh.monitoring.overview.organization_matrix import MatrixCell, MatrixMeasure, list_measures, say_cell
from uspekh.russian.format import NBSP
from uspekh.russian.text import plain
from uspekh.ui.session import filters
from uspekh.ui.session.state import project
from uspekh.ui.show import clickable, provenance, table
from uspekh.ui.show.words import flags, legend
from uspekh.words import ABSENCES, CONTRIBUTION, FLAG_SIGNS, GUIDE_SIGNS, NO_PLAN, NOT_ASKED, UNJUDGED, state_sign

_FIGURE = "число"


def heading(measure: MatrixMeasure) -> str:
    """«П1 Охват дополнительным образованием, %»."""
    title = project().plan.short_title(measure.kind, measure.subject)
    return f"{measure.label} {title}, {measure.unit}"


def cell(of: MatrixCell) -> table.Cell:
    """The figure, a button to where it comes from, or the word of its state; before it the sign of the state.

    The dash that says «no plan» would stand before a figure like a minus: there it is left out. What is not asked is
    said by its sign alone, since it fills whole columns.
    """
    if of.state == NOT_ASKED:
        word, sign = clickable.escaped(flags.word(of.state)), clickable.escaped(state_sign(of.state))
        return table.Cell("", number=True, html=f'<span class="none" role="img" aria-label="{word}">{sign}</span>')
    state = "" if of.state == NO_PLAN else of.state
    if not of.figure:
        word = say_cell(of, project().rules.flag_labels).replace(" ", NBSP)
        return table.Cell(word, number=True, state=state)
    action = f"{_FIGURE} {of.measure} {of.year} {of.organization}"
    late = f"<br>за {clickable.escaped(of.late)}" if of.late else ""
    return table.Cell(of.figure, action, number=True, state=state, html=late)


def offer_all() -> None:
    """The way from some organizations back to all."""
    if st.button("Все организации", icon=":material/arrow_back:", type="tertiary", key="все организации"):
        filters.show_organizations([])
        st.rerun()


def explain_signs(cells: Iterable[MatrixCell], hint: str = "") -> None:
    """What the signs of some cells mean, and what a press on a figure does; ``hint``: what else can be pressed."""
    states = {of.state for of in cells}
    named = [
        state
        for state in (*FLAG_SIGNS, *GUIDE_SIGNS, CONTRIBUTION, UNJUDGED)
        if state in states and state not in ABSENCES
    ]
    signs = [f"{state_sign(state)} {flags.word(state)}" for state in named]
    if NO_PLAN in states:
        signs.append("без знака — плана и ориентира нет")
    meaning = f"{'; '.join(signs)}. " if signs else ""
    st.caption(plain(f"{meaning}Нажмите на число, чтобы увидеть, откуда оно. {hint}"))
    legend.show(states - {NO_PLAN})


def open_figure(figures: Figures, action: str) -> bool:
    """Opens where the figure of a pressed ``cell`` comes from; whether the action was that of a cell."""
    if not action.startswith(f"{_FIGURE} "):
        return False
    _, measure, year, organization = action.split(" ", 3)
    shown = figures.of([measure], [organization])
    of = next(each for each in list_measures(shown) if each.id == measure)
    explanation = explain_flag(shown, of.kind, of.subject, int(year), organization)
    title = f"{name_of(shown, organization)}. {heading(of)}, {year} год"
    provenance.open_cells(title, values_behind(shown, measure, int(year), organization), explanation)
    return True
