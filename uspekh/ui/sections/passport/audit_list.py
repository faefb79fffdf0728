"""«Проверка»: what the approved document contradicts in itself, in its order, and what was accepted as it is."""

from __future__ import annotations

import streamlit as st

from uspekh.audit import RULES, SEVERITIES, Finding
from uspekh.russian.format import plural
from uspekh.ui.sections.passport import findings


def show() -> None:
    """How many there are, search and severities, the letter and the list, the findings and what a person judges."""
    every = findings.of_plan()
    accepted = findings.accepted()
    open_ = [finding for finding in every if finding.key not in accepted.index]
    counted = "; ".join(f"{title.lower()} — {count}" for title, count in findings.severities(open_).items() if count)
    spots = f"{len(every)} {plural(len(every), 'место', 'места', 'мест')}"
    st.markdown(f"Проверка по {len(RULES)} правилам нашла {spots}; принято как есть — {len(every) - len(open_)}. "
                f"Непринятые: {counted or 'нет'}.")  # fmt: skip
    with st.container(horizontal=True, vertical_alignment="bottom"):
        query = st.text_input("Поиск по замечаниям", key="слова", bind="query-params", placeholder="Например: 1.9 срок")
        severity = st.segmented_control(
            "Важность",
            [*SEVERITIES, findings.ACCEPTED],
            selection_mode="multi",
            format_func=lambda name: SEVERITIES.get(name, findings.ACCEPTED),
            key="важность",
            bind="query-params",
            help="Ничего не выбрано — все непринятые.",
        )

    def wanted(finding: Finding) -> bool:
        group = findings.ACCEPTED if finding.key in accepted.index else finding.severity
        return (group in severity if severity else group != findings.ACCEPTED) and findings.holds(finding, query or "")

    listed = [finding for finding in every if wanted(finding)]
    with st.container(horizontal=True):
        findings.downloads(every, dict(accepted["reason"]))
    if listed:
        findings.show(listed, accepted, key="замечания-паспорта")
    else:
        st.info("Таких замечаний нет.")
    findings.checklist(findings.questions())
