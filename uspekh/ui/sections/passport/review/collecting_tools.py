"""What «Сбор» has over its tables: fields for indicators that have none, and where the contingent comes from."""

from __future__ import annotations

from functools import partial

import streamlit as st

from uspekh.access.person import Person
from uspekh.importing.review.columns import name_fields
from uspekh.importing.review.head import CONTINGENT, HEAD
from uspekh.importing.review.placing import propose_rows
from uspekh.importing.review.rows import Change
from uspekh.russian.text import plain
from uspekh.ui.sections.passport.review import editor
from uspekh.ui.sections.passport.review.current import Review, list_types

_CONTINGENT, _OF_DIRECTORY = "Контингент организации берётся", "из справочника организаций"


def show(review: Review, by: Person | None) -> None:
    """The button where there is something to propose, and the field that stands for the contingent."""
    with st.container(horizontal=True, vertical_alignment="bottom"):
        if proposed := propose_rows(review.tables, review.changes, list_types()):
            editor.press("Предложить поля и формулы для новых показателей", "предложить", review.number, proposed, by)
        row = next((row for row in review.tables[HEAD] if row.cells["key"] == CONTINGENT), None)
        fields = name_fields(review.cells)
        if row is None or not fields:
            return
        sources = {"": _OF_DIRECTORY, **{field: f"из столбца «{name}»" for field, name in fields.items()}}
        current = row.cells["text"] if row.cells["text"] in fields else ""
        if by is None:
            st.caption(plain(f"{_CONTINGENT} {sources[current]}."))
            return
        key = f"контингент-{review.number}-{current}"
        st.selectbox(
            _CONTINGENT, list(sources), list(sources).index(current), key=key, width=420,
            format_func=sources.__getitem__, on_change=partial(_store, key, review, row.number, by),
        )  # fmt: skip


def _store(key: str, review: Review, row: int, by: Person) -> None:
    editor.save(review.number, [Change(HEAD, row, "text", st.session_state[key])], by)
