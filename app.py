"""The door: page set-up, access, menu, filters, and the page."""

from __future__ import annotations

import streamlit as st

from uspekh import log
from uspekh.access.person import Forbidden
from uspekh.ui.sections import projects_list
from uspekh.ui.session import access, door, entrance, filters, navigation, projects, state

log.set_up()
st.set_page_config(page_title="Успех каждого ребенка", page_icon="📊", layout="wide")

with door.explaining_outages():
    try:
        visible = projects.list_visible()
        code = projects.settle(visible)
        if code is None:
            navigation.hide()
            projects_list.show(visible)
            st.stop()
        with state.about(code):
            state.project()
    except Exception as error:
        navigation.hide()
        door.explain(error)
    try:
        with state.about(code), state.steady(), access.entered() as person:
            page, entry = navigation.page_of(person)
            filters.settle_address()
            with filters.line():
                projects.show_name(visible)
                selection = filters.choose(entry.filters)
            with filters.corner():
                door.show_label()
                entrance.show_person(person)
            door.run(page, selection)
    except Forbidden as refusal:
        st.error(str(refusal), icon=":material/lock:")
