"""The narrow list of indicators and results with their states; the chosen one stands in the address."""

from __future__ import annotations

from typing import TypeAlias

import streamlit as st

from uspekh.monitoring.figures import Figures
from uspekh.monitoring.overview.counts import states_of
from uspekh.monitoring.overview.subjects import subjects
from uspekh.monitoring.overview.summary import of_year
from uspekh.monitoring.results import MEASURED
from uspekh.russian.text import plain
from uspekh.ui.session import access, state
from uspekh.ui.show import clickable, flags, table
from uspekh.ui.show.table import Cell
from uspekh.words import SUBJECTS_PLURAL

Subject: TypeAlias = tuple[str, str]
"""Kind («indicator», «result») and number."""
KEYS = {"indicator": "показатель", "result": "результат"}
"""Names of the choice in the address."""
_LAST = "показатель или результат"
_UNSEEN = '<span style="position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)">, {}</span>'


def choose(figures: Figures) -> Subject:
    """Draws the list; returns what is chosen: by the address, else the last one seen, else the first.

    An organization chooses among what it reports on: control points are the city's.
    """
    rows = of_year(subjects(figures), figures)
    if not access.may_see_all():
        rows = rows[rows["basis_kind"] == MEASURED]
    options = list(zip(rows["subject_kind"], rows["subject"], strict=True))
    chosen = _in_address(options)
    for kind, of_kind in rows.groupby("subject_kind", sort=False):
        cells = [[_cell(row, name)] for row, name in zip(of_kind.to_dict("records"), states_of(of_kind), strict=True)]
        table.show(
            [SUBJECTS_PLURAL[str(kind)]],
            cells,
            key=f"список-{kind}",
            on_click=follow,
            current=action(*chosen),
            fold=0,
            dense=True,
        )
    return chosen


def _cell(row: dict[str, object], name: str) -> Cell:
    kind, subject = str(row["subject_kind"]), str(row["subject"])
    title = state.project().plan.short_title(kind, subject)
    words = _UNSEEN.format(clickable.escaped(flags.word_of(name)))
    return Cell(f"{subject}. {title}", action=action(kind, subject), state=name, html=words)


def action(kind: str, subject: str) -> str:
    """What a press on its name tells ``follow``."""
    return f"{KEYS[kind]}={subject}"


def follow(pressed: str) -> None:
    """Turns to what was pressed: «back» of the browser returns to the one before."""
    key, _, subject = pressed.partition("=")
    if st.query_params.get(key) == subject:
        return
    turn_to(next(kind for kind, name in KEYS.items() if name == key), subject)
    st.rerun()


def turn_to(kind: str, subject: str) -> None:
    """Chooses an indicator or result from the next run on."""
    for other in KEYS.values():
        st.query_params.pop(other, None)
    st.query_params[KEYS[kind]] = subject


def _in_address(options: list[Subject]) -> Subject:
    for kind, key in reversed(KEYS.items()):
        subject = st.query_params.get(key)
        if subject is not None and (kind, subject) in options:
            st.session_state[_LAST] = (kind, subject)
            return kind, subject
        if subject is not None:
            st.warning(f"В ссылке указано неизвестное значение: {key} — {plain(subject)}. Показано без него.")
    last = st.session_state.get(_LAST)
    chosen = last if last in options else options[0]
    turn_to(*chosen)
    st.session_state[_LAST] = chosen
    return chosen
