"""A table of a draft that is edited in place; every cell is stored as soon as it is written."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import partial
from typing import Any

import pandas as pd
import streamlit as st

from uspekh.access.person import Forbidden, Person
from uspekh.importing.review.columns import LINKS, Column, columns_of
from uspekh.importing.review.head import HEAD, KEYS
from uspekh.importing.review.rows import WHOLE_ROW, Change, ReviewRow, last_taken_out, next_number, write_cell
from uspekh.importing.review.sections import SectionReview, describe_links, find_doubtful
from uspekh.russian.text import plain
from uspekh.store.guards.texts import TextRefused
from uspekh.store.plans.drafts import DraftChange, DraftClosed, change_draft
from uspekh.ui.sections.passport.review.current import Review
from uspekh.ui.session import state, turning
from uspekh.words import NO_ROWS

_REFUSED = "черновик-отказ"
_TAKE_OUT, _SOURCE = "убрать", "в документе"
_RESULT, _OTHER = "результат", "с чем"
_LINK_ORDER = (_TAKE_OUT, "result", _RESULT, "kind", "target", _OTHER, "note", _SOURCE)
_WIDE = 60
"""Letters from which a column is a wide one."""


@contextmanager
def saying_refusals() -> Iterator[None]:
    """Inside, a press may be refused: the reason is kept, and the next run says it (``say_refusal``)."""
    turning.hold()
    try:
        yield
    except (TextRefused, DraftClosed, Forbidden) as refusal:
        st.session_state[_REFUSED] = str(refusal)


def say_refusal() -> None:
    """Why the last press changed nothing, once."""
    if refusal := st.session_state.pop(_REFUSED, None):
        st.error(plain(refusal))


def save(number: int, changes: Sequence[Change], by: Person) -> None:
    """Stores changes of a draft; a refusal is said by the run that follows."""
    with saying_refusals():
        stored = [DraftChange(each.table, each.row, each.column, each.text) for each in changes]
        change_draft(state.project().engine, number, stored, by)


def show(review: Review, of_section: SectionReview, table: str, by: Person | None) -> None:
    """The doubtful rows with those of the document beside them, or all; a row can be added and taken out."""
    every = [row for row in review.tables.get(table, []) if table != HEAD or row.cells["key"] in KEYS]
    doubtful = find_doubtful(of_section, table, review.tables.get(table, []))
    rows = every
    with st.container(horizontal=True, vertical_alignment="center"):
        if doubtful and not st.toggle("Все строки", key=f"все-{table}"):
            rows = doubtful
        if table != HEAD:
            added = [Change(table, next_number(every, review.changes, table), WHOLE_ROW, "")]
            _press("Добавить строку", f"добавить-{table}", review.number, added, by)
            if (number := last_taken_out(every, review.changes, table)) is not None:
                again = [Change(table, number, WHOLE_ROW, "")]
                _press("Вернуть убранную строку", f"вернуть-{table}", review.number, again, by)
    if not rows:
        st.caption(NO_ROWS)
        return
    columns = columns_of(table)
    extra = _describe(review, table, rows) | ({_SOURCE: [_say_source(row) for row in rows]} if rows is doubtful else {})
    frame = pd.DataFrame(
        {column.name: [column.show(row.cells.get(column.name, "")) for row in rows] for column in columns}
    )
    if table != HEAD:
        frame.insert(0, _TAKE_OUT, False)
    frame = frame.assign(**extra)
    # With other rows the positions of what is typed are others: the widget is another then, too.
    key = f"правка-{review.number}-{table}-{hash(tuple(row.number for row in rows))}"
    st.data_editor(
        frame,
        key=key,
        num_rows="fixed",
        hide_index=True,
        width="stretch",
        height=min(420, 36 * (len(rows) + 1) + 4),
        disabled=True if by is None else [*extra, "key"],
        column_config=_configure(columns, frame, extra),
        column_order=_LINK_ORDER if table == LINKS else None,
        on_change=partial(_store, key, review.number, table, rows, by),
    )


def _press(label: str, key: str, number: int, changes: Sequence[Change], by: Person | None) -> None:
    """A button that stores changes; ``key`` is of the table, so that a press never answers for another one."""
    st.button(label, key=key, on_click=_answer, args=(number, changes, by), disabled=by is None)


def _answer(number: int, changes: Sequence[Change], by: Person | None) -> None:
    if by is not None:
        save(number, changes, by)


def _store(key: str, number: int, table: str, rows: Sequence[ReviewRow], by: Person | None) -> None:
    """Stores what was typed and is not stored yet."""
    if by is None:
        return
    columns = {column.name: column for column in columns_of(table)}
    changes: list[Change] = []
    edited: Mapping[int, Mapping[str, Any]] = st.session_state[key]["edited_rows"]
    for position, cells in edited.items():
        row = rows[position]
        if cells.get(_TAKE_OUT):
            changes.append(Change(table, row.number, WHOLE_ROW, None))
            continue
        for name, typed in cells.items():
            if name in columns and (text := columns[name].parse(typed)) != row.cells.get(name, ""):
                changes += write_cell(table, row.number, columns[name], text)
    save(number, changes, by)


def _say_source(row: ReviewRow) -> str:
    return f"{row.source.where}: {row.source.text}" if row.source else ""


def _describe(review: Review, table: str, rows: Sequence[ReviewRow]) -> dict[str, list[str]]:
    """Of links the titles of both ends, which their numbers alone do not say."""
    if table != LINKS:
        return {}
    titles = describe_links(review.cells)
    return {
        _RESULT: [titles.get(("result", row.cells["result"]), "") for row in rows],
        _OTHER: [titles.get((row.cells["kind"], row.cells["target"]), "") for row in rows],
    }


def _configure(columns: Sequence[Column], frame: pd.DataFrame, extra: Mapping[str, object]) -> dict[str, Any]:
    configured: dict[str, Any] = {
        column.name: st.column_config.SelectboxColumn(column.title, options=list(column.words.values()))
        if column.words and column.name != "key"
        else st.column_config.TextColumn(column.title, width=_width(frame[column.name]))
        for column in columns
    }
    configured |= {name: st.column_config.TextColumn(name, width="large") for name in extra}
    return configured | {_TAKE_OUT: st.column_config.CheckboxColumn("убрать", width=90)}


def _width(cells: pd.Series) -> Any:
    longest = int(cells.str.len().max() or 0)
    return "large" if longest > _WIDE else None
