"""A file that was chosen: its verdict and problems, and what was said of its warnings."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd
import streamlit as st

from uspekh.actuals.interpreter import Limits
from uspekh.actuals.opening.limits import MEGABYTE
from uspekh.actuals.problems import SEVERITIES, Problem
from uspekh.actuals.reading import Reading
from uspekh.actuals.workbook import DIVIDE
from uspekh.russian.format import number, plural
from uspekh.russian.text import plain
from uspekh.store.uploads import Remark
from uspekh.ui import tables

LIMIT = Limits.content
ENDINGS = ["xlsx", "xlsm", "xlsb", "xls", "ods", "csv"]
_NUMBER = "файл-номер"


def chosen() -> tuple[bytes, str] | None:
    """The file that the person chose, its bytes and name; one that is too long is refused."""
    file = st.file_uploader(
        "Выберите файл Excel, ODS или CSV (кнопка «Upload» или перетащите файл сюда)",
        type=ENDINGS,
        key=f"файл-{st.session_state.get(_NUMBER, 0)}",
        help=f"Не больше {number(LIMIT / MEGABYTE, 0)} МБ. Файл сначала проверяется, сохраняется только по кнопке.",
    )
    if file is not None and file.size > LIMIT:
        st.error(f"Файл больше {number(LIMIT / MEGABYTE, 0)} МБ. {DIVIDE}")
        return None
    return None if file is None else (file.getvalue(), file.name)


def done() -> None:
    """Empties the field: the file has been dealt with."""
    st.session_state[_NUMBER] = st.session_state.get(_NUMBER, 0) + 1


def refused(reading: Reading, advice: str = "Исправьте и загрузите снова.") -> None:
    """The verdict on a file that is not taken, and its problems."""
    count = sum(problem.severity == "error" for problem in reading.problems)
    found = plural(count, "ошибка", "ошибки", "ошибок")
    st.error(f"Файл «{plain(reading.file_name)}» не принят: {count} {found}. Ничего не сохранено. {advice}")
    problems(reading)


def problems(reading: Reading, said: Sequence[Remark] = ()) -> None:
    """Every problem with its place, the gravest first, with what was said of it already."""
    rows = _sorted(reading)
    if not rows:
        st.success("Замечаний нет.")
        return
    by_place = {(remark.sheet, remark.cell, remark.code): remark.comment for remark in said}
    comments = [by_place.get((row.sheet or "", row.cell or "", row.code), "") for row in rows]
    table = _table(rows)
    tables.whole(table.assign(Пояснение=comments) if any(comments) else table)


def explained(reading: Reading) -> list[Remark]:
    """The same of an accepted file, where warnings can be explained; returns what was said."""
    rows = _sorted(reading)
    if all(problem.severity != "warning" for problem in rows):
        problems(reading)
        return []
    table = _table(rows)
    told = st.data_editor(
        table.assign(Пояснение=""),
        hide_index=True,
        row_height=60,
        disabled=list(table.columns),
        key="пояснения",
        column_config={
            "Что исправить": st.column_config.TextColumn(width="large"),
            "Пояснение": st.column_config.TextColumn(
                help="Почему значение верно: останется вместе с ним.", width="medium"
            ),
        },
    )
    return [
        Remark(problem.sheet or "", problem.cell or "", problem.code, problem.message, comment.strip())
        for problem, comment in zip(rows, told["Пояснение"], strict=True)
        if comment and comment.strip()
    ]


def _sorted(reading: Reading) -> list[Problem]:
    return sorted(reading.problems, key=lambda problem: list(SEVERITIES).index(problem.severity))


def _table(rows: Sequence[Problem]) -> pd.DataFrame:
    return pd.DataFrame(
        {
            "Важность": [SEVERITIES[problem.severity] for problem in rows],
            "Лист": [problem.sheet or "—" for problem in rows],
            "Ячейка": [problem.cell or "—" for problem in rows],
            "Что исправить": [problem.message for problem in rows],
        }
    )
