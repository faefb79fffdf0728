"""«Совещание»: one subject a screen for a shared screen; forward and back by keys and buttons."""

from __future__ import annotations

import streamlit as st

from uspekh.russian.text import plain
from uspekh.ui.meeting import screens as meeting
from uspekh.ui.session import door, filters
from uspekh.ui.session.figures import figures_of

SCREEN = "экран"
# Everything on this page is laid out in units of the root's type size: nothing is smaller than 18 pixels.
LARGE = "<style>html { font-size: 21px; }</style>"


def turn(names: list[str], step: int) -> None:
    """Goes forward or back; the place is kept in the address."""
    position = names.index(st.session_state[SCREEN]) + step
    st.session_state[SCREEN] = names[max(0, min(position, len(names) - 1))]


figures = figures_of(door.selection())
st.html(LARGE)
screens = {screen.name: screen for screen in meeting.screens(figures)}
names = list(screens)

back, position, forward = st.columns([1, 16, 1], vertical_alignment="center")
with position:
    chosen = st.segmented_control(
        "Экран", names, default=names[0], required=True, key=SCREEN, bind="query-params", label_visibility="collapsed"
    )
at = names.index(chosen)
back.button(
    "",
    icon=":material/arrow_back:",
    help="Назад",
    args=(names, -1),
    disabled=at == 0,
    shortcut="Left",
    on_click=turn,
    width="stretch",
)
forward.button(
    "", icon=":material/arrow_forward:", help="Далее", args=(names, 1), disabled=at == len(names) - 1, shortcut="Right",
    on_click=turn, width="stretch",
)  # fmt: skip
st.progress((at + 1) / len(names))
screens[chosen].draw(figures)
st.caption(f"{at + 1} из {len(names)} · {plain(filters.sentence(figures.selection))}")
