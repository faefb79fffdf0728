"""The journal of uploads: what each changed, what was read from its file, and taking one back."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from uspekh.access.person import Action, Forbidden
from uspekh.russian.format import missing, moment, number
from uspekh.russian.text import plain
from uspekh.store.guards import locks
from uspekh.store.guards.texts import TextRefused
from uspekh.store.uploads import journal
from uspekh.store.uploads.changes import changes_of_upload
from uspekh.ui.session import access, state
from uspekh.ui.show import table
from uspekh.ui.show.table import Cell
from uspekh.ui.show.words import officials
from uspekh.ui.uploading import copies, preview, saving
from uspekh.words import count_changes, loaded_by

UNDO, OPEN = "отменить", "показать"
"""What the buttons of a row do, before the number of the upload."""
_UNDONE = "отменено"
_LATEST = 3


def show(*, latest: bool = False) -> None:
    """What was loaded, with the way to what each upload changed and to taking it back; ``latest``: the last few.

    It is of all organizations. Raises ``Forbidden``.
    """
    access.demand(Action.LOOK)
    if undone := st.session_state.pop(_UNDONE, None):
        st.success(f"Загрузка № {undone} отменена: показатели такие, как если бы её не было.")
    rows = journal.journal(state.project().engine, access.person())
    if rows.empty:
        st.caption("Загрузок ещё не было.")
        return
    shown = rows.head(_LATEST) if latest else rows
    with_reason = bool(shown["reason"].any())
    headings = ["№", "Когда", "Кто", "Файл", "Что изменила", "Состояние", *(["Причина"] if with_reason else []), ""]
    cells = [_row(row, with_reason=with_reason) for _, row in shown.iterrows()]
    by_number = rows.set_index("id", drop=False)

    def answer(action: str) -> None:
        kind, _, upload = action.partition(" ")
        dialog = _undo if kind == UNDO else _changes
        dialog(by_number.loc[int(upload)])

    table.show(headings, cells, key="журнал", name="Загрузки", on_click=answer)
    if len(rows) > len(shown):
        st.caption(f"Показаны последние {len(shown)} из {number(len(rows), 0)}; все — на вкладке «Журнал».")


def _row(row: pd.Series, *, with_reason: bool) -> list[Cell]:
    stands = missing(row["undone_at"])
    state_ = "действует" if stands else f"отменена {moment(row['undone_at'])}"
    undoes = stands and access.may(Action.UNDO)
    return [
        Cell(f"№ {row['id']}", action=f"{OPEN} {row['id']}"),
        Cell(moment(row["at"])),
        Cell(loaded_by(row["by"], row["sent_by"])),
        Cell(row["file_name"]),
        Cell(count_changes(row)),
        Cell(state_),
        *([Cell(row["reason"])] if with_reason else []),
        Cell("Отменить" if undoes else "", action=f"{UNDO} {row['id']}" if undoes else ""),
    ]


@st.dialog("Что изменила загрузка", width="large")
def _changes(row: pd.Series) -> None:
    """What an upload changed, and what was read from its file."""
    st.markdown(f"Загрузка № {row['id']}, {plain(row['file_name'])}, {moment(row['at'])}")
    changed = changes_of_upload(state.project().engine, int(row["id"]), access.person())
    if (changed["change"] == "same").all():
        st.caption("Значений она не изменила.")
    preview.show(changed, key="журнал-изменения", past=True)
    copies.offer(row, st.container(), "журнал-копия")


@st.dialog("Отменить загрузку")
def _undo(row: pd.Series) -> None:
    """The reason where a period is closed, who takes the upload back, and the button."""
    st.markdown(f"Загрузка № {row['id']}, {plain(row['file_name'])}. Значения станут такими, как если бы её не было.")
    by = access.acting("Кто отменяет", "отмена-кто")
    # Which periods an upload holds is known to the store; the field stands while any period is closed.
    closed = locks.closed(state.project().engine)
    why = st.text_input("Причина, если период закрыт", key="отмена-причина") if closed else ""
    named = officials.typed(why, "отмена")
    stops = saving.hindrances(reason="", officials=named, person=by, name_field="Кто отменяет")
    if stops:
        st.caption(saving.in_words(stops))
    if not st.button("Отменить загрузку", type="primary", disabled=bool(stops), key="отмена-кнопка") or by is None:
        return
    try:
        state.project().undo(int(row["id"]), by, why, officials=bool(named))
    except (journal.UploadUnknown, locks.PeriodClosed, TextRefused, Forbidden) as refusal:
        st.error(str(refusal))
        return
    st.session_state[_UNDONE] = int(row["id"])
    st.rerun()
