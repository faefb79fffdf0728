"""«Данные»: loading or sending a file, who has sent what waits for a decision, and what was done."""

from __future__ import annotations

import streamlit as st

from uspekh.access.person import Action
from uspekh.monitoring.selection import Selection
from uspekh.ui.accepting import closing, deciding, reporting
from uspekh.ui.sections import log_table
from uspekh.ui.session import access, door
from uspekh.ui.show import parts
from uspekh.ui.uploading import journal, loading, sending

LOAD, SENT, LOG = "Загрузить", "Кто сдал", "Журнал"


def load(selection: Selection) -> None:
    """A file: an organization sends it, an editor loads it."""
    (sending if access.person().organization else loading).show()


def sent(selection: Selection) -> None:
    """What waits for a decision, who has and has not sent, which periods are closed."""
    if access.may(Action.ACCEPT):
        deciding.show()
    st.markdown("#### Кто сдал и кто не сдал")
    reporting.show(selection)
    st.markdown("#### Закрытые периоды")
    closing.show(selection)


def log(selection: Selection) -> None:
    """Every upload, and every action for whoever may read the log."""
    st.markdown("#### Загрузки")
    journal.show()
    if access.may(Action.READ_LOG):
        st.markdown("#### Действия")
        log_table.show()


selection = door.selection()
offered = {
    LOAD: (load, access.may(Action.SEND)),
    SENT: (sent, access.may_see_all()),
    LOG: (log, access.may_see_all() and access.may(Action.SEND)),
}
names = [name for name, (_, may) in offered.items() if may]
offered[parts.choose(names)][0](selection)
