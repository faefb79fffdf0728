"""Loading a file straight into the figures: what would change, and the button that stores it."""

from __future__ import annotations

from contextlib import AbstractContextManager

import pandas as pd
import streamlit as st

from uspekh.access.person import Forbidden
from uspekh.actuals.reading import Reading
from uspekh.monitoring.values.reported import latest_year
from uspekh.project import default_year
from uspekh.russian.text import plain
from uspekh.store.guards import locks
from uspekh.store.guards.texts import TextRefused
from uspekh.store.uploads import changes
from uspekh.store.uploads.confirmation import PreviewOutdated
from uspekh.store.values.queries import same_subjects
from uspekh.ui.session import access, filters, reruns, state
from uspekh.ui.show import officials
from uspekh.ui.uploading import (
    checked,
    file_field,
    hidden_sheets,
    jobs,
    matching,
    naming,
    outdated,
    preview,
    reply,
    resuming,
)
from uspekh.words import count_changes

_SAVED, _CHANGED = "сохранено", "изменит"


def show() -> None:
    """The field for a file and what follows from it."""
    if saved := st.session_state.pop(_SAVED, None):
        number, counted = saved
        st.success(f"Сохранено. Загрузка № {number}: {count_changes(counted)}.")
    if file := file_field.choose_file():
        _received(*file)
    elif reading := resuming.offered():
        _preview(reading)
    else:
        outdated.forget()


def changed_by(reading: Reading, values: pd.DataFrame) -> pd.DataFrame:
    """What the values of a file would change in the figures as they stand (``changes.changes``).

    ``values``: those of the reading, or what is left of them. Kept for the reruns of the page.
    """
    key = (reading.sha256, reading.file_name, len(values), state.stamp())
    return reruns.compute_once(
        _CHANGED, key, lambda: changes.changes(same_subjects(state.project().engine, values), values)
    )


def storing() -> AbstractContextManager[None]:
    """Says that it goes on while a file is stored."""
    return st.spinner("Сохраняется и пересчитывается…")


def announce_changes(name: str, changed: pd.DataFrame) -> None:
    """How many values a file would change."""
    counted = changes.count(changed)
    st.info(
        f"Файл «{plain(name)}» прочитан: новых значений — {counted['new']}, будет заменено — {counted['replaced']}, "
        f"без изменений — {counted['same']}. Пока ничего не сохранено."
    )


def reason(changed: pd.DataFrame, key: str) -> str | None:
    """Why closed periods change: empty where none does, ``None`` while it has to be given."""
    shut = locks.touched(changed) & locks.closed(state.project().engine)
    if not shut:
        return ""
    st.warning(f"Период закрыт: {locks.named(shut)}. Чтобы изменить его, укажите причину.", icon=":material/lock:")
    typed = st.text_input("Причина изменения закрытого периода", key=key)
    return typed.strip() or None


def _received(content: bytes, name: str) -> None:
    reading = jobs.read(content, name)
    if reading is None:
        return
    if not reading.accepted:
        checked.refused(reading)
        reply.offer(content, reading)
        hidden_sheets.offer(reading)
        naming.offer(content, reading)
        matching.offer(content)
        return
    resuming.remember(reading)
    _preview(reading, content)


def _preview(reading: Reading, content: bytes | None = None) -> None:
    """What would change, and the button; ``content``: the file, of which a restart leaves only what was read."""
    changed = changed_by(reading, reading.values)
    outdated.warn((reading.sha256, reading.file_name), changed)
    announce_changes(reading.file_name, changed)
    remarks = checked.explained(reading, changed)
    if content is not None:
        reply.offer(content, reading)
        matching.offer(content)
    preview.show(changed)
    why = reason(changed, "закрыт-причина")
    named = officials.of_file(changed, remarks, why or "", f"файл-{reading.sha256}")
    by = access.acting("Кто загружает", "кто")
    if not st.button("Сохранить", type="primary", disabled=why is None or named is None or not by) or not by:
        outdated.drawn(changed)
        return
    try:
        with storing():
            saved = state.project().load(reading, by, remarks, why or "", outdated.seen(), officials=bool(named))
    except PreviewOutdated:
        st.rerun()
    except (locks.PeriodClosed, TextRefused, Forbidden) as refusal:
        st.error(str(refusal))
        return
    st.session_state[_SAVED] = saved
    del st.session_state[_CHANGED]
    outdated.forget()
    resuming.finish()
    filters.show_year(default_year(state.project().plan, latest_year(reading.values), state.today()))
    file_field.empty()
    st.rerun()
