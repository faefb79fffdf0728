"""Participants: how much of the working time each gives, which plan items are theirs, and what they do."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd
import streamlit as st

from uspekh.charts.bar import bar
from uspekh.monitoring.overview.schedule import PersonLoad
from uspekh.russian.format import percent
from uspekh.russian.text import plain
from uspekh.ui.show import linked, table
from uspekh.ui.show.table import Cell

_TOGETHER = "Занятость коллективной строки не складывается с занятостью лиц: сколько в ней людей, не сказано"
_DATED = (
    "Занятость года — задачи, которые идут в этом году по плану мероприятий; строки без срока в плане считаются в "
    "каждом году. Нажмите на имя, чтобы увидеть задачи"
)


def show(persons: Sequence[PersonLoad], tasks: pd.DataFrame, year: int) -> None:
    """Draws a row for each person, and the collective participants apart; ``tasks``: of ``workload.tasks``."""
    headings = ["Участник", f"{year} год", "До 100 % времени", "По всем строкам", "Просрочено пунктов", "Предстоит"]
    rows = [
        [
            Cell(one.person, detail=_said_of(one, tasks)),
            Cell(percent(one.of_year), number=True),
            Cell("", html=bar(one.of_year)),
            Cell(percent(one.in_all), number=True),
            Cell(str(one.overdue), number=True),
            Cell(str(one.ahead), number=True),
        ]
        for one in persons
    ]
    table.show(headings, rows, key="люди", name="Участники проекта", fold=0, widths=(46, 9, 13, 12, 11, 9))
    st.caption(plain(_DATED))
    together = tasks[tasks["collective"]]
    if len(together):
        lines = [
            [Cell(row.spelling), Cell(words)]
            for row, words in zip(together.itertuples(), _tasks(together), strict=True)
        ]
        table.show(["Коллективный участник", "Что делает"], lines, key="люди-вместе", widths=(30, 70))
        st.caption(plain(_TOGETHER))


def for_saving(tasks: pd.DataFrame) -> pd.DataFrame:
    """Every row of section 5, for a workbook."""
    return linked.tasks_table(tasks)[0]


def _said_of(one: PersonLoad, tasks: pd.DataFrame) -> str:
    """The tasks of a person, a line each, and the sum of their shares."""
    rows = tasks[(tasks["person"] == one.person) & ~tasks["collective"]]
    spelled = ", ".join(dict.fromkeys(rows["spelling"]))
    return "\n".join([*_tasks(rows), f"Всего: {one.in_all_sum}. В документе: {spelled}"])


def _tasks(rows: pd.DataFrame) -> list[str]:
    """«20 % · Участник проекта · результат 1.2 · 2019–2021 · что делает», a line for each row of section 5."""
    words = linked.tasks_short(rows)
    columns = zip(*(words[name] for name in ("Занятость, %", "Роль", "Результат", "Годы", "Задача")), strict=True)
    return [f"{share} % · {role} · результат {of} · {years} · {task}" for share, role, of, years, task in columns]
