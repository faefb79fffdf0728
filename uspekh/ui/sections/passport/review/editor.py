"""A table of a draft that is edited in place; every cell is stored as soon as it is written."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import partial
from typing import Any

import pandas as pd
import streamlit as st

from uspekh.access.person import Forbidden, Person
from uspekh.importing.review.columns import LINKS, Column, columns_for
from uspekh.importing.review.head import CONTINGENT, HEAD, KEYS
from uspekh.importing.review.placing import add_blank_row
from uspekh.importing.review.rows import WHOLE_ROW, Change, last_taken_out, next_number
from uspekh.importing.review.sections import SectionReview, describe_links, find_doubtful
from uspekh.importing.review.spread import EditLine, columns_over_years, lines_of, take_out, write_line
from uspekh.russian.text import plain
from uspekh.store.guards.texts import TextRefused
from uspekh.store.plans.drafts import DraftChange, DraftClosed, change_draft
from uspekh.ui.sections.passport.review.current import Review
from uspekh.ui.session import state, turning
from uspekh.words import NO_ROWS, NOTHING

_REFUSED = "черновик-отказ"
_TAKE_OUT, _SOURCE = "убрать", "в документе"
_RESULT, _OTHER, _TITLE = "результат", "с чем", "чего"
_OF_HEAD = {key: title for key, title in KEYS.items() if key != CONTINGENT}
"""What of the head is edited as texts; the field is chosen where fields are."""
_NAMED_BY = {
    "indicator_targets": ("indicator", "indicator"), "budget": ("budget_line", "line"),
    "budget_totals": ("budget_line", "line"), "annex2_targets": ("indicator", "indicator"),
}  # fmt: skip
"""Which column of a table holds a number, and of what."""
_LINK_ORDER = (_TAKE_OUT, "result", _RESULT, "kind", "target", _OTHER, "note", _SOURCE)
_OF_TITLES = 260
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
    """The doubtful lines with the rows of the document beside them, or all; a line can be added and taken out."""
    rows = review.tables.get(table, [])
    every = lines_of(table, rows if table != HEAD else [row for row in rows if row.cells["key"] in _OF_HEAD])
    doubtful = {row.number for row in find_doubtful(of_section, table, rows)}
    lines = every
    with st.container(horizontal=True, vertical_alignment="center"):
        if doubtful and not st.toggle("Все строки", key=f"все-{table}"):
            lines = [line for line in every if doubtful & set(line.rows.values())]
        if table != HEAD:
            added = add_blank_row(review.tables, review.changes, table)
            press("Добавить строку", f"добавить-{table}", review.number, added, by)
            if (number := last_taken_out(rows, review.changes, table)) is not None:
                again = [Change(table, number, WHOLE_ROW, "")]
                press("Вернуть убранную строку", f"вернуть-{table}", review.number, again, by)
    if not lines:
        st.caption(NO_ROWS)
        return
    columns = columns_over_years(table, columns_for(table, review.cells), review.cells)
    extra = _describe(review, table, lines)
    if table == HEAD or lines is not every:
        extra[_SOURCE] = [_say_source(line) for line in lines]
    frame = pd.DataFrame(
        {column.name: [column.show(line.cells.get(column.name, "")) for line in lines] for column in columns}
    )
    if table != HEAD:
        frame.insert(0, _TAKE_OUT, False)
    frame = frame.assign(**extra)
    # With other lines the positions of what is typed are others: the widget is another then, too.
    key = f"правка-{review.number}-{table}-{hash(tuple(line.number for line in lines))}"
    st.data_editor(
        frame,
        key=key,
        num_rows="fixed",
        hide_index=True,
        width="stretch",
        height=min(420, 36 * (len(lines) + 1) + 4),
        disabled=True if by is None else [*extra, "key"],
        column_config=_configure(columns, frame, extra),
        column_order=_order(table, columns, extra),
        on_change=partial(_store, key, review, table, lines, columns, by),
    )


def press(label: str, key: str, number: int, changes: Sequence[Change], by: Person | None) -> None:
    """A button that stores changes; ``key`` is of the table, so that a press never answers for another one."""
    st.button(label, key=key, on_click=_answer, args=(number, changes, by), disabled=by is None)


def _answer(number: int, changes: Sequence[Change], by: Person | None) -> None:
    if by is not None:
        save(number, changes, by)


def _store(
    key: str, review: Review, table: str, lines: Sequence[EditLine], columns: Sequence[Column], by: Person | None
) -> None:
    """Stores what was typed and is not stored yet."""
    if by is None:
        return
    named = {column.name: column for column in columns}
    number = next_number(review.tables.get(table, []), review.changes, table)
    changes: list[Change] = []
    edited: Mapping[int, Mapping[str, Any]] = st.session_state[key]["edited_rows"]
    for position, cells in edited.items():
        line = lines[position]
        if cells.get(_TAKE_OUT):
            changes += take_out(table, line)
            continue
        for name, typed in cells.items():
            if name in named and (text := named[name].parse(typed)) != line.cells.get(name, ""):
                written = write_line(table, line, named[name], text, number)
                number += any(change.column == WHOLE_ROW and change.text is not None for change in written)
                changes += written
    save(review.number, changes, by)


def _say_source(line: EditLine) -> str:
    return f"{line.source.where}: {line.source.text}" if line.source else ""


def _describe(review: Review, table: str, lines: Sequence[EditLine]) -> dict[str, list[str]]:
    """What the numbers of a line alone do not say: titles of both ends of a link, of what a plan or sum is of."""
    titles = describe_links(review.cells)
    if table == LINKS:
        return {
            _RESULT: [titles.get(("result", line.cells["result"]), "") for line in lines],
            _OTHER: [titles.get((line.cells["kind"], line.cells["target"]), "") for line in lines],
        }
    if table == "measures":
        return {_TITLE: [titles.get((line.cells["subject_kind"], line.cells["subject"]), "") for line in lines]}
    if table not in _NAMED_BY:
        return {}
    kind, column = _NAMED_BY[table]
    return {_TITLE: [titles.get((kind, line.cells[column]), "") for line in lines]}


def _order(table: str, columns: Sequence[Column], extra: Mapping[str, object]) -> Sequence[str] | None:
    """A title stands after the number that it explains."""
    if table == LINKS:
        return _LINK_ORDER
    names = [column.name for column in columns]
    if _TITLE not in extra:
        return None
    at = 1 + names.index("subject" if table == "measures" else _NAMED_BY[table][1])
    return [_TAKE_OUT, *names[:at], _TITLE, *names[at:], *([_SOURCE] if _SOURCE in extra else [])]


def _configure(columns: Sequence[Column], frame: pd.DataFrame, extra: Mapping[str, object]) -> dict[str, Any]:
    configured: dict[str, Any] = {
        column.name: st.column_config.SelectboxColumn(column.title, options=[NOTHING, *column.words.values()])
        if column.words and column.name != "key"
        else st.column_config.TextColumn(column.title, width=_width(frame[column.name]))
        for column in columns
    }
    configured |= {name: st.column_config.TextColumn(name, width="large") for name in extra if name != _TITLE}
    configured[_TITLE] = st.column_config.TextColumn(_TITLE, width=_OF_TITLES)
    return configured | {_TAKE_OUT: st.column_config.CheckboxColumn("убрать", width=90)}


def _width(cells: pd.Series) -> Any:
    longest = int(cells.str.len().max() or 0)
    return "large" if longest > _WIDE else None
