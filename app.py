"""The door: page set-up, access, filters, navigation."""

from __future__ import annotations

import streamlit as st

from uspekh import log
from uspekh.access.person import Forbidden
from uspekh.ui.session import access, door, entrance, filters, navigation, state

log.set_up()
st.set_page_config(
    page_title="Успех каждого ребенка",
    page_icon="📊",
    layout="wide",
    initial_sidebar_state=navigation.side_bar(st.context.url),
)

with door.explaining_outages():
    try:
        state.project()
    except Exception as error:
        navigation.hide()
        door.explain(error)
    try:
        with state.steady(), access.entered() as person:
            page = navigation.page_of(person)
            door.set_up_printing()
            door.show_banner(short=page.url_path == navigation.MEETING)
            selection = filters.choose()
            entrance.side(person)
            door.run(page, selection)
    except Forbidden as refusal:
        st.error(str(refusal), icon=":material/lock:")
