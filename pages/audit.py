"""«Проверка паспорта»: what the approved document contradicts in itself, and what was accepted as it is."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from uspekh.audit import RULES, SEVERITIES, Finding
from uspekh.russian.format import plural
from uspekh.store.decided import accepted_findings
from uspekh.ui.sections import findings
from uspekh.ui.session import access, door, state
from uspekh.ui.show import tables

door.selection()
st.title("Проверка паспорта", anchor=False)
found = findings.of_plan()
accepted = accepted_findings.list_accepted(state.project().engine, access.person()).set_index("key")
titles = {rule.name: rule.title for rule in RULES}
open_ = [finding for finding in found if finding.key not in accepted.index]
st.markdown(
    f"Проверка по {len(RULES)} правилам нашла {len(found)} {plural(len(found), 'место', 'места', 'мест')}; "
    f"принято как есть — {len(found) - len(open_)}."
)
columns = st.columns(len(SEVERITIES))
for column, (severity, title) in zip(columns, SEVERITIES.items(), strict=True):
    column.metric(title, sum(finding.severity == severity for finding in open_))

left, right = st.columns([3, 1], vertical_alignment="bottom")
chosen = left.segmented_control(
    "Показать",
    [*SEVERITIES, "accepted"],
    default=next(iter(SEVERITIES)),
    required=True,
    format_func=lambda name: SEVERITIES.get(name, "принято"),
    key="важность",
    bind="query-params",
)
right.download_button(
    "Список в Excel",
    lambda: tables.workbook(findings.table(found, accepted), "Замечания", "Замечания к паспорту проекта"),
    "Замечания к паспорту.xlsx",
    tables.XLSX,
    on_click="ignore",
    width="stretch",
)


def shown(finding: Finding) -> bool:
    """Whether a finding is in the chosen group."""
    taken = finding.key in accepted.index
    return taken if chosen == "accepted" else finding.severity == chosen and not taken


groups: dict[str, list[Finding]] = {}
for finding in filter(shown, found):
    groups.setdefault(finding.rule, []).append(finding)
if not groups:
    st.info("В этой группе замечаний нет.")
for rule, items in groups.items():
    with st.expander(f"{titles[rule]} — {len(items)}", expanded=len(groups) < 4):
        for finding in items:
            mark = accepted.loc[finding.key] if finding.key in accepted.index else pd.Series(dtype=object)
            findings.show(finding, mark)
