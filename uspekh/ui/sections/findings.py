"""Findings of the audit on the page: what, where, why it matters, what to do, and the mark «принято»."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from uspekh.access.person import Action
from uspekh.audit import RULES, SEVERITIES, Finding, find_contradictions
from uspekh.russian.format import moment
from uspekh.russian.text import plain
from uspekh.store.decided import accepted_findings
from uspekh.ui.session import access
from uspekh.ui.session.state import project
from uspekh.ui.show import officials


@st.cache_resource(show_spinner=False)
def of_plan() -> list[Finding]:
    """The findings of this server's passport."""
    return find_contradictions(project().plan)


def show(finding: Finding, mark: pd.Series) -> None:
    """One finding with its places and the form that accepts it or takes that back."""
    with st.container(border=True):
        st.markdown(f"**{plain(finding.what)}**")
        for place in finding.places:
            quote = f": «{plain(place.quote)}»" if place.quote else ""
            st.markdown(f"- {plain(place)}{quote}")
        st.caption(f"Почему важно: {plain(finding.why)}  \nЧто сделать: {plain(finding.advice)}")
        if len(mark):
            st.caption(f"Принято: {plain(mark['reason'])} ({plain(mark['by'])}, {moment(mark['at'])})")
        if not access.may(Action.MARK):
            return
        with st.popover("Снять отметку" if len(mark) else "Принять как есть"):
            _form(finding, accepted=not len(mark))


def _form(finding: Finding, *, accepted: bool) -> None:
    with st.form(f"отметка-{finding.key}"):
        reason = st.text_area("Причина")
        by = access.acting("Кто отмечает")
        named = officials.in_form(finding.key)
        if not st.form_submit_button("Сохранить", type="primary"):
            return
    if not (reason.strip() and by):
        st.error("Укажите причину и кто отмечает.")
        return
    if officials.stops_form([reason], finding.key, officials=named):
        return
    accepted_findings.decide_finding(
        project().engine, finding.key, reason.strip(), by, accepted=accepted, officials=named
    )
    st.rerun()


def table(found: list[Finding], accepted: pd.DataFrame) -> pd.DataFrame:
    """The list for the letter that asks for the passport to be amended."""
    titles = {rule.name: rule.title for rule in RULES}
    return pd.DataFrame(
        {
            "№": range(1, len(found) + 1),
            "Важность": [SEVERITIES[finding.severity] for finding in found],
            "Правило": [titles[finding.rule] for finding in found],
            "Что обнаружено": [finding.what for finding in found],
            "Где": ["; ".join(f"{place}: {place.quote}" for place in finding.places) for finding in found],
            "Почему важно": [finding.why for finding in found],
            "Предложение": [finding.advice for finding in found],
            "Отметка": [_marked(finding.key, accepted) for finding in found],
        }
    )


def _marked(key: str, accepted: pd.DataFrame) -> str:
    return f"принято: {accepted.loc[key, 'reason']}" if key in accepted.index else ""
