"""The door: page set-up, filters, navigation."""

from __future__ import annotations

import streamlit as st

from uspekh import log
from uspekh.monitoring.rules import RulesDamaged
from uspekh.passport.loading import PassportDamaged
from uspekh.store.upgrading import StoreTooNew
from uspekh.ui import banner, door, filters, outage, state

SIDEBAR_PIXELS = 250

log.set_up()
st.set_page_config(
    page_title="Успех каждого ребенка", page_icon="📊", layout="wide", initial_sidebar_state=SIDEBAR_PIXELS
)

PAGES = [
    st.Page("pages/overview.py", title="Обзор", icon=":material/dashboard:", url_path="overview", default=True),
    st.Page("pages/indicators.py", title="Показатели", icon=":material/monitoring:", url_path="indicators"),
    st.Page("pages/organizations.py", title="Организации", icon=":material/school:", url_path="organizations"),
    st.Page("pages/budget.py", title="Бюджет", icon=":material/payments:", url_path="budget"),
    st.Page("pages/results.py", title="Результаты", icon=":material/task_alt:", url_path="results"),
    st.Page("pages/plan.py", title="План мероприятий", icon=":material/calendar_month:", url_path="plan"),
    st.Page("pages/participants.py", title="Участники", icon=":material/badge:", url_path="participants"),
    st.Page("pages/passport.py", title="Паспорт", icon=":material/description:", url_path="passport"),
    st.Page("pages/audit.py", title="Проверка паспорта", icon=":material/fact_check:", url_path="audit"),
    st.Page("pages/meeting.py", title="Совещание", icon=":material/groups:", url_path="meeting"),
    st.Page("pages/upload.py", title="Загрузка данных", icon=":material/upload_file:", url_path="upload"),
]

page = st.navigation(PAGES)
with outage.told():
    try:
        state.project()
    except (PassportDamaged, RulesDamaged) as error:
        st.error(f"Данные паспорта повреждены, показать нечего. {error}")
        st.stop()
    except StoreTooNew as error:
        st.error(str(error))
        st.stop()
    banner.show(short=page.url_path == "meeting")
    door.run(page, filters.choose())
