"""The log of actions: who did what and who was refused what; nothing of it can be changed."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from uspekh.access.person import ROLE_NAMES
from uspekh.russian.format import missing, moment
from uspekh.store.log.actions import DONE, LEFT, REFUSED, list_actions
from uspekh.ui.session import access, state
from uspekh.ui.show import table, tables
from uspekh.ui.show.table import Cell
from uspekh.words import DECIDED, NOTHING

OUTCOMES = {DONE: "сделано", REFUSED: "отказано", LEFT: "выход"}
SHOWN = 300
# The names of changes, and of rights where one was refused; a name from elsewhere stands as it is.
ACTIONS = {
    "load": "загрузка", "accept": "загрузка", "send": "отправка отчёта", "return": "возврат отчёта",
    "accept_sent": "приём отчёта", "withdraw": "отзыв отчёта",
    "undo": "отмена загрузки", "officials": "подтверждены должностные лица",
    "forget_file": "файл заменён прочитанным",
    "decide": "решение", "freeze": "фиксация совещания", "explain": "решение или совещание",
    "match": "сопоставление таблицы", "mark": "отметка замечания", "lock": "закрытие периода",
    "unlock": "открытие периода", "open_file": "открытие файла", "edit_directory": "изменение справочника",
    "edit_passport": "редакция паспорта",
    "make_calendar_link": "ссылка на календарь", "revoke_calendar_link": "отзыв ссылки на календарь",
    "restore": "восстановление базы", "read_log": "чтение журнала", "look": "просмотр чужих данных",
    "share_code": "общий код показателя",
    "receive_package": "приём пакета", "undo_package": "отмена пакета",
    "see_small": "просмотр малых численностей", "logout": "выход",
}  # fmt: skip
# What was decided about or refused, by the first word of its details.
DETAILS = {
    **{kind: words.lower() for kind, words in DECIDED.items()},
    "decisions": "решения", "marks": "отметки замечаний", "meetings": "совещания", "meeting": "совещание",
    "locks": "закрытые периоды", "sent": "отчёты организаций", "texts": "тексты таблиц и правил",
    "drafts": "черновики", "draft": "черновик", "package": "пакет для области",
}  # fmt: skip
_DETAILED = {"decide", "explain", "look", "edit_passport"}


def show() -> None:
    """The latest entries, the refusals alone where that is wanted, and all of them as a workbook."""
    engine = state.project().engine
    left, right = st.columns([3, 1], vertical_alignment="bottom")
    refused = left.toggle("Только отказы", key="отказы", bind="query-params")
    rows = list_actions(engine, access.person(), refused=refused, latest=SHOWN)
    right.download_button(
        "Журнал в Excel",
        access.later(lambda who: workbook(list_actions(engine, who, refused=refused))),
        f"Журнал действий {state.today():%d.%m.%Y}.xlsx",
        tables.XLSX,
        on_click="ignore",
        width="stretch",
    )
    if rows.empty:
        st.info("Отказов не было." if refused else "Записей нет.")
        return
    described = describe(rows).fillna("").astype(str)
    cells = [[Cell(text) for text in row] for row in described.itertuples(index=False)]
    table.show(list(described), cells, key="журнал-действий", name="Журнал действий")
    if len(rows) == SHOWN:
        st.caption(f"Показаны последние {SHOWN}; все — в файле Excel.")
    st.caption("Записи вносит сама программа; изменить или стереть их из программы нельзя.")


def describe(rows: pd.DataFrame) -> pd.DataFrame:
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
            # The key of a session or of headings says nothing to a person.
            "Подробности": [
                "" if outcome == LEFT or action == "match" else _say_detail(action, detail)
                for outcome, action, detail in zip(rows["outcome"], rows["action"], rows["detail"], strict=True)
            ],
        }
    )


def _say_detail(action: str, detail: str) -> str:
    """«показатель 3, 2024» instead of «indicator 3, 2024»."""
    subject, space, rest = str(detail).partition(" ")
    return f"{DETAILS.get(subject, subject)}{space}{rest}" if action in _DETAILED else detail


def workbook(rows: pd.DataFrame) -> bytes:
    """The same as an .xlsx."""
    return tables.workbook(describe(rows), "Журнал", "Журнал действий")
