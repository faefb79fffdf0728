"""The journal of uploads: what each changed, what was read from its file, and taking one back."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from uspekh.access.person import Action, Forbidden
from uspekh.russian.format import missing, moment
from uspekh.store.guards import locks
from uspekh.store.guards.texts import TextRefused
from uspekh.store.uploads import journal
from uspekh.store.uploads.changes import changes_of_upload
from uspekh.ui.session import access, state
from uspekh.ui.show import officials, tables
from uspekh.ui.uploading import copies, preview
from uspekh.words import loaded_by

_UNDONE = "отменено"


def show() -> None:
    """What was loaded, and taking it back; it is of all organizations. Raises ``Forbidden``."""
    access.demand(Action.LOOK)
    if undone := st.session_state.pop(_UNDONE, None):
        st.success(f"Загрузка № {undone} отменена: показатели такие, как если бы её не было.")
    rows = journal.journal(state.project().engine, access.person())
    if rows.empty:
        st.caption("Загрузок ещё не было.")
        return
    tables.show(_table(rows), key="журнал")
    _one(rows)
    standing = rows[rows["undone_at"].isna()]
    if len(standing) and access.may(Action.UNDO):
        _undo(standing)


def _one(rows: pd.DataFrame) -> None:
    by_number = rows.set_index("id")
    left, right = st.columns([3, 1], vertical_alignment="bottom")
    number = left.selectbox(
        "Что изменила загрузка",
        list(by_number.index),
        index=None,
        placeholder="Выберите номер",
        format_func=lambda n: f"№ {n}, {by_number['file_name'][n]}",
        key="журнал-номер",
    )
    if number is None:
        return
    engine = state.project().engine
    sent = by_number.loc[number]
    copies.offer(sent, right, "журнал-копия")
    changed = changes_of_upload(engine, int(number), access.person())
    preview.show(changed, heading="Что изменила", key="журнал-изменения", screened=True)


def _undo(standing: pd.DataFrame) -> None:
    engine = state.project().engine
    names = standing.set_index("id")["file_name"]
    left, middle, right = st.columns([2, 2, 1], vertical_alignment="bottom")
    chosen = left.selectbox(
        "Отменить загрузку",
        standing["id"],
        index=None,
        placeholder="Выберите номер",
        format_func=lambda n: f"№ {n}, {names[n]}",
        key="отмена-номер",
    )
    with middle:
        by = access.acting("Кто отменяет", "отмена-кто")
        # Which periods an upload holds is known to the store; the field stands while any period is closed.
        why = st.text_input("Причина, если период закрыт", key="отмена-причина") if locks.closed(engine) else ""
        named = officials.typed(why, "отмена")
    stopped = chosen is None or named is None or not by
    if not right.button("Отменить", disabled=stopped, width="stretch") or not (chosen and by):
        return
    try:
        state.project().undo(int(chosen), by, why, officials=bool(named))
    except (journal.UploadUnknown, locks.PeriodClosed, TextRefused, Forbidden) as refusal:
        st.error(str(refusal))
        return
    st.session_state[_UNDONE] = chosen
    st.rerun()


def _table(rows: pd.DataFrame) -> pd.DataFrame:
    """The journal with Russian columns; the reason where any closed period was changed."""
    table = pd.DataFrame(
        {
            "№": rows["id"],
            "Когда": [moment(at) for at in rows["at"]],
            "Кто": [loaded_by(*names) for names in zip(rows["by"], rows["sent_by"], strict=True)],
            "Файл": rows["file_name"],
            "Строк": rows["rows"],
            "Новых": rows["new"],
            "Заменено": rows["replaced"],
            "Без изменений": rows["same"],
            "Состояние": ["действует" if missing(at) else f"отменена {moment(at)}" for at in rows["undone_at"]],
        }
    )
    return table.assign(Причина=rows["reason"]) if rows["reason"].any() else table
