"""Loading a file straight into the figures, step by step: form, file, what is wrong, what it changes, saving."""

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
from uspekh.ui.show.words import officials
from uspekh.ui.uploading import checked, following, journal, outdated, reply, saving, steps
from uspekh.ui.uploading.choosing import (
    blank_form,
    file_field,
    hidden_sheets,
    jobs,
    matching,
    naming,
    resuming,
    which_project,
)
from uspekh.words import count_changes

_SAVED, _CHANGED = "сохранено", "изменит"


def show() -> None:
    """The steps of a file; without one, the form to fill in and the latest uploads."""
    if saved := st.session_state.pop(_SAVED, None):
        number, counted = saved
        st.success(f"Сохранено. Загрузка № {number}: {count_changes(counted)}.")
    form = st.container()
    steps.head(2, "Заполненный файл")
    if file := file_field.choose_file():
        _received(*file)
    elif reading := resuming.offered():
        _preview(reading)
    else:
        outdated.forget()
        with form:
            steps.head(1, "Форма для заполнения")
            blank_form.show()
        steps.head(3, "Последние загрузки")
        journal.show(latest=True)


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
    words = count_changes(changes.count(changed)).replace("заменено", "будет заменено")
    st.info(f"Файл «{plain(name)}» прочитан: {words}. Пока ничего не сохранено.")


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
    if reading.is_of_unclear_project:
        which_project.ask(reading)
        with saving.line():
            saving.press("Сохранить", ["укажите, какого проекта этот файл"], key="сохранить")
        return
    if not reading.accepted:
        steps.head(3, "Что не так")
        checked.refused(reading)
        which_project.lead_to_named(reading)
        reply.offer(content, reading)
        hidden_sheets.offer(reading)
        naming.offer(content, reading)
        if all(problem.code != "file.other_project" for problem in reading.problems):
            matching.offer(content, refused=True)
        with saving.line():
            saving.press("Сохранить", [f"файл {checked.say_refusal(reading)}"], key="сохранить")
        return
    resuming.remember(reading)
    _preview(reading, content)


def _preview(reading: Reading, content: bytes | None = None) -> None:
    """What would change, and the button; ``content``: the file, of which a restart leaves only what was read."""
    changed = changed_by(reading, reading.values)
    outdated.warn((reading.sha256, reading.file_name), changed)
    announce_changes(reading.file_name, changed)
    steps.head(3, "Что не так")
    remarks = checked.explained(reading, changed)
    if content is not None:
        reply.offer(content, reading)
        matching.offer(content)
    steps.head(4, "Что изменится")
    following.show(reading, reading.values, changed)
    why = reason(changed, "закрыт-причина")
    named = officials.of_file(changed, remarks, why or "", f"файл-{reading.sha256}")
    with saving.line():
        by = access.acting("Кто загружает", "кто")
        stops = saving.hindrances(reason=why, officials=named, person=by, name_field="Кто загружает")
        pressed = saving.press("Сохранить", stops, key="сохранить")
    if not pressed or not by:
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
