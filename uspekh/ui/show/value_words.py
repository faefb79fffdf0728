"""Words about a reported value: the names of fields that no plan table names, and who sent it."""

from __future__ import annotations

from uspekh.russian.format import missing, number, roubles, thousandths

FIELDS = {
    "refined": "Уточнённый план", "executed": "Кассовое исполнение", "comment": "Комментарий",
    "done": "Дата исполнения", "forecast": "Прогнозная дата", "document": "Документ", "name": "Наименование",
    "short_name": "Краткое наименование", "type": "Тип", "founder": "Учредитель", "contingent": "Контингент",
    "plan": "План", "active_from": "Действует с", "active_to": "Действует по",
}  # fmt: skip


def number_of(kind: str, value: int) -> str:
    """The number of a value as people read it: money in roubles, a plan in its measure's unit, people."""
    if kind == "budget":
        return roubles(value)
    return thousandths(value) if kind == "plan" else number(value, 0)


def who(by: str, sent_by: str | None) -> str:
    """Who loaded a file; of a report that was sent, who accepted it and who sent it."""
    return by if missing(sent_by) else f"{by} (прислал: {sent_by})"
