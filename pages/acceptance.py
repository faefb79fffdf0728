"""«Приём отчётов»: what waits for a decision, who has and has not sent, which periods are closed."""

from __future__ import annotations

import streamlit as st

from uspekh.access.person import Action
from uspekh.ui.accepting import closing, deciding, reporting
from uspekh.ui.session import access, door

selection = door.selection()
st.title("Приём отчётов", anchor=False)
if access.may(Action.ACCEPT):
    st.subheader("Ждут решения", anchor=False)
    deciding.show()
st.subheader("Кто сдал и кто не сдал", anchor=False)
reporting.show(selection)
st.subheader("Закрытые периоды", anchor=False)
closing.show(selection)
