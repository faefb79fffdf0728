"""Choosing one indicator on a page; the choice holds across pages and lives in the address."""

from __future__ import annotations

import streamlit as st

from uspekh.russian.text import plain
from uspekh.ui.session.state import project

KEY = "показатель"
GREATEST, LEAST = "с наибольшим значением", "с наименьшим значением"


def indicator() -> tuple[str, str, str]:
    """Draws the choice; returns the measure, the indicator's id and its unit."""
    measures = project().plan["measures"]
    rows = measures[(measures["subject_kind"] == "indicator") & measures["primary"]].set_index("subject")
    subject = st.segmented_control(
        "Показатель",
        list(rows.index),
        default=rows.index[0],
        required=True,
        format_func=lambda subject: f"{subject}. {plain(project().plan.short_title('indicator', subject))}",
        key=KEY,
        bind="query-params",
        persist_state="session",
        label_visibility="collapsed",
    )
    return rows.loc[subject, "id"], subject, rows.loc[subject, "unit"]


def least_first() -> bool:
    """Draws the choice of which organizations to show where there are too many for one chart."""
    order = st.segmented_control(
        "Какие организации показать",
        [GREATEST, LEAST],
        default=GREATEST,
        required=True,
        key="порядок",
        bind="query-params",
        persist_state="session",
    )
    return order == LEAST
