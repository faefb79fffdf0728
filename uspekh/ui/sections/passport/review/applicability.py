"""Who fills in what: a row for each field of the form, a column for each type of organization."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from typing import Any

import pandas as pd
import streamlit as st

from uspekh.access.person import Person
from uspekh.importing.review.rows import WHOLE_ROW, Change, next_number
from uspekh.ui.sections.passport.review import editor
from uspekh.ui.sections.passport.review.current import Review, list_types
from uspekh.words import NO_ROWS

TABLE = "applicability"
_FIELD = "что"


def show(review: Review, by: Person | None) -> None:
    """The table; a type of the directory that the draft does not know yet has a column of its own."""
    rows = {(row.cells["type"], row.cells["field"]): row for row in review.tables.get(TABLE, [])}
    components = review.cells.get("components", [])
    titles = list(dict.fromkeys([*(title for title, _ in rows), *(each.title for each in list_types())]))
    if not components or not titles:
        st.caption(NO_ROWS)
        return
    st.caption("Форма организации содержит только отмеченное; в оценках не отмеченное не ожидается.")
    fields = [row["id"] for row in components]
    frame = pd.DataFrame({_FIELD: [row["title"] or row["heading"] for row in components]})
    for title in titles:
        frame[title] = [_fills(rows, title, field) for field in fields]
    key = f"сбор-{review.number}-{len(fields)}"
    st.data_editor(
        frame, key=key, num_rows="fixed", hide_index=True, width="stretch",
        disabled=True if by is None else [_FIELD],
        column_config={_FIELD: st.column_config.TextColumn(_FIELD, width="large")},
        on_change=partial(_store, key, review, fields, by),
    )  # fmt: skip


def _fills(rows: Mapping[tuple[str, str], Any], title: str, field: str) -> bool:
    row = rows.get((title, field))
    return row is not None and row.cells["asked"] == "true"


def _store(key: str, review: Review, fields: Sequence[str], by: Person | None) -> None:
    if by is None:
        return
    rows = {(row.cells["type"], row.cells["field"]): row for row in review.tables.get(TABLE, [])}
    number = next_number(rows.values(), review.changes, TABLE)
    changes: list[Change] = []
    edited: Mapping[int, Mapping[str, bool]] = st.session_state[key]["edited_rows"]
    for position, cells in edited.items():
        for title, fills in cells.items():
            text = "true" if fills else "false"
            row = rows.get((title, fields[position]))
            if row is None:
                values = {"type": title, "field": fields[position], "asked": text}
                changes.append(Change(TABLE, number, WHOLE_ROW, ""))
                changes += [Change(TABLE, number, name, value) for name, value in values.items()]
                number += 1
            elif row.cells["asked"] != text:
                changes.append(Change(TABLE, row.number, "asked", text))
    editor.save(review.number, changes, by)
