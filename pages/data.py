"""«Данные»: the form to fill in, the filled file, and what was sent or loaded before; a viewer sees who has sent."""

from __future__ import annotations

import streamlit as st

from uspekh.access.person import Action
from uspekh.ui.accepting import reporting
from uspekh.ui.session import access, door
from uspekh.ui.uploading import blank_form, journal, loading, sending

selection = door.selection()
st.title("Данные", anchor=False)
if not access.may(Action.SEND):
    st.subheader("Кто сдал и кто не сдал", anchor=False)
    reporting.show(selection)
else:
    st.subheader("1. Форма для заполнения", anchor=False)
    blank_form.show()
    st.subheader("2. Заполненный файл", anchor=False)
    if access.person().organization:
        sending.show()
        st.subheader("3. Ваши отчёты", anchor=False)
        sending.sent_reports()
    else:
        loading.show()
        st.subheader("3. Журнал загрузок", anchor=False)
        journal.show()
