"""Texts that name somebody: what is typed or stood in a file is stored only if the person is an official."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Literal

import pandas as pd
import streamlit as st

from uspekh.actuals.personal.mentions import ADVICE, MENTION, NAMED
from uspekh.actuals.personal.texts import WHAT, people_in, personal_code
from uspekh.store.guards.texts import TYPED, TextCell, cells_with_people, texts_of
from uspekh.store.uploads.remarks import Remark

LABEL = "Названные люди — должностные лица, а не дети"
_LISTED = 5


def typed(words: str, key: str) -> bool | None:
    """Whether a text typed outside of a form is said to name officials; ``None`` while it cannot be stored."""
    if _refused([words]):
        return None
    return _confirmed(NAMED, key) if people_in(words) else False


def of_file(changed: pd.DataFrame, remarks: Sequence[Remark], reason: str, key: str) -> bool | None:
    """The same of the texts that a file changes (``changes.changes``), of explanations, and of a reason."""
    typed_texts = [*(((remark.sheet, remark.cell), remark.comment) for remark in remarks), (TYPED, reason)]
    if _refused(text for _, text in typed_texts):
        return None
    official = {(remark.sheet, remark.cell) for remark in remarks if remark.code == MENTION}
    cells = [where for where in cells_with_people([*texts_of(changed), *typed_texts]) if where not in official]
    return _confirmed(f"Назван человек: {_list(cells)}. {ADVICE}", key) if cells else False


def in_form(key: str) -> bool:
    """The same question within a form, drawn once a text of it was found to name somebody; whether it is answered."""
    return bool(st.session_state.get(_flag(key))) and bool(_confirmed(NAMED, key))


def stops_form(texts: Iterable[str], key: str, *, officials: bool, scope: Literal["app", "fragment"] = "app") -> bool:
    """Whether what was submitted cannot be stored: says why, and asks (``in_form``) who is named.

    ``scope`` of what is drawn anew to ask: «fragment» in a dialog, which would be closed otherwise.
    """
    words = list(texts)
    if _refused(words):
        return True
    if any(map(people_in, words)) and not officials:
        st.session_state[_flag(key)] = True
        st.rerun(scope=scope)
    st.session_state.pop(_flag(key), None)
    return False


def _refused(texts: Iterable[str]) -> bool:
    codes = {code for text in texts if (code := personal_code(text))}
    for code in sorted(codes):
        st.error(f"В тексте {WHAT[code]}. Персональные данные не хранятся: уберите их.")
    return bool(codes)


def _confirmed(question: str, key: str) -> bool | None:
    st.warning(question, icon=":material/badge:")
    return st.checkbox(LABEL, key=f"{key}-должностные") or None


def _list(cells: Sequence[TextCell]) -> str:
    words = ["причина изменения" if where == TYPED else " ".join(filter(None, where)) for where in cells]
    return ", ".join(words[:_LISTED]) + (f" и ещё {len(words) - _LISTED}" if len(words) > _LISTED else "")


def _flag(key: str) -> str:
    return f"{key}-назван"
