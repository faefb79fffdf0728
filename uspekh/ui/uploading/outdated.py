"""A preview that others have overtaken: what changed while the person was looking stands before the preview itself."""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass

import pandas as pd
import streamlit as st

from uspekh.russian.format import missing, moment
from uspekh.russian.text import plain
from uspekh.store.uploads import confirmation
from uspekh.ui.session import state
from uspekh.ui.show import tables
from uspekh.ui.uploading import preview
from uspekh.words import NOTHING

_SHOWN = "показано"


@dataclass
class _Shown:
    """``first``: the preview when the file was chosen; ``last``: of the last run that drew its page to the end."""

    key: Hashable
    first: pd.DataFrame
    last: pd.DataFrame


def warn(key: Hashable, changed: pd.DataFrame) -> None:
    """Says which values others have changed since the file of this ``key`` was first shown.

    ``changed``: its preview at this moment (``changes.changes``).
    """
    shown = st.session_state.get(_SHOWN)
    if shown is None or shown.key != key:
        shown = st.session_state[_SHOWN] = _Shown(key, changed, changed)
    if shown.first is changed:
        return
    rows = confirmation.differences(shown.first, changed)
    if rows.empty:
        return
    rows = confirmation.with_authors(state.project().engine, rows)
    st.warning(f"{_sentence(rows)} Проверьте и подтвердите ещё раз.", icon=":material/update:")
    tables.show(_table(rows), key="изменилось-тем-временем")


def seen() -> pd.DataFrame:
    """The preview that the person had before the eyes when the button was pressed."""
    return st.session_state[_SHOWN].last


def drawn(changed: pd.DataFrame) -> None:
    """The page has been drawn with this preview: from now on it is what the person sees."""
    st.session_state[_SHOWN].last = changed


def forget() -> None:
    """No file is open any more."""
    st.session_state.pop(_SHOWN, None)


def _sentence(rows: pd.DataFrame) -> str:
    if len(rows) > 1:
        return f"Пока вы смотрели, изменились значения, которых касается файл ({len(rows)})."
    row = rows.iloc[0]
    if missing(row["by"]):
        return "Пока вы смотрели, значение, которого касается файл, отменили."
    return f"Пока вы смотрели, изменилось значение: {plain(row['by'])}, {moment(row['at'])}."


def _table(rows: pd.DataFrame) -> pd.DataFrame:
    return preview.describe_keys(rows).assign(
        **{
            "Вы видели": preview.contents(rows, "_shown"),
            "Сейчас": preview.contents(rows, "_before"),
            "В файле": preview.contents(rows, ""),
            "Кто изменил": ["значение отменено" if missing(by) else by for by in rows["by"]],
            "Когда": [NOTHING if missing(at) else moment(at) for at in rows["at"]],
        }
    )
