"""«Проверка паспорта»: what the approved document contradicts in itself, and what was accepted as it is."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from uspekh.audit import RULES, SEVERITIES, Finding
from uspekh.russian.format import plural
from uspekh.store.decided import accepted_findings
from uspekh.ui.sections import findings
from uspekh.ui.session import access, door, state

ACCEPTED = "принято"
SHOWN = 30

door.selection()
st.title("Проверка паспорта", anchor=False)
all_findings = findings.of_plan()
accepted = accepted_findings.list_accepted(state.project().engine, access.person()).set_index("key")
open_ = [finding for finding in all_findings if finding.key not in accepted.index]
count = len(all_findings)
st.markdown(
    f"Проверка по {len(RULES)} правилам нашла {count} {plural(count, 'место', 'места', 'мест')}; "
    f"принято как есть — {count - len(open_)}."
)
counts = findings.severities(open_)
for column, (title, number) in zip(st.columns(len(counts)), counts.items(), strict=True):
    column.metric(title, number)
findings.downloads(all_findings, dict(accepted["reason"]))

severity = st.segmented_control(
    "Важность",
    [*SEVERITIES, ACCEPTED],
    selection_mode="multi",
    format_func=lambda name: SEVERITIES.get(name, ACCEPTED),
    key="важность",
    bind="query-params",
    help="Ничего не выбрано — все непринятые.",
)
query = st.text_input("Поиск по замечаниям", key="слова", bind="query-params", placeholder="Например: 1.9 срок")


def wanted(finding: Finding) -> bool:
    """Whether the filters let a finding through, the section aside."""
    group = ACCEPTED if finding.key in accepted.index else finding.severity
    return (group in severity if severity else group != ACCEPTED) and findings.holds(finding, query)


listed = [finding for finding in all_findings if wanted(finding)]
of_section: dict[str, list[Finding]] = {}
for finding in listed:
    of_section.setdefault(findings.section_of(finding), []).append(finding)
if not listed:
    st.info("Таких замечаний нет.")
else:
    section = st.pills(
        "Раздел",
        list(of_section),
        format_func=lambda name: f"{name} — {len(of_section[name])}",
        default=None if query else next(iter(of_section)),
        key=f"раздел-{bool(query)}",
    )
    chosen = of_section.get(section or "", listed)
    for finding in chosen[:SHOWN]:
        acceptance = accepted.loc[finding.key] if finding.key in accepted.index else pd.Series(dtype=object)
        findings.show(finding, acceptance)
    if len(chosen) > SHOWN:
        st.caption(f"Показаны первые {SHOWN} из {len(chosen)}: выберите раздел или уточните поиск.")
findings.checklist(findings.questions())
