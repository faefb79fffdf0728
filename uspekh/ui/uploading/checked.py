"""A file that was chosen: its verdict and problems, and what was said of its warnings."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pandas as pd
import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx
from streamlit.runtime.uploaded_file_manager import DeletedFile

from uspekh.actuals.opening.limits import DIVIDE, MEGABYTE, Limits
from uspekh.actuals.problems import SEVERITIES, Problem
from uspekh.actuals.reading import Reading
from uspekh.russian.format import number, plural
from uspekh.russian.text import plain
from uspekh.store.uploads.journal import Remark
from uspekh.ui.show import tables
from uspekh.ui.uploading.problem_order import order_problems

LIMIT = Limits.content
ENDINGS = ["xlsx", "xlsm", "xlsb", "xls", "ods", "csv"]
_NUMBER, _LOST = "файл-номер", "файл-потерян"
_ON_PAGE = 20
_COLOURS = {"error": "red", "warning": "orange", "info": "gray"}


def lost() -> bool:
    """Whether the server was restarted since a file was chosen, and has it no more."""
    return bool(st.session_state.get(_LOST))


def chosen() -> tuple[bytes, str] | None:
    """The file that the person chose, its bytes and name; one that is too long is refused."""
    file = st.file_uploader(
        "Выберите файл Excel, ODS или CSV (кнопка «Upload» или перетащите файл сюда)",
        type=ENDINGS,
        key=_field(),
        # The words of a refusal by the server are the browser's own and English, with the code in them.
        help=f"Не больше {number(LIMIT / MEGABYTE, 0)} МБ. Файл сначала проверяется, сохраняется только по кнопке. "
        "Красный значок с кодом 413, 429 или 503: у вас открыто слишком много файлов. Закройте другие вкладки "
        "программы и повторите через две минуты.",
    )
    if isinstance(st.session_state.get(_field()), DeletedFile):
        # The browser still shows the file and takes no other in its place: another field does.
        done()
        st.session_state[_LOST] = True
        st.rerun()
    if file is not None:
        st.session_state.pop(_LOST, None)
    if file is not None and file.size > LIMIT:
        st.error(f"Файл больше {number(LIMIT / MEGABYTE, 0)} МБ. {DIVIDE}")
        return None
    return None if file is None else (file.getvalue(), file.name)


def done() -> None:
    """Empties the field: the file has been dealt with, and the server's memory is free of it."""
    context = get_script_run_ctx()
    if context is not None:
        context.uploaded_file_mgr.remove_session_files(context.session_id)
    st.session_state[_NUMBER] = st.session_state.get(_NUMBER, 0) + 1
    st.session_state.pop(_LOST, None)


def _field() -> str:
    return f"файл-{st.session_state.get(_NUMBER, 0)}"


def refused(reading: Reading, advice: str = "Исправьте и загрузите снова.") -> None:
    """The verdict on a file that is not taken, and its problems."""
    count = sum(problem.severity == "error" for problem in reading.problems)
    found = plural(count, "ошибка", "ошибки", "ошибок")
    st.error(f"Файл «{plain(reading.file_name)}» не принят: {count} {found}. Ничего не сохранено. {advice}")
    problems(reading)


def problems(reading: Reading, said: Sequence[Remark] = (), changed: pd.DataFrame | None = None) -> None:
    """Every problem with its place, the gravest first, with what was said of it already.

    ``changed``: what the file changes; problems on values that stay are folded then (``problem_order``).
    """
    if not reading.problems:
        st.success("Замечаний нет.")
        return
    ordered = order_problems(reading.problems, changed)
    comments = {(remark.sheet, remark.cell, remark.code): remark.comment for remark in said}
    if ordered.first:
        tables.whole(_table(ordered.first, comments))
    if ordered.unchanged:
        with st.expander(_folded_title(ordered.unchanged)):
            tables.whole(_table(ordered.unchanged, comments))


def explained(reading: Reading, changed: pd.DataFrame) -> list[Remark]:
    """The same of an accepted file, each warning with a field to explain it; returns what was said."""
    if not reading.problems:
        st.success("Замечаний нет.")
        return []
    ordered = order_problems(reading.problems, changed)
    _page_of_rows(reading, ordered.first, "первые")
    if ordered.unchanged:
        # Rows that nobody opens are not drawn: a file may have hundreds.
        folded = st.expander(_folded_title(ordered.unchanged), key="замечания-прежние", on_change="rerun")
        if folded.open:
            with folded:
                _page_of_rows(reading, ordered.unchanged, "прежние")
    return [
        Remark(problem.sheet or "", problem.cell or "", problem.code, problem.message, comment)
        for problem in (*ordered.first, *ordered.unchanged)
        if (comment := str(st.session_state.get(_comment_key(reading, problem)) or "").strip())
    ]


def _folded_title(unchanged: Sequence[Problem]) -> str:
    return f"Замечания к значениям, которые не меняются: {number(len(unchanged), 0)}"


def _page_of_rows(reading: Reading, listed: Sequence[Problem], name: str) -> None:
    """The problems a page at a time, a row each; what is written on one page stays while another is shown."""
    pages = -(-len(listed) // _ON_PAGE)
    page = st.pagination(pages, key=f"замечания-{name}-страница") if pages > 1 else 1
    for problem in listed[(page - 1) * _ON_PAGE : page * _ON_PAGE]:
        _row(reading, problem)


def _row(reading: Reading, problem: Problem) -> None:
    words, comment = st.columns([3, 2], gap="medium", vertical_alignment="center")
    badge = f":{_COLOURS[problem.severity]}-badge[{SEVERITIES[problem.severity]}]"
    where = ", ".join(filter(None, [problem.sheet and f"лист «{problem.sheet}»", problem.cell]))
    words.markdown(f"{badge} {plain(where)}  \n{plain(problem.message)}")
    if problem.severity == "warning":
        comment.text_input(
            f"Пояснение: {where}",
            key=_comment_key(reading, problem),
            placeholder="Пояснение: почему значение верно",
            label_visibility="collapsed",
            persist_state="page",
        )


def _comment_key(reading: Reading, problem: Problem) -> str:
    return "|".join(
        ("пояснение", reading.sha256, problem.sheet or "", problem.cell or "", problem.code, problem.message)
    )


def _table(rows: Sequence[Problem], comments: Mapping[tuple[str, str, str], str]) -> pd.DataFrame:
    table = pd.DataFrame(
        {
            "Важность": [SEVERITIES[problem.severity] for problem in rows],
            "Лист": [problem.sheet or "—" for problem in rows],
            "Ячейка": [problem.cell or "—" for problem in rows],
            "Что исправить": [problem.message for problem in rows],
        }
    )
    explanations = [comments.get((row.sheet or "", row.cell or "", row.code), "") for row in rows]
    return table.assign(Пояснение=explanations) if any(explanations) else table
