"""«Проверка»: what the approved document contradicts in itself, in its order, and what was accepted as it is."""

from __future__ import annotations

import streamlit as st

from uspekh.audit import SEVERITIES, Finding
from uspekh.ui.sections.passport import findings


def show() -> None:
    """How many there are, search and severities, the letter and the list, the findings and what a person judges."""
    every = findings.of_plan()
    accepted = findings.accepted()
    open_ = [finding for finding in every if finding.key not in accepted.index]
    counted = "; ".join(f"{title.lower()} — {count}" for title, count in findings.severities(open_).items() if count)
    st.markdown(f"Замечаний к паспорту — {len(every)}, из них принято как есть — {len(every) - len(open_)}. "
                f"Остальные: {counted or 'нет'}.")  # fmt: skip
    with st.container(horizontal=True, vertical_alignment="center"):
        query = st.text_input(
            "Поиск по замечаниям", key="слова", bind="query-params", placeholder="Поиск, например: 1.9 срок",
            label_visibility="collapsed", width=320,
        )  # fmt: skip
        findings.downloads(every, dict(accepted["reason"]))
    severity = st.segmented_control(
        "Важность: если ничего не выбрано, показаны все непринятые",
        [*SEVERITIES, findings.ACCEPTED],
        selection_mode="multi",
        format_func=lambda name: SEVERITIES.get(name, findings.ACCEPTED.capitalize()),
        key="важность",
        bind="query-params",
        label_visibility="collapsed",
    )

    def wanted(finding: Finding) -> bool:
        group = findings.ACCEPTED if finding.key in accepted.index else finding.severity
        return (group in severity if severity else group != findings.ACCEPTED) and findings.holds(finding, query or "")

    listed = [finding for finding in every if wanted(finding)]
    if listed:
        findings.show(listed, accepted, key="замечания-паспорта")
    else:
        st.info("Таких замечаний нет.")
    findings.checklist(findings.questions())
