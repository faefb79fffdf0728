"""The log of actions in Russian words."""

from __future__ import annotations

import pandas as pd

from uspekh.access.person import ROLE_NAMES
from uspekh.russian.format import missing, moment
from uspekh.store.log.actions import DONE, LEFT, REFUSED
from uspekh.ui.show import tables
from uspekh.words import NOTHING

OUTCOMES = {DONE: "сделано", REFUSED: "отказано", LEFT: "выход"}
# The names of changes, and of rights where one was refused; a name from elsewhere stands as it is.
ACTIONS = {
    "load": "загрузка", "accept": "загрузка", "send": "отправка отчёта", "return": "возврат отчёта",
    "accept_sent": "приём отчёта", "withdraw": "отзыв отчёта",
    "undo": "отмена загрузки", "officials": "подтверждены должностные лица",
    "forget_file": "файл заменён прочитанным",
    "decide": "решение", "freeze": "фиксация совещания", "explain": "решение или совещание",
    "match": "сопоставление таблицы", "mark": "отметка замечания", "lock": "закрытие периода",
    "unlock": "открытие периода", "open_file": "открытие файла", "edit_directory": "изменение справочника",
    "restore": "восстановление базы", "read_log": "чтение журнала", "look": "просмотр чужих данных",
    "see_small": "просмотр малых численностей", "logout": "выход",
}  # fmt: skip


def table(rows: pd.DataFrame) -> pd.DataFrame:
    """``store.log.actions.list_actions`` with Russian columns."""
    return pd.DataFrame(
        {
            "№": rows["id"],
            "Когда": [moment(at) for at in rows["at"]],
            "Кто": rows["by"],
            "Роль": [ROLE_NAMES.get(role, NOTHING) for role in rows["role"]],
            "Действие": [ACTIONS.get(action, action) for action in rows["action"]],
            "Итог": [OUTCOMES.get(outcome, outcome) for outcome in rows["outcome"]],
            "Загрузка": [NOTHING if missing(upload) else f"№ {upload}" for upload in rows["upload"]],
            # The name of a session says nothing to a person.
            "Подробности": rows["detail"].mask(rows["outcome"] == LEFT, ""),
        }
    )


def workbook(rows: pd.DataFrame) -> bytes:
    """The same as an .xlsx."""
    return tables.workbook(table(rows), "Журнал", "Журнал действий")
