"""«Показ»: the content of «Сегодня» for a shared screen, a step a screen; forward and back by keys and buttons."""

from __future__ import annotations

import streamlit as st

from uspekh.russian.text import plain
from uspekh.ui.meeting.address import STEP, wanted_step
from uspekh.ui.meeting.content import content_of
from uspekh.ui.meeting.steps import list_steps
from uspekh.ui.session import door


def turn(names: list[str], to: str) -> None:
    """Goes to a step, which stands in the address: each is an entry of the browser's history."""
    st.query_params[STEP] = to if to in names else names[0]


content = content_of(door.selection())
steps = {step.name: step for step in list_steps(content)}
names = list(steps)
wanted = wanted_step(st.query_params, names[0])
name = wanted if wanted in steps else names[0]
at = names.index(name)

with st.container(horizontal=True, vertical_alignment="center", gap="small", key="steps"):
    before, after = names[max(at - 1, 0)], names[min(at + 1, len(names) - 1)]
    st.button("Назад", shortcut="Left", on_click=turn, args=(names, before), disabled=at == 0)
    st.button("Вперёд", shortcut="Right", on_click=turn, args=(names, after), disabled=after == name)
    label = f"{at + 1} из {len(names)} · {name} · {content.figures.selection.year} год"
    jump = st.menu_button(label, names, key="шаги-все", type="tertiary")
    if jump:
        turn(names, jump)
        st.rerun()
    if wanted != name:
        st.caption(f"Шага «{plain(wanted)}» нет: показан первый.")
    st.space("stretch")
    door.show_label()
    if st.button("Закрыть", icon=":material/close:", type="tertiary"):
        st.switch_page("pages/today.py", query_params={})
steps[name].draw()
