"""A section of the passport as it is printed, with what the audit found beside each of its rows."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import streamlit as st

from uspekh.audit import Finding
from uspekh.passport.document import find, list_texts
from uspekh.passport.plan import Plan
from uspekh.passport.printed import PrintedTable
from uspekh.passport.sections import METHODS, chapter
from uspekh.russian.format import number
from uspekh.russian.text import plain
from uspekh.ui.sections.passport import findings
from uspekh.ui.session import access
from uspekh.ui.show import table
from uspekh.ui.show.table import Cell

_SHOWN, _ROWS = 50, 8


def show(plan: Plan, name: str, tables: Sequence[PrintedTable]) -> None:
    """The tables of a section; what was found in it but at no row of them stands first."""
    by_row = _by_row()
    printed = {findings.row_of(row.section, row.row) for each in tables for row in each.rows if row.row}
    rest = [of_row for row, of_row in by_row.items() if chapter(row[0]) == name and row not in printed]
    general = list({finding.key: finding for of_row in rest for finding in of_row}.values())
    if general:
        rows = [[Cell("", html=findings.notes([finding]))] for finding in general]
        table.show(["Замечания к разделу в целом"], rows, key=f"{name}-в-целом", on_click=findings.answer, fold=5)
    for position, each in enumerate(tables):
        st.markdown(f"#### {plain(each.title)}")
        _table(each, by_row, f"{name}-{position}")
    if name == METHODS:
        _formulas(plan)


def show_matches(plan: Plan, query: str) -> None:
    """Every place of the document that has the words of the query."""
    matches = find(list_texts(plan), query)
    st.caption(f"Найдено мест: {number(len(matches), 0)}")
    if matches.empty:
        return
    by_row = _by_row()
    rows = [
        [
            Cell(section),
            Cell(row),
            Cell(text, html=findings.notes(by_row.get(findings.row_of(section, row), []))),
        ]
        for section, row, text in matches.head(_SHOWN).itertuples(index=False)
    ]
    table.show(["Раздел", "Строка", "Текст"], rows, key="найденное", on_click=findings.answer, widths=(20, 10, 70))
    if len(matches) > _SHOWN:
        st.caption(f"Показаны первые {_SHOWN}: уточните запрос.")


def _by_row() -> dict[findings.RowReference, list[Finding]]:
    """What the audit found, for whoever sees the audit."""
    return findings.by_row() if access.may_see_all() else {}


def _table(printed: PrintedTable, by_row: Mapping[findings.RowReference, list[Finding]], key: str) -> None:
    """The rows, each with what was found at it under its longest text; a place of several rows has it at the first."""
    lengths = [sum(len(row.cells[column]) for row in printed.rows) for column in range(len(printed.columns))]
    longest = lengths.index(max(lengths))
    rows, noted = [], set()
    for row in printed.rows:
        reference = findings.row_of(row.section, row.row)
        of_row = by_row.get(reference, []) if row.row and reference not in noted else []
        noted.add(reference)
        rows.append(
            [
                Cell(text, html=findings.notes(of_row) if column == longest else "")
                for column, text in enumerate(row.cells)
            ]
        )
    table.show(printed.columns, rows, key=key, name=printed.title, on_click=findings.answer, fold=_ROWS)


def _formulas(plan: Plan) -> None:
    """The formulas of the methods, drawn."""
    for method in plan["methods"].itertuples():
        if method.formula:
            st.caption(f"Строка {method.indicator}")
            st.latex(method.formula)
