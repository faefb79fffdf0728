"""Tables of plan items and of participants."""

from __future__ import annotations

from functools import partial

import pandas as pd

from uspekh.russian.format import day, missing, number
from uspekh.russian.names import list_years
from uspekh.ui.show.tables import Formats
from uspekh.ui.show.words import flags
from uspekh.words import NOTHING, PLAN_ITEMS

NOT_NAMED = "не указан"


def plan_table(agenda: pd.DataFrame) -> tuple[pd.DataFrame, Formats]:
    """Plan items with dates and statuses (``monitoring.overview.agenda``)."""
    table = pd.DataFrame(
        {
            "№": agenda["item"],
            "Вид": agenda["kind"].map(PLAN_ITEMS),
            "Начало": pd.to_datetime(agenda["start"]),
            "Срок": pd.to_datetime(agenda["due"]),
            "Состояние": [flags.status_label(status) for status in agenda["flag"]],
            "Исполнено": pd.to_datetime(agenda["done"]),
            "Прогноз": pd.to_datetime(agenda["forecast"]),
            "Мероприятие": agenda["title"],
            "Ответственный": [_listed(names) for names in agenda["responsible"]],
            "Исполнитель": [_listed(names) for names in agenda["organizations"]],
            "Исполнитель в документе": agenda["executor"],
            "Контроль": [code or NOT_NAMED for code in agenda["control"]],
            "Результат": [_listed(results) for results in agenda["results"]],
            "Документ": agenda["document"],
        }
    )
    return table, dict.fromkeys(("Начало", "Срок", "Исполнено", "Прогноз"), day)


def tasks_table(rows: pd.DataFrame) -> tuple[pd.DataFrame, Formats]:
    """Rows of section 5 (``monitoring.execution.workload.tasks``)."""
    table = pd.DataFrame(
        {
            "Строка": rows["row"].astype("str"),
            "Участник": rows["person"],
            "Роль": rows["role"],
            "Занятость, %": rows["workload"],
            "Результат": [_listed(results) or NOTHING for results in rows["results"]],
            "Годы": [list_years(row.years) if row.dated else "все годы" for row in rows.itertuples()],
            "Задача": [task or NOTHING for task in rows["task"]],
            "В документе": rows["spelling"],
            "Должность": [position or NOT_NAMED for position in rows["position"]],
            "Непосредственный руководитель": rows["supervisor"],
        }
    )
    return table, {"Занятость, %": partial(number, digits=1)}


def tasks_short(rows: pd.DataFrame) -> pd.DataFrame:
    """The same in words, short: who, in which role, how much, when, what."""
    table, formats = tasks_table(rows)
    columns = ["Строка", "В документе", "Роль", "Занятость, %", "Результат", "Годы", "Задача"]
    return table.assign(**{name: table[name].map(how) for name, how in formats.items()})[columns]


def _day(moment: pd.Timestamp) -> str:
    return NOTHING if missing(moment) else day(moment)


def _listed(names: tuple[str, ...]) -> str:
    return ", ".join(names)
