"""«Журнал действий»: who did what and who was refused what; nothing of it can be changed."""

from __future__ import annotations

import streamlit as st

from uspekh.store.log import actions
from uspekh.ui.sections import log_table
from uspekh.ui.session import access, door, state
from uspekh.ui.show import tables

SHOWN = 500
HEIGHT, FIT = 560, 15

door.selection()
st.title("Журнал действий", anchor=False)
engine = state.project().engine
left, right = st.columns([3, 1], vertical_alignment="bottom")
refused = left.toggle("Только отказы", key="отказы", bind="query-params")
rows = actions.list_actions(engine, access.person(), refused=refused, latest=SHOWN)
right.download_button(
    "Журнал в Excel",
    access.later(lambda who: log_table.workbook(actions.list_actions(engine, who, refused=refused))),
    f"Журнал действий {state.today():%d.%m.%Y}.xlsx",
    tables.XLSX,
    on_click="ignore",
    width="stretch",
)
if rows.empty:
    st.info("Отказов не было." if refused else "Записей нет.")
else:
    tables.show(log_table.table(rows), key="журнал-действий", height=HEIGHT if len(rows) > FIT else "content")
    if len(rows) == SHOWN:
        st.caption(f"Показаны последние {SHOWN}; все — в файле Excel.")
st.caption("Записи вносит сама программа; изменить или стереть их из программы нельзя.")
