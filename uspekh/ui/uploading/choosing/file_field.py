"""The field in which a person chooses a file: its limits, and emptying it when the file has been dealt with."""

from __future__ import annotations

import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx
from streamlit.runtime.uploaded_file_manager import DeletedFile

from uspekh.actuals.opening.limits import DIVIDE, MEGABYTE, Limits
from uspekh.russian.format import number

LIMIT = Limits.content
ENDINGS = ["xlsx", "xlsm", "xlsb", "xls", "ods", "csv", "zip"]
_NUMBER, _LOST = "файл-номер", "файл-потерян"


def is_lost() -> bool:
    """Whether the server was restarted since a file was chosen, and has it no more."""
    return bool(st.session_state.get(_LOST))


def choose_file() -> tuple[bytes, str] | None:
    """The file that the person chose, its bytes and name; one that is too long is refused."""
    file = st.file_uploader(
        "Выберите файл Excel, ODS, CSV или архив с ним или перетащите его сюда",
        type=ENDINGS,
        key=_field(),
        # The words of a refusal by the server are the browser's own and English, with the code in them.
        help=f"Не больше {number(LIMIT / MEGABYTE, 0)} МБ. Файл сначала проверяется, сохраняется только по кнопке. "
        "Красный значок с кодом 413, 429 или 503: у вас открыто слишком много файлов. Закройте другие вкладки "
        "программы и повторите через две минуты.",
    )
    if isinstance(st.session_state.get(_field()), DeletedFile):
        # The browser still shows the file and takes no other in its place: another field does.
        empty()
        st.session_state[_LOST] = True
        st.rerun()
    if file is not None:
        st.session_state.pop(_LOST, None)
    if file is not None and file.size > LIMIT:
        st.error(f"Файл больше {number(LIMIT / MEGABYTE, 0)} МБ. {DIVIDE}")
        return None
    return None if file is None else (file.getvalue(), file.name)


def empty() -> None:
    """Empties the field: the file has been dealt with, and the server's memory is free of it."""
    context = get_script_run_ctx()
    if context is not None:
        context.uploaded_file_mgr.remove_session_files(context.session_id)
    st.session_state[_NUMBER] = st.session_state.get(_NUMBER, 0) + 1
    st.session_state.pop(_LOST, None)


def _field() -> str:
    return f"файл-{st.session_state.get(_NUMBER, 0)}"
