"""The narrow list of indicators and results with their states; the chosen one stands in the address."""

from __future__ import annotations

from collections.abc import Hashable
from typing import Any, NoReturn, TypeAlias

import streamlit as st

from uspekh.monitoring.figures import Figures
from uspekh.monitoring.overview.counts import states_of
from uspekh.monitoring.overview.subjects import list_unmeasured, subjects
from uspekh.monitoring.overview.summary import of_year
from uspekh.monitoring.results import MEASURED
from uspekh.russian.names import join_with_and
from uspekh.russian.text import plain
from uspekh.ui.session import access, state
from uspekh.ui.show import clickable, table
from uspekh.ui.show.table import Cell
from uspekh.ui.show.words import flags, legend
from uspekh.words import NO_ROWS, SUBJECTS_PLURAL, UNMEASURED, WITHOUT_FLAG, incomplete_label

Subject: TypeAlias = tuple[str, str]
"""Kind («indicator», «result») and number."""
KEYS = {"indicator": "показатель", "result": "результат"}
"""Names of the choice in the address."""
_UNSEEN = '<span style="position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)">, {}</span>'


def choose(figures: Figures) -> Subject:
    """Draws the list; returns what is chosen: by the address, else the first.

    An organization chooses among what it reports on: control points are the city's.
    """
    rows = of_year(subjects(figures), figures)
    if not access.may_see_all():
        rows = rows[rows["basis_kind"] == MEASURED]
    options = list(zip(rows["subject_kind"], rows["subject"], strict=True))
    if not options:
        st.info(NO_ROWS)
        st.stop()
    chosen, states = _in_address(options), states_of(rows)
    for kind, of_kind in rows.assign(state=states).groupby("subject_kind", sort=False):
        table.show(
            [SUBJECTS_PLURAL[str(kind)]],
            [[_cell(row)] for row in of_kind.to_dict("records")],
            key=f"список-{kind}",
            on_click=follow,
            current=action(*chosen),
            fold=0,
            dense=True,
        )
    legend.show(set(states))
    if unmeasured := list_unmeasured(figures):
        words = WITHOUT_FLAG[UNMEASURED].capitalize()
        st.caption(plain(f"{words}, факт не считается: {join_with_and(unmeasured)}."))
    return chosen


def _cell(row: dict[Hashable, Any]) -> Cell:
    kind, subject, name = str(row["subject_kind"]), str(row["subject"]), str(row["state"])
    title = state.project().plan.short_title(kind, subject)
    incomplete = not row["complete"]
    words = _UNSEEN.format(clickable.escaped(incomplete_label(flags.word_of(name), name, not incomplete)))
    return Cell(f"{subject}. {title}", action=action(kind, subject), state=name, html=words, incomplete=incomplete)


def action(kind: str, subject: str) -> str:
    """What a press on its name tells ``follow``."""
    return f"{KEYS[kind]}={subject}"


def follow(pressed: str) -> None:
    """Turns to what was pressed: «back» of the browser returns to the one before."""
    key, _, subject = pressed.partition("=")
    if st.query_params.get(key) == subject and not _others(key):
        return
    st.query_params[key] = subject
    for other in _others(key):
        del st.query_params[other]
    st.rerun()


def open_subject(kind: str, subject: str) -> NoReturn:
    """Opens «Показатели» at an indicator or result."""
    st.switch_page("pages/indicators.py", query_params={KEYS[kind]: subject})


def _others(key: str) -> list[str]:
    return [other for other in KEYS.values() if other != key and other in st.query_params]


def _in_address(options: list[Subject]) -> Subject:
    """What the address names, else the first: an address without a choice is not written, or «back» would end here."""
    for kind, key in reversed(KEYS.items()):
        subject = st.query_params.get(key)
        if subject is not None and (kind, subject) in options:
            return kind, subject
        if subject is not None:
            st.warning(f"В ссылке указано неизвестное значение: {key} — {plain(subject)}. Показано без него.")
    return options[0]
