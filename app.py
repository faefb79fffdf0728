"""The door: page set-up, access, filters, navigation."""

from __future__ import annotations

import streamlit as st

from uspekh import log
from uspekh.access.person import Forbidden
from uspekh.ui.session import access, banner, door, entrance, filters, navigation, outage, state

log.set_up()
st.set_page_config(
    page_title="Успех каждого ребенка",
    page_icon="📊",
    layout="wide",
    initial_sidebar_state=navigation.side_bar(st.context.url),
)

with outage.told():
    try:
        state.project()
    except Exception as error:
        navigation.hide()
        outage.explain(error)
    try:
        with state.steady(), access.entered() as person:
            page = navigation.page_of(person)
            banner.show(short=page.url_path == navigation.MEETING)
            selection = filters.choose()
            entrance.side(person)
            door.run(page, selection)
    except Forbidden as refusal:
        st.error(str(refusal), icon=":material/lock:")
